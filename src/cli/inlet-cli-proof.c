/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-proof.h"

#include "inlet-side.h"

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
describe (InletProof      *proof,
          InletTestResult *result)
{
  JsonNode *node = inlet_test_result_to_json (result, inlet_proof_get_connection (proof));
  JsonObject *listing = describe_listing (inlet_proof_get_test (proof));

  if (listing != NULL)
    json_object_set_object_member (json_node_get_object (node), "listing", listing);
  else
    json_object_set_null_member (json_node_get_object (node), "listing");

  return node;
}

static void
say_result (InletProof *proof)
{
  InletProblem *problem = inlet_proof_lines_get_problem (inlet_proof_get_lines (proof));
  const GError *unsaved = inlet_test_get_unsaved (inlet_proof_get_test (proof));

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

  say_result (proof);
  return describe (proof, result);
}
