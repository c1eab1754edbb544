/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-edit.h"

#include "inlet-arguments.h"
#include "inlet-cli-find.h"
#include "inlet-cli-stage.h"
#include "inlet-rotation.h"
#include "inlet-side.h"

#include <glib/gi18n.h>

/* What comes of a run. */
typedef struct
{
  JsonNode  *array;     /* (owned) (nullable) */
  InletExit  first;     /* the status of the first that failed */
} Report;

static const char *
find_outcome (const GError *error)
{
  g_autoptr (InletProblem) problem = NULL;

  if (error == NULL)
    return "rotated";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";

  problem = inlet_problem_new_from_error (error);
  return inlet_problem_get_certainty (problem) == INLET_CERTAINTY_UNKNOWN ? "uncertain" : "failed";
}

static void
add_to_array (JsonArray       *array,
              InletConnection *connection,
              const GError    *error)
{
  JsonObject *object = json_object_new ();
  g_autoptr (InletProblem) problem = NULL;

  json_object_set_string_member (object, "id", inlet_connection_get_remote_id (connection));
  json_object_set_string_member (object, "name", inlet_connection_get_name (connection));
  json_object_set_string_member (object, "sandbox", inlet_connection_get_sandbox (connection));
  json_object_set_string_member (object, "account", inlet_connection_get_account_name (connection));
  json_object_set_string_member (object, "outcome", find_outcome (error));
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    problem = inlet_problem_new_from_error (error);
    json_object_set_object_member (object, "error", inlet_side_describe (problem));
  } else {
    json_object_set_null_member (object, "error");
  }
  json_array_add_object_element (array, object);
}

static void
on_item_done (InletRun *run,
              guint     position,
              GObject  *item,
              GError   *error,
              Report   *report)
{
  InletConnection *connection = INLET_CONNECTION (item);

  if (report->array != NULL)
    add_to_array (json_node_get_array (report->array), connection, error);
  else
    g_print ("%s\t%s\t%s\n", find_outcome (error), inlet_connection_get_remote_id (connection),
             inlet_connection_get_name (connection));

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* TRANSLATORS: the name of a connection. What went wrong with it follows. */
  g_printerr (_("“%s”:\n"), inlet_connection_get_name (connection));
  inlet_terminal_say_error (error);
  if (report->first == INLET_EXIT_DONE)
    report->first = inlet_exit_from_error (error);
}

static gboolean
add_named (InletTerminal  *terminal,
           InletRotation  *rotation,
           char          **words,
           GError        **error)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++) {
    g_autoptr (InletConnection) connection = inlet_cli_find (terminal, words[i], error);

    if (connection == NULL)
      return FALSE;
    inlet_rotation_add (rotation, connection);
  }

  return TRUE;
}

static gboolean
load (InletTerminal  *terminal,
      InletRotation  *rotation,
      gboolean        is_rest,
      GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_rotation_load_async (rotation, is_rest, inlet_terminal_get_cancellable (terminal),
                             inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_rotation_load_finish (rotation, result, error);
}

static InletExit
run_rotation (InletTerminal *terminal,
              InletRotation *rotation,
              gboolean       is_everywhere,
              gboolean       is_json)
{
  g_autoptr (JsonNode) array =
    is_json ? json_node_init_array (json_node_alloc (), json_array_new ()) : NULL;
  Report report = { array, INLET_EXIT_DONE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (inlet_rotation_get_run (rotation), "item-done", G_CALLBACK (on_item_done),
                    &report);
  inlet_rotation_run_async (rotation, inlet_terminal_get_cancellable (terminal),
                            inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  inlet_rotation_run_finish (rotation, result, &error);

  if (is_json)
    inlet_terminal_print_json (array);
  if (error != NULL && is_everywhere)
    g_printerr ("%s\n", _("Cancelled. “inlet rotate --rest” goes on with what is left."));
  else if (error != NULL)
    inlet_terminal_say_error (error);

  return error != NULL && report.first == INLET_EXIT_DONE ? inlet_exit_from_error (error)
                                                          : report.first;
}

static void
say_none (InletProfile *credentials,
          gboolean      is_rest)
{
  g_autofree char *text =
    g_strdup_printf (is_rest ? _("No connection lacks the new key of “%s”")
                             : _("No connection uses “%s”"),
                     inlet_profile_get_name (credentials));

  g_printerr ("%s\n", text);
}

/* Connections that are named, or where these are to be found. */
static gboolean
check_target (char     **words,
              gboolean   is_everywhere,
              gboolean   is_rest,
              GError   **error)
{
  if ((words != NULL) + is_everywhere + is_rest == 1)
    return TRUE;

  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, "%s",
               _("Name the connections, or give --everywhere, or --rest for what an interrupted "
                 "--everywhere has left."));
  return FALSE;
}

InletExit
inlet_cli_rotate (char     **arguments,
                  gboolean   is_demo)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *name = NULL;
  gboolean is_everywhere = FALSE;
  gboolean is_rest = FALSE;
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "credentials", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "everywhere", 0, 0, G_OPTION_ARG_NONE, &is_everywhere, NULL, NULL },
    { "rest", 0, 0, G_OPTION_ARG_NONE, &is_rest, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    { NULL }
  };
  static const char usage[] =
    "inlet rotate ID|NAME… | --everywhere | --rest [--credentials C] [--json]";
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (InletProfile) credentials = NULL;
  g_autoptr (InletRotation) rotation = NULL;
  g_autoptr (GError) error = NULL;

  if (inlet_arguments_parse (arguments, usage, entries, 0, &error) &&
      check_target (words, is_everywhere, is_rest, &error))
    terminal = inlet_cli_stage_new (is_demo, &error);
  if (terminal != NULL)
    credentials = inlet_terminal_choose (terminal, INLET_PROFILE_CREDENTIALS, name, &error);
  if (credentials != NULL)
    rotation = inlet_rotation_new (inlet_terminal_get_context (terminal),
                                   INLET_CREDENTIALS (credentials));

  if (rotation == NULL || !add_named (terminal, rotation, words, &error) ||
      (words == NULL && !load (terminal, rotation, is_rest, &error))) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  if (g_list_model_get_n_items (inlet_rotation_get_connections (rotation)) == 0)
    say_none (credentials, is_rest);
  return run_rotation (terminal, rotation, words == NULL, is_json);
}
