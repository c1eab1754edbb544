/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-error.h"

#include "inlet-error-private.h"

#include <glib/gi18n.h>

/* Which connection it is, for those who are about to make another. */
static char *
describe (InletConnection *self)
{
  const char *remote_id = inlet_connection_get_remote_id (self);
  const char *name = inlet_connection_get_name (self);
  const char *sandbox = inlet_connection_get_sandbox (self);
  g_autoptr (GDateTime) time =
    g_date_time_new_from_unix_local (inlet_connection_get_created_at (self));
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%c") : g_strdup ("–");

  if (remote_id != NULL)
    /* TRANSLATORS: a name, a sandbox, date and time, and the ID. */
    return g_strdup_printf (_("“%s” was created in the sandbox “%s” on %s. Its ID is %s."),
                            name, sandbox, when, remote_id);
  if (inlet_connection_get_state (self) == INLET_CONNECTION_SENDING)
    /* TRANSLATORS: a name and a sandbox. */
    return g_strdup_printf (_("“%s” is being created in the sandbox “%s” right now."),
                            name, sandbox);

  /* TRANSLATORS: a name, a sandbox, date and time. */
  return g_strdup_printf (_("“%s” was asked for in the sandbox “%s” on %s, and the answer was "
                            "lost. It may have been created."),
                          name, sandbox, when);
}

GError *
inlet_connection_to_error (InletConnection *self)
{
  g_autofree char *sentence = NULL;
  GError *error = NULL;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  sentence = describe (self);
  error = g_error_new_literal (INLET_ERROR, INLET_ERROR_EXISTS, sentence);
  inlet_error_set_payload (error, G_OBJECT (self));

  return error;
}

InletConnection *
inlet_connection_get_from_error (const GError *error)
{
  GObject *payload = inlet_error_get_payload (error);

  return INLET_IS_CONNECTION (payload) ? INLET_CONNECTION (payload) : NULL;
}
