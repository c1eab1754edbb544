/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-kept-sandboxes.h"
#include "inlet-test-log.h"
#include "inlet-proof.h"

#define PROVIDER(text) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1100-400\"," \
  "\"report\":{\"detailed-message\":\"Error from flow provider: " text "\"}}"
#define DEV "{\"name\":\"dev\",\"state\":\"active\"}"
#define DAY (24 * 60 * 60)

static InletProof *
proof_for (Fixture      *self,
           InletAccount *account)
{
  g_autoptr (InletDraft) draft = draft_for (self, account);

  return inlet_proof_new (self->context, draft);
}

static InletProofLine *
line_of (InletProof     *proof,
         InletProofStep  step)
{
  return inlet_proof_lines_get (inlet_proof_get_lines (proof), step);
}

/* A letter for each: pending, running, passed (+), failed (-), unknown (?), skipped. */
static void
assert_states (InletProof   *proof,
               const char   *expected)
{
  static const char letters[] = "pr+-?s";
  g_autoptr (GString) states = g_string_new (NULL);

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    g_string_append_c (states, letters[inlet_proof_line_get_state (line_of (proof, i))]);
  g_assert_cmpstr (states->str, ==, expected);
}

static void
assert_note (InletProof       *proof,
             InletProofStep    step,
             const char       *note)
{
  g_assert_cmpstr (inlet_proof_line_get_note (line_of (proof, step)), ==, note);
}

/* (nullable) */
static InletConnection *
create (InletProof   *proof,
        GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletConnection) connection = NULL;

  inlet_proof_create_async (proof, cancellable, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_proof_create_finish (proof, answer, &error);
  g_assert_true ((connection != NULL) == (error == NULL));
  g_assert_true (inlet_proof_get_connection (proof) == connection);
  return inlet_proof_get_connection (proof);
}

/* (nullable) (transfer full) */
static InletTestResult *
test (InletProof   *proof,
      GCancellable *cancellable)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  InletTestResult *result = NULL;

  inlet_proof_test_async (proof, cancellable, on_answered, &answer);
  wait_for_answer (&answer);
  result = inlet_proof_test_finish (proof, answer, &error);
  if (result == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return result;
}

static void
assert_log (Fixture *self,
            guint    n_tests)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) results = NULL;

  inlet_test_log_read_async (database, 1, 100, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  results = inlet_test_log_read_finish (database, answer, NULL);
  g_assert_cmpuint (results->len, ==, n_tests);
}

/* There is one row, and it is what the create gave: whatever came after. */
static void
assert_row_is (Fixture         *self,
               InletConnection *connection)
{
  g_autoptr (GPtrArray) rows = read_history (self);
  InletConnection *row = rows->pdata[0];

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_remote_id (row), ==,
                   inlet_connection_get_remote_id (connection));
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, inlet_connection_get_etag (connection));
  g_assert_null (inlet_connection_get_problem (row));
}

static void
keep (Fixture      *self,
      InletAccount *account,
      const char   *items,
      gint64        age)
{
  g_autofree char *json = g_strdup_printf ("{\"sandboxes\":[%s]}", items);
  g_autoptr (GPtrArray) sandboxes = inlet_sandbox_list_from_json (json);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_kept_sandboxes_write_async (inlet_context_get_database (self->context),
                                    inlet_profile_get_id (INLET_PROFILE (account)), sandboxes,
                                    g_get_real_time () / G_USEC_PER_SEC - age, NULL, on_answered,
                                    &answer);
  wait_for_answer (&answer);
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  InletProof *proof = proof_for (self, self->account);

  assert_states (proof, "ppppp");
  g_assert_nonnull (inlet_proof_get_create (proof));
  g_assert_null (inlet_proof_get_connection (proof));
  g_assert_null (inlet_proof_get_test (proof));
  g_assert_finalize_object (proof);
}

static void
on_status (InletProofLines   *lines,
           GParamSpec        *pspec,
           GString           *said)
{
  g_string_append_printf (said, "%s|", inlet_proof_lines_get_status (lines));
}

