/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-ask-standing.h"

#include "inlet-compat.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

/* A question has no place for more, nor a person the patience. */
#define N_LISTED 6

static char *
build_list (GPtrArray *standing)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_listed = standing->len > N_LISTED + 1 ? N_LISTED : standing->len;

  for (guint i = 0; i < n_listed; i++) {
    InletConnection *connection = standing->pdata[i];
    InletConnectionState state = inlet_connection_get_state (connection);

    /* TRANSLATORS: a sandbox, and the name of a connection in it. */
    g_string_append_printf (text, _("%s: “%s”"), inlet_connection_get_sandbox (connection),
                            inlet_connection_get_name (connection));
    if (state != INLET_CONNECTION_CREATED)
      g_string_append_printf (text, " (%s)", inlet_state_label (state));
    g_string_append_c (text, '\n');
  }

  if (n_listed < standing->len)
    g_string_append_printf (text, ngettext ("and in %u other\n", "and in %u others\n",
                                            standing->len - n_listed),
                            standing->len - n_listed);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
inlet_ask_standing_async (GtkWindow           *parent,
                          GPtrArray           *standing,
                          guint                n_all,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autofree char *list = build_list (standing);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  const InletAnswer answers[] = {
    { INLET_ASK_STANDING_CANCEL, _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { INLET_ASK_STANDING_SKIP, standing->len < n_all ? _("_Skip These") : NULL,
      ADW_RESPONSE_SUGGESTED },
    { INLET_ASK_STANDING_CREATE, _("Create _Anyway"), ADW_RESPONSE_DESTRUCTIVE },
  };

  /* TRANSLATORS: in how many sandboxes, of how many. */
  title = g_strdup_printf (ngettext ("There Is One Already in %u of %u Sandboxes",
                                     "There Is One Already in %u of %u Sandboxes", standing->len),
                           standing->len, n_all);
  /* TRANSLATORS: %s is a list, a line each. */
  body = g_strdup_printf (_("%s\nOne connection for an S3 account is enough."), list);
  inlet_ask_async (parent, title, body, answers, G_N_ELEMENTS (answers), cancellable, callback,
                   user_data);
}

InletAskStandingAnswer
inlet_ask_standing_finish (GAsyncResult  *result,
                           GError       **error)
{
  int answer = inlet_ask_finish (result, error);

  return answer >= 0 ? answer : INLET_ASK_STANDING_CANCEL;
}
