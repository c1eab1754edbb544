/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-create-many.h"

#include "inlet-cli-proof.h"
#include "inlet-connection-error.h"
#include "inlet-connection-json.h"
#include "inlet-create-many.h"
#include "inlet-error.h"

#include <glib/gi18n.h>

static const char *
get_sandbox (InletCreateItem *item)
{
  return inlet_draft_get_sandbox (inlet_create_item_get_draft (item));
}

/* From that which is best to know of to that which is least. */
static InletExit
worse_of (InletExit a,
          InletExit b)
{
  static const InletExit worst_last[] = {
    INLET_EXIT_DONE, INLET_EXIT_USAGE, INLET_EXIT_NOT_REACHED, INLET_EXIT_REFUSED,
    INLET_EXIT_KEYRING, INLET_EXIT_UNEXPECTED, INLET_EXIT_UNCERTAIN,
  };

  for (gsize i = G_N_ELEMENTS (worst_last); i-- > 0;)
    if (worst_last[i] == a || worst_last[i] == b)
      return worst_last[i];

  return INLET_EXIT_UNEXPECTED;
}

/* What was not begun has no row; it is told as what it would have been. (transfer full) */
static InletConnection *
build_left (InletCreateItem *item,
            InletProblem    *problem)
{
  g_autoptr (InletConnection) attempt =
    inlet_connection_new_attempt (inlet_create_item_get_draft (item),
                                  g_get_real_time () / G_USEC_PER_SEC);

  return inlet_connection_with_problem (attempt, problem);
}

/* State, sandbox and ID, apart by tabs: for people and for `cut`. */
static void
print_item (InletCreateItem *item,
            InletConnection *connection)
{
  const char *remote_id = inlet_connection_get_remote_id (connection);
  InletConnectionState state = inlet_connection_get_state (connection);

  g_print ("%s\t%s\t%s\n", inlet_connection_state_to_nick (state), get_sandbox (item),
           remote_id != NULL ? remote_id : "-");
}

/* @tests: (nullable): where they were to be tested. (transfer full) */
static JsonNode *
describe (InletConnection *connection,
          GHashTable      *tests)
{
  gint64 row_id = inlet_connection_get_row_id (connection);
  JsonNode *node = inlet_connection_to_json (connection);
  JsonNode *test = tests != NULL ? g_hash_table_lookup (tests, &row_id) : NULL;

  if (test != NULL)
    json_object_set_member (json_node_get_object (node), "test", json_node_ref (test));
  else if (tests != NULL)
    json_object_set_null_member (json_node_get_object (node), "test");

  return node;
}

/* Says what there is to be said of @item, with @left for what was not begun; gives its status. */
static InletExit
tell_item (InletCreateItem *item,
           InletProblem    *left,
           JsonArray       *array,
           GHashTable      *tests)
{
  InletProblem *problem = inlet_create_item_get_problem (item);
  g_autoptr (InletConnection) connection = NULL;

  g_set_object (&connection, inlet_create_item_get_connection (item));
  if (problem == NULL && connection == NULL)
    problem = left;
  if (connection == NULL)
    connection = build_left (item, problem);

  if (array != NULL)
    json_array_add_element (array, describe (connection, tests));
  else
    print_item (item, connection);

  if (inlet_create_item_get_unsaved (item) != NULL) {
    g_printerr ("%s: %s\n", get_sandbox (item),
                _("Keep what is printed here: it could not be written to the history."));
    return INLET_EXIT_UNEXPECTED;
  }

  if (problem == NULL || inlet_create_item_get_state (item) == INLET_CREATE_ITEM_SKIPPED)
    return INLET_EXIT_DONE;

  if (problem != left) {
    g_printerr ("%s: ", get_sandbox (item));
    inlet_terminal_say_problem (problem);
  }
  return inlet_exit_from_problem (problem);
}

/* @left: why what was not begun was not. */
static InletExit
tell_all (InletCreateMany *many,
          InletProblem    *left,
          GHashTable      *tests,
          gboolean         is_json)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), json_array_new ());
  JsonArray *array = is_json ? json_node_get_array (node) : NULL;
  GListModel *items = inlet_create_many_get_items (many);
  InletExit worst = INLET_EXIT_DONE;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (InletCreateItem) item = g_list_model_get_item (items, i);

    worst = worse_of (worst, tell_item (item, left, array, tests));
  }

  if (is_json)
    inlet_terminal_print_json (node);
  return worst;
}

/* Only that it takes longer, and why. */
static void
on_status (InletCreateMany *many)
{
  g_autofree char *status = NULL;

  g_object_get (many, "status", &status, NULL);
  if (status != NULL && !g_str_equal (status, inlet_create_step_to_text (INLET_CREATE_SIGNING_IN)))
    g_printerr ("%s\n", status);
}

/* The first Ctrl+C: no other is begun. */
static void
on_interrupted (GCancellable    *cancellable,
                InletCreateMany *many)
{
  inlet_create_many_stop (many);
  if (inlet_create_many_get_is_running (many))
    g_printerr ("%s\n", _("No other is begun. Waiting for the answers to what was sent…"));
}