static void
test_all_goes_well (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->account);
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (InletTestResult) result = NULL;
  InletConnection *connection = NULL;

  g_signal_connect (inlet_proof_get_lines (proof), "notify::status", G_CALLBACK (on_status),
                    said);
  connection = create (proof, NULL);
  assert_states (proof, "+++pp");
  assert_row_is (self, connection);
  result = test (proof, NULL);
  assert_states (proof, "+++++");
  assert_note (proof, INLET_PROOF_LISTING, "2 entries");
  g_assert_cmpstr (said->str, ==,
                   "Looking at the history…|Reading secrets from the keyring…|"
                   "Writing the history…|Signing in…|Signed in|Creating the connection…|"
                   "Writing the history…|Sandbox found|Connection created|Signing in…|"
                   "Testing the connection…|Connection tested|Listing the storage…|"
                   "Storage listed · 2 entries|");

  assert_log (self, 1);
  assert_row_is (self, connection);
  g_assert_null (inlet_proof_lines_get_problem (inlet_proof_get_lines (proof)));
  /* Nothing was asked for the sake of the sandbox. */
  g_assert_cmpuint (self->requests->len, ==, 4);
}

/* While Adobe has the request: what is known by then, and what its list says before. */
static void
test_while_creating (Fixture       *self,
                     gconstpointer  data)
{
  const struct
  {
    InletAccount *account;
    const char   *items;     /* NULL for a list that was never seen */
    gint64        age;
    const char   *states;
    const char   *note;
  } rows[] = {
    { self->account, DEV, 0, "++rpp", NULL },
    { self->account, "{\"name\":\"dev\"}", 0, "++rpp", NULL },
    { self->account, NULL, 0, "+prpp", NULL },
    { self->account, DEV, 2 * DAY, "+prpp", NULL },
    { self->account, "{\"name\":\"prod\"}", 2 * DAY, "+prpp", NULL },
    { self->account, "{\"name\":\"dev\",\"state\":\"creating\"}", 0, "+prpp", NULL },
    { self->account, "{\"name\":\"prod\"}", 0, "+prpp", "Adobe didn’t list it last time" },
    { self->account, "", 0, "+prpp", "Adobe listed none for the account last time" },
    { self->pasted, DEV, 0, "pprpp", NULL },
    { self->pasted, "{\"name\":\"prod\"}", 0, "pprpp", "Adobe didn’t list it last time" },
  };

  self->holds = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (InletProof) proof = proof_for (self, rows[i].account);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GAsyncResult) answer = NULL;
    InletProofLine *line = line_of (proof, INLET_PROOF_CREATE);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_clear_pointer (&self->held, soup_server_message_unpause);
    if (rows[i].items != NULL)
      keep (self, rows[i].account, rows[i].items, rows[i].age);
    else
      keep (self, self->account, "", 2 * DAY);
    inlet_create_set_again (inlet_proof_get_create (proof), TRUE);
    inlet_proof_create_async (proof, cancellable, on_answered, &answer);
    wait_until (self->held != NULL &&
                inlet_proof_line_get_state (line) == INLET_PROOF_RUNNING);
    assert_states (proof, rows[i].states);
    assert_note (proof, INLET_PROOF_SANDBOX, rows[i].note);
    g_assert_cmpstr (inlet_proof_line_get_title (line), ==, "Creating the connection…");

    /* Its answer is lost by that. */
    g_cancellable_cancel (cancellable);
    wait_for_answer (&answer);
    g_assert_cmpint (inlet_proof_line_get_state (line), ==, INLET_PROOF_UNKNOWN);
    g_assert_cmpstr (inlet_proof_line_get_title (line), ==,
                     "Not known whether the connection was created");
  }
  g_clear_pointer (&self->held, soup_server_message_unpause);
  g_assert_cmpuint (count_requests (self, "/sandbox-management/"), ==, 0);
}

/* One that was made since, and that no list has yet. */
static void
test_answer_finds_the_sandbox (Fixture       *self,
                               gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);

  keep (self, self->pasted, "{\"name\":\"prod\"}", 0);
  create (proof, NULL);
  assert_states (proof, "+++pp");
  assert_note (proof, INLET_PROOF_SANDBOX, NULL);
}

static void
test_not_signed_in (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->account);

  self->sign_in_status = 400;
  create (proof, NULL);
  assert_states (proof, "-ssss");
  g_assert_cmpuint (count_requests (self, "/connections"), ==, 0);
}

/* A token that Adobe does not take is no sign-in, although it was there. */
static void
test_pasted_token_refused (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (401));
  create (proof, NULL);
  assert_states (proof, "-ssss");
}

