/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-sqlite.h"
#include "inlet-test-log.h"
#include "inlet-test.h"

#define PROVIDER(text) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1100-400\"," \
  "\"report\":{\"detailed-message\":\"Error from flow provider: " text "\"}}"

static InletConnection *
create (Fixture      *self,
        InletAccount *account)
{
  g_autoptr (InletDraft) draft = draft_for (self, account);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GAsyncResult) answer = NULL;
  InletConnection *connection = NULL;

  inlet_create_set_again (create, TRUE);
  inlet_create_run_async (create, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
  return connection;
}

/* One whose account has that ID, and which nobody made. */
static InletConnection *
made_up (const char *account_id)
{
  const InletConnectionFields fields = {
    .row_id = 1, .state = INLET_CONNECTION_CREATED, .remote_id = "a", .name = "N",
    .sandbox = "dev", .account_id = account_id, .account_name = "Gone",
  };

  return inlet_connection_new (&fields);
}

static InletTestResult *
run (InletTest *test)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  InletTestResult *result = NULL;

  inlet_test_run_async (test, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  result = inlet_test_run_finish (test, answer, &error);
  g_assert_no_error (error);
  g_assert_cmpint (inlet_test_get_step (test), ==, INLET_TEST_DONE);
  return result;
}

static GPtrArray *
read_log (Fixture *self,
          gint64   row_id)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *results = NULL;

  inlet_test_log_read_async (database, row_id, 100, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  results = inlet_test_log_read_finish (database, answer, &error);
  g_assert_no_error (error);
  return results;
}

static void
assert_kept (Fixture          *self,
             gint64            row_id,
             InletTestOutcome  outcome)
{
  g_autoptr (GPtrArray) results = read_log (self, row_id);

  g_assert_cmpuint (results->len, ==, 1);
  g_assert_cmpint (inlet_test_result_get_outcome (results->pdata[0]), ==, outcome);
}

static void
assert_nothing_kept (Fixture *self,
                     gint64   row_id)
{
  g_autoptr (GPtrArray) results = read_log (self, row_id);

  g_assert_cmpuint (results->len, ==, 0);
}

static void
on_step (InletTest  *test,
         GParamSpec *pspec,
         GString    *steps)
{
  g_string_append_printf (steps, "%s|", inlet_test_get_status (test));
}

static void
test_passed (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (InletTestResult) result = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_signal_connect (test, "notify::step", G_CALLBACK (on_step), steps);
  result = run (test);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_PASSED);
  g_assert_cmpint (ABS (inlet_test_result_get_tested_at (result) - now), <=, 20);
  g_assert_cmpstr (steps->str, ==, "Signing in…|Testing the connection…||");
  assert_kept (self, 1, INLET_TEST_PASSED);
  g_assert_null (inlet_test_get_unsaved (test));
  g_assert_cmpint (inlet_test_get_n_entries (test), ==, -1);
  g_assert_cmpuint (count_requests (self, "/explore"), ==, 0);
  g_assert_cmpuint (count_requests (self, "POST"), ==, 1);
}

static void
test_passed_and_listed (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autoptr (InletTestResult) result = NULL;

  inlet_test_set_lists (test, TRUE);
  g_signal_connect (test, "notify::step", G_CALLBACK (on_step), steps);
  result = run (test);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_PASSED);
  g_assert_cmpstr (steps->str, ==, "Signing in…|Testing the connection…|Listing the storage…||");
  g_assert_cmpint (inlet_test_get_n_entries (test), ==, 2);
  g_assert_null (inlet_test_get_listing_problem (test));
}

/* A key that may not list all buckets is still one that works. */
static void
test_passed_and_not_listed (Fixture       *self,
                            gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (InletTestResult) result = NULL;

  self->explore_status = 400;
  self->explore_reply = PROVIDER ("AccessDenied");
  inlet_test_set_lists (test, TRUE);
  result = run (test);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_PASSED);
  g_assert_cmpint (inlet_problem_get_code (inlet_test_get_listing_problem (test)), ==,
                   INLET_ERROR_S3_REFUSED);
  g_assert_cmpint (inlet_test_get_n_entries (test), ==, -1);
  assert_kept (self, 1, INLET_TEST_PASSED);
}

static void
test_failed (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (InletTestResult) result = NULL;
  InletProblem *problem = NULL;

  self->test_status = 400;
  self->test_reply = PROVIDER ("SignatureDoesNotMatch");
  inlet_test_set_lists (test, TRUE);
  result = run (test);
  problem = inlet_test_result_get_problem (result);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_FAILED);
  g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, "FLOW-1100-400");
  assert_kept (self, 1, INLET_TEST_FAILED);
  g_assert_cmpuint (count_requests (self, "/explore"), ==, 0);
}

/* Where Adobe gives no reason, the storage is asked for one. */
static void
test_reason_is_looked_for (Fixture       *self,
                           gconstpointer  data)
{
  static const struct { const char *reply; const char *title; } cases[] = {
    { PROVIDER ("NoSuchBucket"), "There is no bucket of this name" },
    { PROVIDER ("NoSuchKey"), "There is nothing at this path" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletConnection) connection = create (self, self->pasted);
    g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
    g_autoptr (InletTestResult) result = NULL;

    self->test_reply = "{\"result\":false}";
    self->explore_status = 400;
    self->explore_reply = cases[i].reply;
    result = run (test);
    g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_FAILED);
    g_assert_cmpstr (inlet_problem_get_title (inlet_test_result_get_problem (result)), ==,
                     cases[i].title);
    g_assert_null (inlet_test_get_listing_problem (test));
    assert_kept (self, i + 1, INLET_TEST_FAILED);
  }
}

