/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-proof-lines.h"

#include <string.h>

static const char *const done[] = { "p", "r", "+", "-", "?", "s" };

/* A letter for each: pending, running, passed (+), failed (-), unknown (?), skipped. */
static char *
dup_states (InletProofLines *lines)
{
  GString *states = g_string_new (NULL);

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    g_string_append (states,
                     done[inlet_proof_line_get_state (inlet_proof_lines_get (lines, i))]);

  return g_string_free (states, FALSE);
}

static void
assert_states (InletProofLines   *lines,
               const char        *expected)
{
  g_autofree char *states = dup_states (lines);

  g_assert_cmpstr (states, ==, expected);
}

static const char *
title_of (InletProofLines *lines,
          InletProofStep   step)
{
  return inlet_proof_line_get_title (inlet_proof_lines_get (lines, step));
}

static const char *
note_of (InletProofLines *lines,
         InletProofStep   step)
{
  return inlet_proof_line_get_note (inlet_proof_lines_get (lines, step));
}

static InletProblem *
read_reply (guint       status,
            const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (InletReply) reply = inlet_reply_new (status, NULL, NULL, bytes);

  return inlet_problem_new_from_reply (reply, NULL);
}

static void
test_new_destroy (void)
{
  InletProofLines *lines = inlet_proof_lines_new ();

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (lines)) == INLET_TYPE_PROOF_LINE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lines)), ==, INLET_PROOF_N_STEPS);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (lines), INLET_PROOF_N_STEPS));
  g_assert_null (inlet_proof_lines_get_status (lines));
  g_assert_null (inlet_proof_lines_get_problem (lines));
  assert_states (lines, "ppppp");
  g_assert_finalize_object (lines);
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           GString    *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_notifies (void)
{
  g_autoptr (InletProofLine) line = inlet_proof_line_new (INLET_PROOF_SIGN_IN);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  InletProofState state;

  g_signal_connect (line, "notify", G_CALLBACK (on_notify), names);
  inlet_proof_line_run (line, "Signing in…", NULL);
  inlet_proof_line_run (line, "Signing in…", NULL);
  inlet_proof_line_run (line, "Signing in…", "Busy");
  inlet_proof_line_set_state (line, INLET_PROOF_PASSED, "Busy");
  g_assert_cmpstr (names->str, ==, "state title note state title ");

  g_object_get (line, "state", &state, "title", &title, "note", &note, NULL);
  g_assert_cmpint (state, ==, INLET_PROOF_PASSED);
  g_assert_cmpstr (title, ==, "Signed in");
  g_assert_cmpstr (note, ==, "Busy");
}

/* The status is heard by those who do not see the lines. */
static void
test_status (void)
{
  g_autoptr (InletProofLines) lines = inlet_proof_lines_new ();
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *status = NULL;

  g_signal_connect (lines, "notify::status", G_CALLBACK (on_notify), names);
  inlet_proof_lines_run (lines, INLET_PROOF_SIGN_IN, "Signing in…", "Signing in…");
  g_assert_cmpstr (inlet_proof_lines_get_status (lines), ==, "Signing in…");
  inlet_proof_lines_go_on (lines, "Signing in…", "Waiting…");
  g_assert_cmpstr (inlet_proof_lines_get_status (lines), ==, "Signing in… · Waiting…");
  inlet_proof_lines_pass (lines, INLET_PROOF_SIGN_IN, NULL);
  inlet_proof_lines_pass (lines, INLET_PROOF_SIGN_IN, NULL);
  g_assert_cmpstr (inlet_proof_lines_get_status (lines), ==, "Signed in");
  inlet_proof_lines_fail (lines, INLET_PROOF_SANDBOX, problem);
  g_object_get (lines, "status", &status, NULL);
  g_assert_cmpstr (status, ==, "Sandbox not usable · Look at the network");
  g_assert_cmpstr (names->str, ==, "status status status status ");
  g_assert_true (inlet_proof_lines_get_problem (lines) == problem);
}

static void
test_only_one_runs (void)
{
  g_autoptr (InletProofLines) lines = inlet_proof_lines_new ();

  inlet_proof_lines_run (lines, INLET_PROOF_CREATE, "Creating…", NULL);
  assert_states (lines, "pprpp");
  inlet_proof_lines_run (lines, INLET_PROOF_SIGN_IN, "Signing in…", NULL);
  assert_states (lines, "rpppp");
  inlet_proof_lines_skip (lines);
  assert_states (lines, "sssss");
}