/* The line goes back, and comes again. */
static void
test_token_is_renewed (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->account);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (inlet_proof_get_lines (proof), "notify::status", G_CALLBACK (on_status),
                    said);
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (401));
  create (proof, NULL);
  assert_states (proof, "+++pp");
  g_assert_nonnull (strstr (said->str, "Signed in|Creating the connection…|Signing in…|Signed in|"
                            "Creating the connection…|"));
}

static void
test_waiting_is_said (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->account);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (inlet_proof_get_lines (proof), "notify::status", G_CALLBACK (on_status),
                    said);
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (429));
  self->retry_after = "3";
  create (proof, NULL);
  assert_states (proof, "+++pp");
  g_assert_nonnull (strstr (said->str, "Creating the connection… · "));
  g_assert_nonnull (strstr (said->str, ": trying again after 3 s…|"));
}

static void
test_sandbox_not_there (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);

  self->refusal = "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-2100-404\"}";
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (404));
  create (proof, NULL);
  assert_states (proof, "+-sss");
}

static void
test_not_allowed (Fixture       *self,
                  gconstpointer  data)
{
  static const struct { const char *items, *states; } rows[] = {
    { DEV, "+s-ss" },
    { "{\"name\":\"prod\"}", "+-sss" },
    { "", "+-sss" },
  };

  self->refusal = "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-2121-403\"}";
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (InletProof) proof = proof_for (self, self->pasted);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    keep (self, self->pasted, rows[i].items, 0);
    g_queue_push_tail (&self->answers, GUINT_TO_POINTER (403));
    create (proof, NULL);
    assert_states (proof, rows[i].states);
  }
}

static void
test_key_refused (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);

  self->refusal = PROVIDER ("InvalidAccessKeyId");
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (400));
  create (proof, NULL);
  assert_states (proof, "++-ss");
  assert_note (proof, INLET_PROOF_CREATE, "Look at the AWS key");
}

/* Nothing was begun; the connection that is in the way is asked about. */
static void
test_exists (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (InletProof) first = proof_for (self, self->pasted);
  g_autoptr (InletProof) second = proof_for (self, self->pasted);

  g_assert_nonnull (create (first, NULL));
  g_assert_null (create (second, NULL));
  assert_states (second, "ss-ss");
}

static void
test_create_cancelled (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->account);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  create (proof, cancellable);
  assert_states (proof, "sssss");
  g_assert_cmpuint (self->requests->len, ==, 0);
}

static void
test_test_fails (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);
  InletConnection *connection = create (proof, NULL);
  g_autoptr (InletTestResult) result = NULL;

  self->test_reply = "{\"result\":false}";
  self->explore_status = 400;
  self->explore_reply = PROVIDER ("SignatureDoesNotMatch");
  result = test (proof, NULL);
  assert_states (proof, "+++-s");
  assert_note (proof, INLET_PROOF_TEST, "Look at the AWS key");
  g_assert_true (inlet_proof_lines_get_problem (inlet_proof_get_lines (proof)) ==
                 inlet_test_result_get_problem (result));
  assert_log (self, 1);
  assert_row_is (self, connection);
}

static void
test_listing_fails (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);
  InletConnection *connection = create (proof, NULL);
  g_autoptr (InletTestResult) result = NULL;

  self->explore_status = 400;
  self->explore_reply = PROVIDER ("AccessDenied");
  result = test (proof, NULL);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_PASSED);
  assert_states (proof, "++++-");
  assert_note (proof, INLET_PROOF_LISTING, "Look at the bucket or its policy");
  assert_log (self, 1);
  assert_row_is (self, connection);
}

/* Where nobody could be asked, the connection has not failed. */
static void
test_test_not_possible (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);
  InletConnection *connection = create (proof, NULL);
  g_autoptr (InletTestResult) result = NULL;

  self->test_status = 403;
  self->test_reply = "{\"error_code\":\"403027\",\"message\":\"User region is missing\"}";
  result = test (proof, NULL);
  assert_states (proof, "+++?s");
  g_assert_cmpstr (inlet_proof_line_get_title (line_of (proof, INLET_PROOF_TEST)), ==,
                   "Connection could not be tested");
  assert_note (proof, INLET_PROOF_TEST, "Look at the account’s permissions at Adobe");
  assert_row_is (self, connection);
}

