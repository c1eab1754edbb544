/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-stage.h"

#include "inlet-create.h"

#include <glib/gi18n.h>

static gboolean
make_connection (InletTerminal  *terminal,
                 GError        **error)
{
  g_autoptr (InletCreate) create = inlet_create_new (inlet_terminal_get_context (terminal),
                                                     inlet_terminal_get_draft (terminal));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletConnection) connection = NULL;

  inlet_create_run_async (create, inlet_terminal_get_cancellable (terminal),
                          inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  connection = inlet_create_run_finish (create, result, error);
  if (connection == NULL)
    return FALSE;

  return inlet_cli_stage_tell (connection, inlet_create_get_unsaved (create), error);
}

InletTerminal *
inlet_cli_stage_new (gboolean   is_demo,
                     GError   **error)
{
  g_autoptr (InletTerminal) terminal = inlet_terminal_new (is_demo, error);

  if (terminal == NULL || (is_demo && !make_connection (terminal, error)))
    return NULL;

  return g_steal_pointer (&terminal);
}

gboolean
inlet_cli_stage_tell (InletConnection  *connection,
                      const GError     *unsaved,
                      GError          **error)
{
  InletProblem *problem = inlet_connection_get_problem (connection);

  g_return_val_if_fail (problem != NULL || inlet_connection_get_remote_id (connection) != NULL,
                        FALSE);

  if (problem == NULL && unsaved == NULL) {
    /* TRANSLATORS: in the terminal: the name and the ID of the only connection in the demo. */
    g_printerr (_("To try it with, the demo has made the connection “%s” (%s).\n"),
                inlet_connection_get_name (connection),
                inlet_connection_get_remote_id (connection));
    return TRUE;
  }

  /* TRANSLATORS: in the terminal, before what went wrong: “it” is the command that was given. */
  g_printerr ("%s\n", _("There is no connection in the demo to try it with."));
  g_propagate_error (error, problem != NULL ? inlet_problem_to_error (problem)
                                            : g_error_copy (unsaved));
  return FALSE;
}