/* What was made just now; what is not in the history is to be kept first. (transfer full) */
static GArray *
list_made (InletCreateMany *many)
{
  GArray *row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GListModel *items = inlet_create_many_get_items (many);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (InletCreateItem) item = g_list_model_get_item (items, i);
    gint64 row_id = 0;

    if (inlet_create_item_get_state (item) != INLET_CREATE_ITEM_CREATED ||
        inlet_create_item_get_unsaved (item) != NULL)
      continue;

    row_id = inlet_connection_get_row_id (inlet_create_item_get_connection (item));
    g_array_append_val (row_ids, row_id);
  }

  return row_ids;
}

/* The IDs are printed before the tests; the one value of `--json` has to wait for them. */
static InletExit
test_and_tell (InletTerminal   *terminal,
               InletCreateMany *many,
               InletProblem    *left,
               gboolean         is_json)
{
  g_autoptr (GArray) made = list_made (many);
  g_autoptr (GHashTable) tests = NULL;
  InletExit status = INLET_EXIT_UNEXPECTED;

  if (is_json) {
    tests = inlet_cli_proof_test_rows (terminal, made);
    return tell_all (many, left, tests, TRUE);
  }

  status = tell_all (many, left, NULL, FALSE);
  tests = inlet_cli_proof_test_rows (terminal, made);
  return status;
}

static InletExit
run (InletTerminal                  *terminal,
     InletCreateMany                *many,
     const InletCliCreateManyWishes *wishes)
{
  GCancellable *cancellable = inlet_terminal_get_cancellable (terminal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletProblem) left = NULL;
  g_autoptr (GError) error = NULL;
  gulong handler = 0;

  g_signal_connect (many, "notify::status", G_CALLBACK (on_status), NULL);
  handler = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_interrupted), many);
  inlet_create_many_run_async (many, inlet_terminal_on_answered, terminal);
  if (g_cancellable_is_cancelled (cancellable))
    inlet_create_many_stop (many);
  result = inlet_terminal_wait (terminal);
  g_signal_handler_disconnect (cancellable, handler);

  inlet_create_many_run_finish (many, result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    inlet_terminal_say_error (error);
    left = inlet_problem_new_from_error (error);
  } else {
    left = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Cancelled before the request was sent");
  }

  return wishes->is_tested ? test_and_tell (terminal, many, left, wishes->is_json)
                           : tell_all (many, left, NULL, wishes->is_json);
}

/* (nullable) */
static InletConnection *
find_in_sandbox (GPtrArray  *standing,
                 const char *sandbox)
{
  for (guint i = 0; i < standing->len; i++)
    if (g_str_equal (inlet_connection_get_sandbox (standing->pdata[i]), sandbox))
      return standing->pdata[i];

  return NULL;
}

/* Of each that is not there yet, that it was not asked for because of the others. */
static void
describe_standing (InletCreateMany                *many,
                   GPtrArray                      *standing,
                   const InletCliCreateManyWishes *wishes)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), json_array_new ());
  g_autoptr (GHashTable) no_tests = wishes->is_tested ? g_hash_table_new (NULL, NULL) : NULL;
  g_autoptr (InletProblem) left =
    inlet_problem_new (INLET_ERROR_INTERRUPTED, "Not sent, since there is one already elsewhere");
  GListModel *items = inlet_create_many_get_items (many);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (InletCreateItem) item = g_list_model_get_item (items, i);
    InletConnection *there = find_in_sandbox (standing, get_sandbox (item));
    g_autoptr (GError) error = there != NULL ? inlet_connection_to_error (there) : NULL;
    g_autoptr (InletProblem) exists = error != NULL ? inlet_problem_new_from_error (error) : NULL;
    g_autoptr (InletConnection) connection = build_left (item, exists != NULL ? exists : left);

    if (wishes->is_json)
      json_array_add_element (json_node_get_array (node), describe (connection, no_tests));
    else
      print_item (item, connection);
  }

  if (wishes->is_json)
    inlet_terminal_print_json (node);
}

/* Nothing is sent. */
static InletExit
tell_standing (InletCreateMany                *many,
               GPtrArray                      *standing,
               const InletCliCreateManyWishes *wishes)
{
  g_autoptr (GError) first = inlet_connection_to_error (standing->pdata[0]);

  for (guint i = 0; i < standing->len; i++) {
    g_autoptr (GError) error = inlet_connection_to_error (standing->pdata[i]);

    g_printerr ("%s\n", error->message);
  }
  g_printerr ("%s\n", _("Nothing was sent, in no sandbox. With “--skip-existing” these are left "
                        "out; with “--again” others are made."));
  describe_standing (many, standing, wishes);
  return inlet_exit_from_error (first);
}

InletExit
inlet_cli_create_many (InletTerminal                  *terminal,
                       GPtrArray                      *drafts,
                       const InletCliCreateManyWishes *wishes)
{
  g_autoptr (InletCreateMany) many =
    inlet_create_many_new (inlet_terminal_get_context (terminal), drafts);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (GError) error = NULL;

  inlet_create_many_set_again (many, wishes->is_again);
  if (wishes->is_again)
    return run (terminal, many, wishes);

  inlet_create_many_check_async (many, inlet_terminal_get_cancellable (terminal),
                                 inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  standing = inlet_create_many_check_finish (many, result, &error);
  if (standing == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  if (standing->len > 0 && !wishes->skips)
    return tell_standing (many, standing, wishes);

  inlet_create_many_skip (many);
  return run (terminal, many, wishes);
}