#define FOLDER "{\"type\":\"folder\",\"name\":\"a\",\"path\":\"a/\"}"

/* That there is nothing in it is not that it could not be seen. */
static void
test_how_much_is_listed (Fixture       *self,
                         gconstpointer  data)
{
  static const struct { const char *reply, *note; } rows[] = {
    { "[]", "Nothing in it" },
    { "[" FOLDER "]", "1 entry" },
    { "[" FOLDER "," FOLDER "," FOLDER "]", "3 entries" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (InletProof) proof = proof_for (self, self->pasted);
    g_autoptr (InletTestResult) result = NULL;

    self->explore_reply = rows[i].reply;
    inlet_create_set_again (inlet_proof_get_create (proof), TRUE);
    create (proof, NULL);
    result = test (proof, NULL);
    assert_states (proof, "+++++");
    assert_note (proof, INLET_PROOF_LISTING, rows[i].note);
  }
}

static void
cancel_when_held (InletProof   *proof,
                  Fixture      *self,
                  const char   *states)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_proof_test_async (proof, cancellable, on_answered, &answer);
  wait_until (self->held != NULL);
  assert_states (proof, states);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&answer);
  g_assert_null (inlet_proof_test_finish (proof, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&self->held, soup_server_message_unpause);
}

static void
test_test_cancelled (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);
  InletConnection *connection = create (proof, NULL);

  self->holds = TRUE;
  cancel_when_held (proof, self, "+++rp");
  assert_states (proof, "+++ss");
  assert_log (self, 0);
  assert_row_is (self, connection);
}

static void
on_listing (InletProofLine   *line,
            GParamSpec       *pspec,
            Fixture          *self)
{
  self->holds = inlet_proof_line_get_state (line) == INLET_PROOF_RUNNING;
}

/* What the test came to is kept by then. */
static void
test_listing_cancelled (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (InletProof) proof = proof_for (self, self->pasted);
  InletConnection *connection = create (proof, NULL);

  g_signal_connect (line_of (proof, INLET_PROOF_LISTING), "notify::state",
                    G_CALLBACK (on_listing), self);
  cancel_when_held (proof, self, "++++r");
  assert_states (proof, "++++s");
  assert_log (self, 1);
  assert_row_is (self, connection);
}

static void
on_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      has_ended)
{
  *(gboolean *) has_ended = TRUE;
}

/* As with a window that is closed: nobody is left to hear of it. */
static void
test_let_go_while_testing (Fixture       *self,
                           gconstpointer  data)
{
  InletProof *proof = proof_for (self, self->pasted);
  g_autoptr (InletConnection) connection = g_object_ref (create (proof, NULL));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean has_ended = FALSE;

  self->holds = TRUE;
  inlet_proof_test_async (proof, cancellable, on_ended, &has_ended);
  wait_until (self->held != NULL);
  g_object_unref (proof);
  g_cancellable_cancel (cancellable);
  wait_until (has_ended);
  g_clear_pointer (&self->held, soup_server_message_unpause);
  assert_row_is (self, connection);
}

#define ADD(name, function) \
  g_test_add ("/inlet/app/proof/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new-destroy", test_new_destroy);
  ADD ("all-goes-well", test_all_goes_well);
  ADD ("while-creating", test_while_creating);
  ADD ("answer-finds-the-sandbox", test_answer_finds_the_sandbox);
  ADD ("not-signed-in", test_not_signed_in);
  ADD ("pasted-token-refused", test_pasted_token_refused);
  ADD ("token-is-renewed", test_token_is_renewed);
  ADD ("waiting-is-said", test_waiting_is_said);
  ADD ("sandbox-not-there", test_sandbox_not_there);
  ADD ("not-allowed", test_not_allowed);
  ADD ("key-refused", test_key_refused);
  ADD ("exists", test_exists);
  ADD ("create-cancelled", test_create_cancelled);
  ADD ("test-fails", test_test_fails);
  ADD ("test-not-possible", test_test_not_possible);
  ADD ("listing-fails", test_listing_fails);
  ADD ("how-much-is-listed", test_how_much_is_listed);
  ADD ("test-cancelled", test_test_cancelled);
  ADD ("listing-cancelled", test_listing_cancelled);
  ADD ("let-go-while-testing", test_let_go_while_testing);

  return g_test_run ();
}
