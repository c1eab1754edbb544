/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-connection.h"

#include "inlet-arguments.h"
#include "inlet-cli-stage.h"
#include "inlet-connection-json.h"
#include "inlet-error.h"
#include "inlet-export.h"
#include "inlet-streams.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

/* When, state, sandbox, ID and name, apart by tabs: for people and for `cut`. */
static void
print_row (InletConnection *connection)
{
  g_autoptr (GDateTime) when =
    g_date_time_new_from_unix_local (inlet_connection_get_created_at (connection));
  g_autofree char *time = when != NULL ? g_date_time_format (when, "%F %T") : g_strdup ("");
  const char *remote_id = inlet_connection_get_remote_id (connection);

  g_print ("%s\t%s\t%s\t%s\t%s\n", time,
           inlet_connection_state_to_nick (inlet_connection_get_state (connection)),
           inlet_connection_get_sandbox (connection), remote_id != NULL ? remote_id : "-",
           inlet_connection_get_name (connection));
}

static void
print_rows (GPtrArray *connections,
            gboolean   is_json)
{
  g_autoptr (JsonNode) array = json_node_init_array (json_node_alloc (), json_array_new ());

  for (guint i = 0; i < connections->len; i++) {
    InletConnection *connection = g_ptr_array_index (connections, i);

    if (is_json)
      json_array_add_element (json_node_get_array (array), inlet_connection_to_json (connection));
    else
      print_row (connection);
  }

  if (is_json)
    inlet_terminal_print_json (array);
}

/* Row after row, so that a long history takes no more memory than a short one. */
static gboolean
print_csv (InletTerminal  *terminal,
           GError        **error)
{
  InletDatabase *database = inlet_context_get_database (inlet_terminal_get_context (terminal));
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_export_async (database, INLET_EXPORT_CSV, NULL, inlet_export_file_new_for_stream (stream),
                      inlet_terminal_get_cancellable (terminal), inlet_terminal_on_answered,
                      terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_export_finish (result, error) >= 0;
}

/* What the database has to say is no error of the stream. */
static gboolean
is_lost (const GError *error)
{
  return error != NULL && error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED;
}

static gboolean
parse (char        **arguments,
       gboolean     *is_json,
       gboolean     *is_csv,
       GError      **error)
{
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, is_json, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, is_csv, NULL, NULL },
    { NULL }
  };

  if (!inlet_arguments_parse (arguments, "inlet list [--json | --csv]", entries, 0, error))
    return FALSE;

  if (!*is_json || !*is_csv)
    return TRUE;

  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                       _("Only one of --json and --csv can be had at a time."));
  return FALSE;
}

InletExit
inlet_cli_list (char     **arguments,
                gboolean   is_demo)
{
  gboolean is_json = FALSE;
  gboolean is_csv = FALSE;
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GError) error = NULL;
  InletDatabase *database = NULL;

  if (parse (arguments, &is_json, &is_csv, &error))
    terminal = inlet_cli_stage_new (is_demo, &error);

  if (is_csv && terminal != NULL && print_csv (terminal, &error))
    return INLET_EXIT_DONE;
  if (is_csv && is_lost (error))
    return inlet_streams_say_lost ();

  if (error == NULL) {
    database = inlet_context_get_database (inlet_terminal_get_context (terminal));
    inlet_history_read_all_async (database, inlet_terminal_get_cancellable (terminal),
                                  inlet_terminal_on_answered, terminal);
    result = inlet_terminal_wait (terminal);
    connections = inlet_history_read_all_finish (database, result, &error);
  }

  if (connections == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  print_rows (connections, is_json);
  return INLET_EXIT_DONE;
}
