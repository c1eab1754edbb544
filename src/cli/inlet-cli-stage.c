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

  /* TRANSLATORS: in the terminal, which has but one connection in the demo: its name and its ID. */
  g_printerr (_("To try it with, the demo has made the connection “%s” (%s).\n"),
              inlet_connection_get_name (connection),
              inlet_connection_get_remote_id (connection));
  return TRUE;
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
