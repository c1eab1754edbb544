/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-find.h"

#include "inlet-error.h"
#include "inlet-find.h"

#include <glib/gi18n.h>

InletConnection *
inlet_cli_find (InletTerminal  *terminal,
                const char     *word,
                GError        **error)
{
  InletDatabase *database = inlet_context_get_database (inlet_terminal_get_context (terminal));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  inlet_find_created_async (database, word, inlet_terminal_get_cancellable (terminal),
                            inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  found = inlet_find_created_finish (database, result, error);
  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_object_ref (found->pdata[0]);

  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
               found->len == 0
               ? _("There is no connection “%s” that was created. “inlet list” lists them.")
               : _("Several connections are named “%s”. Give the ID of one; “inlet list” lists "
                   "them."), word);
  return NULL;
}

InletConnection *
inlet_cli_find_latest (InletTerminal  *terminal,
                       const char     *word,
                       GError        **error)
{
  InletDatabase *database = inlet_context_get_database (inlet_terminal_get_context (terminal));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  InletConnection *latest = NULL;

  inlet_find_latest_async (database, word, inlet_terminal_get_cancellable (terminal),
                           inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  latest = inlet_find_latest_finish (database, result, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (latest == NULL)
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("There is no connection “%s”. “inlet list” lists them."), word);

  return latest;
}
