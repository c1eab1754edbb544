/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-proof.h"

#include "inlet-side.h"
#include "inlet-test-turn.h"

#include <glib/gi18n.h>

static void
on_state (InletProofLine *line)
{
  InletProofState state = inlet_proof_line_get_state (line);
  g_autofree char *text = inlet_proof_line_dup_text (line);

  if (state != INLET_PROOF_SKIPPED && state > INLET_PROOF_RUNNING)
    g_printerr ("%s\n", text);
}

/* Before it is decided: that it takes longer, and why. */
static void
on_note (InletProofLine *line)
{
  const char *note = inlet_proof_line_get_note (line);

  if (note != NULL && inlet_proof_line_get_state (line) <= INLET_PROOF_RUNNING)
    g_printerr ("%s\n", note);
}

/* (nullable) (transfer full) */
static JsonObject *
describe_listing (InletTest *test)
{
  InletProblem *problem = inlet_test_get_listing_problem (test);
  gint64 n_entries = inlet_test_get_n_entries (test);
  JsonObject *object = NULL;

  if (problem == NULL && n_entries < 0)
    return NULL;

  object = json_object_new ();
  if (problem != NULL) {
    json_object_set_null_member (object, "entries");
    json_object_set_object_member (object, "error", inlet_side_describe (problem));
  } else {
    json_object_set_int_member (object, "entries", n_entries);
    json_object_set_null_member (object, "error");
  }

  return object;
}

static JsonNode *
describe (InletConnection *connection,
          InletTest       *test,
          InletTestResult *result)
{
  JsonNode *node = inlet_test_result_to_json (result, connection);
  JsonObject *listing = describe_listing (test);

  if (listing != NULL)
    json_object_set_object_member (json_node_get_object (node), "listing", listing);
  else
    json_object_set_null_member (json_node_get_object (node), "listing");

  return node;
}

static void
say_result (InletProblem *problem,
            const GError *unsaved)
{
  if (problem != NULL)
    inlet_terminal_say_problem (problem);

  if (unsaved != NULL) {
    g_printerr ("%s\n", _("What came of it could not be written to the history."));
    inlet_terminal_say_error (unsaved);
  }
}

void
inlet_cli_proof_follow (InletProof *proof)
{
  InletProofLines *lines = inlet_proof_get_lines (proof);

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++) {
    InletProofLine *line = inlet_proof_lines_get (lines, i);

    g_signal_connect (line, "notify::state", G_CALLBACK (on_state), NULL);
    g_signal_connect (line, "notify::note", G_CALLBACK (on_note), NULL);
  }
}

JsonNode *
inlet_cli_proof_test (InletTerminal *terminal,
                      InletProof    *proof)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletTestResult) result = NULL;

  inlet_proof_test_async (proof, inlet_terminal_get_cancellable (terminal),
                          inlet_terminal_on_answered, terminal);
  answer = inlet_terminal_wait (terminal);
  result = inlet_proof_test_finish (proof, answer, NULL);
  if (result == NULL) {
    g_printerr ("%s\n", _("Cancelled. Testing changes nothing."));
    return json_node_init_null (json_node_alloc ());
  }

  say_result (inlet_proof_lines_get_problem (inlet_proof_get_lines (proof)),
              inlet_test_get_unsaved (inlet_proof_get_test (proof)));
  return describe (inlet_proof_get_connection (proof), inlet_proof_get_test (proof), result);
}

static void
say_turn (InletTestTurn *turn)
{
  const char *sandbox = inlet_connection_get_sandbox (inlet_test_turn_get_connection (turn));
  InletProblem *problem = inlet_test_result_get_problem (inlet_test_turn_get_result (turn));
  InletProblem *listing = inlet_test_get_listing_problem (inlet_test_turn_get_test (turn));

  if (problem == NULL && listing == NULL)
    /* TRANSLATORS: %s is a sandbox; a connection there was tested. */
    g_printerr (_("%s: Test passed, storage listed\n"), sandbox);
  else
    /* TRANSLATORS: a sandbox, and whose side a problem is on, such as “the network”. */
    g_printerr (_("%s: look at %s.\n"), sandbox,
                inlet_side_to_text (inlet_side_of_problem (problem != NULL ? problem : listing)));
  say_result (problem != NULL ? problem : listing, inlet_test_turn_get_unsaved (turn));
}

static void
on_turn_done (InletRun      *run,
              guint          position,
              InletTestTurn *turn,
              const GError  *error,
              GHashTable    *tests)
{
  InletConnection *connection = inlet_test_turn_get_connection (turn);
  InletTestResult *result = inlet_test_turn_get_result (turn);
  gint64 row_id;

  if (result == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      inlet_terminal_say_error (error);
    return;
  }

  row_id = inlet_connection_get_row_id (connection);
  say_turn (turn);
  g_hash_table_insert (tests, g_memdup2 (&row_id, sizeof row_id),
                       describe (connection, inlet_test_turn_get_test (turn), result));
}

GHashTable *
inlet_cli_proof_test_rows (InletTerminal *terminal,
                           GArray        *row_ids)
{
  GHashTable *tests = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                             (GDestroyNotify) json_node_unref);
  g_autoptr (InletRun) run =
    inlet_test_turn_create_proof_run (inlet_terminal_get_context (terminal), row_ids);
  g_autoptr (GAsyncResult) answer = NULL;

  g_signal_connect (run, "item-done", G_CALLBACK (on_turn_done), tests);
  inlet_run_run_async (run, inlet_terminal_get_cancellable (terminal),
                       inlet_terminal_on_answered, terminal);
  answer = inlet_terminal_wait (terminal);
  if (!inlet_run_run_finish (run, answer, NULL))
    g_printerr ("%s\n", _("Cancelled. Testing changes nothing."));
  return tests;
}
