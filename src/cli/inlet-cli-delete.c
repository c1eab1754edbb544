/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-delete.h"

#include "inlet-arguments.h"
#include "inlet-cli-find.h"
#include "inlet-cli-stage.h"
#include "inlet-connection-json.h"
#include "inlet-delete.h"

#include <glib/gi18n.h>

/* Only what goes beyond the usual: that it takes longer, and why. */
static void
on_status (InletDelete *operation)
{
  g_printerr ("%s\n", inlet_delete_get_status (operation));
}

static gboolean
confirm (InletTerminal    *terminal,
         InletConnection  *connection,
         GError          **error)
{
  /* TRANSLATORS: a name, a sandbox and an ID. The answer is “y” or “yes”. */
  g_autofree char *question =
    g_strdup_printf (_("Delete “%s” in the sandbox “%s” (%s)? [y/N]"),
                     inlet_connection_get_name (connection),
                     inlet_connection_get_sandbox (connection),
                     inlet_connection_get_remote_id (connection));

  return inlet_terminal_confirm (terminal, question, error);
}

static void
print_gone (InletConnection *connection,
            gboolean         is_json)
{
  g_autoptr (InletConnection) gone = inlet_connection_as_gone (connection);

  if (is_json) {
    g_autoptr (JsonNode) node = inlet_connection_to_json (gone);

    inlet_terminal_print_json (node);
  } else {
    g_print ("%s\n", inlet_connection_get_remote_id (gone));
  }
}

static InletExit
tell_error (const GError *error)
{
  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}

static InletExit
delete_one (InletTerminal   *terminal,
            InletConnection *connection,
            gboolean         is_json)
{
  g_autoptr (InletDelete) operation = inlet_delete_new (inlet_terminal_get_context (terminal),
                                                        connection);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (operation, "notify::status", G_CALLBACK (on_status), NULL);
  inlet_delete_run_async (operation, inlet_terminal_get_cancellable (terminal),
                          inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  if (!inlet_delete_run_finish (operation, result, &error))
    return tell_error (error);

  print_gone (connection, is_json);
  return INLET_EXIT_DONE;
}

InletExit
inlet_cli_delete (char     **arguments,
                  gboolean   is_demo)
{
  gboolean is_meant = FALSE;
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "yes", 0, 0, G_OPTION_ARG_NONE, &is_meant, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (inlet_arguments_parse (arguments, "inlet delete ID|NAME [--yes] [--json]", entries, 1,
                             &error))
    terminal = inlet_cli_stage_new (is_demo, &error);
  if (terminal != NULL)
    connection = inlet_cli_find (terminal, arguments[1], &error);
  if (connection == NULL)
    return tell_error (error);

  if (is_meant || confirm (terminal, connection, &error))
    return delete_one (terminal, connection, is_json);
  if (error != NULL)
    return tell_error (error);

  g_printerr ("%s\n", _("Nothing was deleted."));
  return INLET_EXIT_DONE;
}
