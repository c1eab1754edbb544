/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-test.h"

#include "inlet-arguments.h"
#include "inlet-find.h"
#include "inlet-side.h"
#include "inlet-test.h"

#include <glib/gi18n.h>

/* (nullable) (transfer full): the one that @word names. */
static InletConnection *
find_one (InletTerminal  *terminal,
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

/* (nullable) (transfer full): of InletConnection; all of them, before any is tested. */
static GPtrArray *
find_all (InletTerminal  *terminal,
          char          **words,
          GError        **error)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; words[i] != NULL; i++) {
    InletConnection *connection = find_one (terminal, words[i], error);

    if (connection == NULL)
      return NULL;
    g_ptr_array_add (connections, connection);
  }

  return g_steal_pointer (&connections);
}

/* Only what goes beyond a step: that it takes longer, and why. */
static void
on_status (InletTest *test)
{
  const char *status = inlet_test_get_status (test);

  if (g_strcmp0 (status, inlet_test_step_to_text (inlet_test_get_step (test))) != 0)
    g_printerr ("%s\n", status);
}

/* Outcome, ID and name, apart by tabs: for people and for `cut`. */
static void
print_result (InletConnection *connection,
              InletTestResult *result)
{
  g_print ("%s\t%s\t%s\n",
           inlet_test_outcome_to_nick (inlet_test_result_get_outcome (result)),
           inlet_connection_get_remote_id (connection), inlet_connection_get_name (connection));
}

static InletExit
say_result (InletConnection *connection,
            InletTestResult *result,
            const GError    *unsaved)
{
  InletProblem *problem = inlet_test_result_get_problem (result);

  if (problem != NULL) {
    /* TRANSLATORS: the name of a connection, and whose side its problem is on, such as “the
     * network”. */
    g_printerr (_("“%s”: look at %s.\n"), inlet_connection_get_name (connection),
                inlet_side_to_text (inlet_side_of_problem (problem)));
    inlet_terminal_say_problem (problem);
  }

  if (unsaved != NULL) {
    g_printerr ("%s\n", _("What came of it could not be written to the history."));
    inlet_terminal_say_error (unsaved);
  }

  if (problem != NULL)
    return inlet_exit_from_problem (problem);

  return unsaved != NULL ? INLET_EXIT_UNEXPECTED : INLET_EXIT_DONE;
}

/* (nullable) (transfer full): %NULL when it was cancelled. */
static InletTestResult *
test_one (InletTerminal    *terminal,
          InletConnection  *connection,
          InletExit        *status,
          GError          **error)
{
  g_autoptr (InletTest) test = inlet_test_new (inlet_terminal_get_context (terminal), connection);
  g_autoptr (GAsyncResult) answer = NULL;
  InletTestResult *result = NULL;

  g_signal_connect (test, "notify::status", G_CALLBACK (on_status), NULL);
  inlet_test_run_async (test, inlet_terminal_get_cancellable (terminal),
                        inlet_terminal_on_answered, terminal);
  answer = inlet_terminal_wait (terminal);
  result = inlet_test_run_finish (test, answer, error);
  if (result != NULL)
    *status = say_result (connection, result, inlet_test_get_unsaved (test));

  return result;
}

/* The status of the first that was not passed. */
static InletExit
test_all (InletTerminal *terminal,
          GPtrArray     *connections,
          gboolean       is_json)
{
  g_autoptr (JsonNode) array = json_node_init_array (json_node_alloc (), json_array_new ());
  g_autoptr (GError) error = NULL;
  InletExit first = INLET_EXIT_DONE;

  for (guint i = 0; i < connections->len && error == NULL; i++) {
    InletExit status = INLET_EXIT_UNEXPECTED;
    g_autoptr (InletTestResult) result = test_one (terminal, connections->pdata[i], &status,
                                                   &error);

    if (result != NULL && is_json)
      json_array_add_element (json_node_get_array (array),
                              inlet_test_result_to_json (result, connections->pdata[i]));
    else if (result != NULL)
      print_result (connections->pdata[i], result);
    if (first == INLET_EXIT_DONE)
      first = status;
  }

  if (is_json)
    inlet_terminal_print_json (array);
  if (error != NULL)
    g_printerr ("%s\n", _("Cancelled. Testing changes nothing."));

  return first;
}

InletExit
inlet_cli_test (char     **arguments,
                gboolean   is_demo)
{
  g_auto (GStrv) words = NULL;
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    { NULL }
  };
  static const char usage[] = "inlet test ID|NAME… [--json]";
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GError) error = NULL;

  /* Without a word it asks for one, and so is not understood. */
  if (inlet_arguments_parse (arguments, usage, entries, 0, &error) &&
      (words != NULL || inlet_arguments_parse (arguments, usage, entries, 1, &error)))
    terminal = inlet_terminal_new (is_demo, &error);

  if (terminal != NULL)
    connections = find_all (terminal, words, &error);

  if (connections == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  return test_all (terminal, connections, is_json);
}