/* What the listing says of others is not why the test failed. */
static void
test_reason_is_not_found (Fixture       *self,
                          gconstpointer  data)
{
  static const guint statuses[] = { 200, 403 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autoptr (InletConnection) connection = create (self, self->pasted);
    g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
    g_autoptr (InletTestResult) result = NULL;

    self->test_reply = "{\"result\":false}";
    self->explore_status = statuses[i];
    result = run (test);
    g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_FAILED);
    g_assert_cmpstr (inlet_problem_get_title (inlet_test_result_get_problem (result)), ==,
                     "Adobe can’t get into the storage");
    assert_kept (self, i + 1, INLET_TEST_FAILED);
  }
}

static void
test_token_is_renewed (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->account);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (InletTestResult) result = NULL;

  self->test_status = 401;
  result = run (test);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_PASSED);
  g_assert_cmpuint (self->n_tokens, ==, 2);
  g_assert_cmpuint (count_requests (self, "/test "), ==, 2);
}

static void
on_status (InletTest  *test,
           GParamSpec *pspec,
           gboolean   *has_waited)
{
  *has_waited |= g_str_has_suffix (inlet_test_get_status (test), "trying again after 1 s…") ||
                 g_str_has_suffix (inlet_test_get_status (test), "trying again after 2 s…");
}

static void
test_throttled_is_asked_again (Fixture       *self,
                               gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (InletTestResult) result = NULL;
  gboolean has_waited = FALSE;

  self->test_status = 429;
  self->retry_after = "2";
  g_signal_connect (test, "notify::status", G_CALLBACK (on_status), &has_waited);
  result = run (test);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_PASSED);
  g_assert_true (has_waited);
  g_assert_cmpuint (count_requests (self, "/test "), ==, 2);
}

/* That it could not be told is kept too, and is not taken for a failure. */
static void
test_unreached (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *id = g_strdup (inlet_profile_get_id (INLET_PROFILE (self->unreached)));
  g_autoptr (InletConnection) connection = made_up (id);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (InletTestResult) result = run (test);
  InletProblem *problem = inlet_test_result_get_problem (result);

  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_UNKNOWN);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_OFFLINE);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_ASKED);
  assert_kept (self, 1, INLET_TEST_UNKNOWN);
}

static void
test_account_is_gone (Fixture       *self,
                      gconstpointer  data)
{
  static const char *const ids[] = { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d01", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (InletConnection) connection = made_up (ids[i]);
    g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
    g_autoptr (InletTestResult) result = run (test);

    g_assert_cmpint (inlet_problem_get_code (inlet_test_result_get_problem (result)), ==,
                     INLET_ERROR_NO_ACCOUNT);
  }
  assert_nothing_kept (self, 1);
  g_assert_cmpuint (self->requests->len, ==, 0);
}

static void
test_no_secret (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (InletTestResult) result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_keyring_clear_async (self->keyring, INLET_PROFILE (self->pasted), NULL, on_answered,
                             &answer);
  wait_for_answer (&answer);
  result = run (test);
  g_assert_cmpint (inlet_problem_get_code (inlet_test_result_get_problem (result)), ==,
                   INLET_ERROR_NO_SECRET);
  assert_nothing_kept (self, 1);
  g_assert_cmpuint (count_requests (self, "/test "), ==, 0);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  self->holds = TRUE;
  inlet_test_run_async (test, cancellable, on_answered, &answer);
  wait_until (self->held != NULL);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&answer);
  g_assert_null (inlet_test_run_finish (test, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_kept (self, 1);
}

static gpointer
fill_disk (sqlite3       *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  inlet_sqlite_execute (db, "CREATE TRIGGER full BEFORE INSERT ON connection_tests"
                        " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END", error);
  return NULL;
}

/* What came of it is told all the same, and that it is not kept. */
static void
test_not_written (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create (self, self->pasted);
  g_autoptr (InletTest) test = inlet_test_new (self->context, connection);
  g_autoptr (InletTestResult) result = NULL;
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_database_run_async (inlet_context_get_database (self->context), INLET_DATABASE_WRITE,
                            fill_disk, NULL, NULL, NULL, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  result = run (test);
  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, INLET_TEST_PASSED);
  g_assert_error (inlet_test_get_unsaved (test), INLET_ERROR, INLET_ERROR_STORAGE);
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (InletConnection) connection = made_up ("a");
  InletTest *test = inlet_test_new (self->context, connection);

  g_assert_finalize_object (test);
}

#define ADD(name, function) \
  g_test_add ("/inlet/app/test/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new-destroy", test_new_destroy);
  ADD ("passed", test_passed);
  ADD ("passed-and-listed", test_passed_and_listed);
  ADD ("passed-and-not-listed", test_passed_and_not_listed);
  ADD ("failed", test_failed);
  ADD ("reason-is-looked-for", test_reason_is_looked_for);
  ADD ("reason-is-not-found", test_reason_is_not_found);
  ADD ("token-is-renewed", test_token_is_renewed);
  ADD ("throttled-is-asked-again", test_throttled_is_asked_again);
  ADD ("unreached", test_unreached);
  ADD ("account-is-gone", test_account_is_gone);
  ADD ("no-secret", test_no_secret);
  ADD ("cancelled", test_cancelled);
  ADD ("not-written", test_not_written);

  return g_test_run ();
}