static const struct
{
  const char *reply;        /* NULL for a problem with @code that is no reply */
  guint       status;
  InletErrorCode code;
  gboolean    is_missing;
  const char *while_signing_in;
  const char *while_creating;
  const char *note;         /* of what failed while creating */
} rows[] = {
#define FLOW(code, words) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-" code "\"," \
  "\"report\":{\"detailed-message\":\"" words "\"}}"
  { FLOW ("1100-400", "SignatureDoesNotMatch"), 400, 0, FALSE,
    "-ssss", "++-ss", "Look at the AWS key" },
  { FLOW ("1100-400", "AccessDenied"), 400, 0, FALSE,
    "-ssss", "++-ss", "Look at the bucket or its policy" },
  { FLOW ("1100-400", "Unknown error"), 400, 0, FALSE,
    "-ssss", "++-ss", "Look at the AWS key, or the bucket’s policy" },
  { FLOW ("2100-404", "Sandbox not found"), 404, 0, FALSE,
    "-ssss", "+-sss", "Look at the sandbox" },
  { FLOW ("2121-403", "The permission manage is denied"), 403, 0, FALSE,
    "-ssss", "+s-ss", "Look at the account’s permissions at Adobe" },
  { FLOW ("2121-403", "The permission manage is denied"), 403, 0, TRUE,
    "-ssss", "+-sss", "Look at the account’s permissions at Adobe" },
  { "{\"error_code\":\"401013\",\"message\":\"Oauth token is not valid\"}", 401, 0, FALSE,
    "-ssss", "-ssss", "Look at the account’s sign-in" },
  { FLOW ("1415-400", "The auth spec could not be found"), 400, 0, FALSE,
    "-ssss", "ss-ss", NULL },
  { "<html>", 502, 0, FALSE, "-ssss", "ss?ss", "Look at Adobe’s service" },
  { NULL, 0, INLET_ERROR_OFFLINE, FALSE, "-ssss", "ss-ss", "Look at the network" },
  { NULL, 0, INLET_ERROR_KEYRING_LOCKED, FALSE, "-ssss", "ss-ss", "Look at this computer" },
  { NULL, 0, INLET_ERROR_EXISTS, FALSE, "ss-ss", "ss-ss", NULL },
};

static void
fail_while (gsize             i,
            InletProofStep    running,
            const char       *expected)
{
  g_autoptr (InletProofLines) lines = inlet_proof_lines_new ();
  g_autoptr (InletProblem) problem = rows[i].reply != NULL
                                     ? read_reply (rows[i].status, rows[i].reply)
                                     : inlet_problem_new (rows[i].code, NULL);

  g_test_message ("row %" G_GSIZE_FORMAT ", running %d", i, running);
  inlet_proof_lines_run (lines, running, "…", NULL);
  inlet_proof_lines_fail_create (lines, problem, rows[i].is_missing);
  assert_states (lines, expected);
  g_assert_true (inlet_proof_lines_get_problem (lines) == problem);
  if (running == INLET_PROOF_CREATE)
    g_assert_cmpstr (note_of (lines, strcspn (expected, "-?")), ==, rows[i].note);
}

static void
test_create_fails (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    fail_while (i, INLET_PROOF_SIGN_IN, rows[i].while_signing_in);
    fail_while (i, INLET_PROOF_CREATE, rows[i].while_creating);
  }
}

/* What was known before is still so. */
static void
test_what_was_passed_stays (void)
{
  g_autoptr (InletProofLines) lines = inlet_proof_lines_new ();
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, NULL);
  g_autoptr (InletProblem) lost = inlet_problem_with_certainty (problem, INLET_CERTAINTY_UNKNOWN);

  inlet_proof_lines_pass (lines, INLET_PROOF_SIGN_IN, NULL);
  inlet_proof_lines_pass (lines, INLET_PROOF_SANDBOX, NULL);
  inlet_proof_lines_run (lines, INLET_PROOF_CREATE, "Creating…", NULL);
  inlet_proof_lines_fail_create (lines, lost, FALSE);
  assert_states (lines, "++?ss");
  g_assert_cmpstr (title_of (lines, INLET_PROOF_CREATE), ==,
                   "Not known whether the connection was created");
  g_assert_cmpstr (title_of (lines, INLET_PROOF_TEST), ==, "Connection not tested");
}

/* Adobe’s answer counts for more than its list. */
static void
test_answer_overrules_list (void)
{
  g_autoptr (InletProofLines) lines = inlet_proof_lines_new ();
  g_autoptr (InletProblem) problem = read_reply (404, FLOW ("2100-404", "Sandbox not found"));

  inlet_proof_lines_pass (lines, INLET_PROOF_SIGN_IN, NULL);
  inlet_proof_lines_pass (lines, INLET_PROOF_SANDBOX, NULL);
  inlet_proof_lines_run (lines, INLET_PROOF_CREATE, "Creating…", NULL);
  inlet_proof_lines_fail_create (lines, problem, FALSE);
  assert_states (lines, "+-sss");
}

/* No two steps, and no two states but where it says the same, are called alike. */
static void
test_titles (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, NULL);

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++) {
    g_autoptr (InletProofLine) line = inlet_proof_line_new (i);

    g_assert_true (g_hash_table_add (seen, g_strdup (inlet_proof_line_get_title (line))));
    inlet_proof_line_set_state (line, INLET_PROOF_PASSED, NULL);
    g_assert_true (g_hash_table_add (seen, g_strdup (inlet_proof_line_get_title (line))));
    inlet_proof_line_fail (line, problem);
    g_assert_true (g_hash_table_add (seen, g_strdup (inlet_proof_line_get_title (line))));
    inlet_proof_line_set_state (line, INLET_PROOF_SKIPPED, NULL);
    g_hash_table_add (seen, g_strdup (inlet_proof_line_get_title (line)));
    g_assert_null (inlet_proof_line_get_problem (line));
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 4 * INLET_PROOF_N_STEPS - 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/proof-lines/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/app/proof-lines/notifies", test_notifies);
  g_test_add_func ("/inlet/app/proof-lines/status", test_status);
  g_test_add_func ("/inlet/app/proof-lines/only-one-runs", test_only_one_runs);
  g_test_add_func ("/inlet/app/proof-lines/create-fails", test_create_fails);
  g_test_add_func ("/inlet/app/proof-lines/what-was-passed-stays", test_what_was_passed_stays);
  g_test_add_func ("/inlet/app/proof-lines/answer-overrules-list", test_answer_overrules_list);
  g_test_add_func ("/inlet/app/proof-lines/titles", test_titles);

  return g_test_run ();
}
