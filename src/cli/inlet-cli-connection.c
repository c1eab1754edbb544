/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-connection.h"

#include "inlet-arguments.h"
#include "inlet-create.h"
#include "inlet-error.h"

#include <glib/gi18n.h>

static InletDraft *
build_draft (InletTerminal  *terminal,
             InletForm      *form,
             const char     *account_name,
             const char     *credentials_name,
             GError        **error)
{
  g_autoptr (InletProfile) account = NULL;
  g_autoptr (InletProfile) credentials = NULL;
  InletDraft *start = inlet_terminal_get_draft (terminal);

  if (start != NULL && *inlet_form_get_text (form, INLET_FIELD_SANDBOX) == '\0')
    inlet_form_set_text (form, INLET_FIELD_SANDBOX, inlet_draft_get_sandbox (start));

  if (!inlet_form_check (form, error))
    return NULL;

  account = inlet_terminal_choose (terminal, INLET_PROFILE_ACCOUNT, account_name, error);
  if (account == NULL)
    return NULL;

  credentials =
    inlet_terminal_choose (terminal, INLET_PROFILE_CREDENTIALS, credentials_name, error);
  if (credentials == NULL)
    return NULL;

  return inlet_draft_new (INLET_ACCOUNT (account), INLET_CREDENTIALS (credentials),
                          inlet_form_get_text (form, INLET_FIELD_SANDBOX),
                          inlet_form_get_text (form, INLET_FIELD_NAME),
                          inlet_form_get_text (form, INLET_FIELD_DESCRIPTION));
}

static void
print_connection (InletConnection *connection,
                  gboolean         is_json)
{
  const char *remote_id = inlet_connection_get_remote_id (connection);

  if (is_json) {
    g_autoptr (JsonNode) node = inlet_connection_to_json (connection);

    inlet_terminal_print_json (node);
  } else if (remote_id != NULL) {
    g_print ("%s\n", remote_id);
  }
}

/* Nothing was sent and there is no row; told as the connection that it would have been. */
static InletExit
tell_given_up (InletDraft   *draft,
               const GError *error,
               gboolean      is_json)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletConnection) attempt = inlet_connection_new_attempt (
    draft, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (InletConnection) failed = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    problem = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Cancelled before the request was sent");
  else
    problem = inlet_problem_new_from_error (error);

  failed = inlet_connection_with_problem (attempt, problem);
  print_connection (failed, is_json);
  inlet_terminal_say_problem (problem);
  return inlet_exit_from_problem (problem);
}

static InletExit
tell_outcome (InletConnection *connection,
              const GError    *unsaved,
              gboolean         is_json)
{
  InletProblem *problem = inlet_connection_get_problem (connection);

  print_connection (connection, is_json);

  if (unsaved != NULL) {
    g_printerr ("%s\n", _("Keep what is printed here: it could not be written to the history."));
    inlet_terminal_say_error (unsaved);
    return INLET_EXIT_UNEXPECTED;
  }

  if (problem == NULL)
    return INLET_EXIT_DONE;

  inlet_terminal_say_problem (problem);
  return inlet_exit_from_problem (problem);
}

/* Only what goes beyond a step: that it takes longer, and why. */
static void
on_status (InletCreate *operation)
{
  const char *status = inlet_create_get_status (operation);

  if (g_strcmp0 (status, inlet_create_step_to_text (inlet_create_get_step (operation))) != 0)
    g_printerr ("%s\n", status);
}

static InletExit
create (InletTerminal *terminal,
        InletDraft    *draft,
        gboolean       is_again,
        gboolean       is_json)
{
  g_autoptr (InletCreate) operation = inlet_create_new (inlet_terminal_get_context (terminal),
                                                        draft);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  inlet_create_set_again (operation, is_again);
  g_signal_connect (operation, "notify::status", G_CALLBACK (on_status), NULL);
  inlet_create_run_async (operation, inlet_terminal_get_cancellable (terminal),
                          inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  connection = inlet_create_run_finish (operation, result, &error);

  return connection != NULL
         ? tell_outcome (connection, inlet_create_get_unsaved (operation), is_json)
         : tell_given_up (draft, error, is_json);
}

InletExit
inlet_cli_create (char     **arguments,
                  gboolean   is_demo)
{
  g_autofree char *account = NULL;
  g_autofree char *credentials = NULL;
  g_autofree char *sandbox = NULL;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  gboolean is_again = FALSE;
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &account, NULL, NULL },
    { "credentials", 0, 0, G_OPTION_ARG_STRING, &credentials, NULL, NULL },
    { "sandbox", 0, 0, G_OPTION_ARG_STRING, &sandbox, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "description", 0, 0, G_OPTION_ARG_STRING, &description, NULL, NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &is_again, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CONNECTION);
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (InletDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (inlet_arguments_parse (arguments,
                             "inlet create --account A --credentials C --sandbox S --name N "
                             "[--description D] [--again] [--json]", entries, 0, &error))
    terminal = inlet_terminal_new (is_demo, &error);

  if (terminal != NULL) {
    inlet_form_set_text (form, INLET_FIELD_SANDBOX, sandbox != NULL ? sandbox : "");
    inlet_form_set_text (form, INLET_FIELD_NAME, name != NULL ? name : "");
    inlet_form_set_text (form, INLET_FIELD_DESCRIPTION, description != NULL ? description : "");
    draft = build_draft (terminal, form, account, credentials, &error);
  }

  if (draft == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  return create (terminal, draft, is_again, is_json);
}

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

InletExit
inlet_cli_list (char     **arguments,
                gboolean   is_demo)
{
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GError) error = NULL;
  InletDatabase *database = NULL;

  if (inlet_arguments_parse (arguments, "inlet list [--json]", entries, 0, &error))
    terminal = inlet_terminal_new (is_demo, &error);

  if (terminal != NULL) {
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
