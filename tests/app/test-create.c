/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-connection-error.h"
#include "inlet-error.h"
#include "inlet-session-keyring.h"

#include <sqlite3.h>
#include <string.h>

static InletConnection *
run (Fixture      *self,
     InletCreate  *create,
     GCancellable *cancellable,
     GError      **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_create_run_async (create, cancellable, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_cmpint (inlet_create_get_step (create), ==, INLET_CREATE_DONE);
  return inlet_create_run_finish (create, answer, error);
}

/* However many there are already: what is refused has tests of its own. */
static InletConnection *
create_with (Fixture      *self,
             InletAccount *account)
{
  g_autoptr (InletDraft) draft = draft_for (self, account);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GError) error = NULL;
  InletConnection *connection = NULL;

  inlet_create_set_again (create, TRUE);
  connection = run (self, create, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (inlet_create_get_unsaved (create));
  return connection;
}

/* The newest row is what was given. */
static void
assert_kept (Fixture         *self,
             InletConnection *connection)
{
  g_autoptr (GPtrArray) rows = read_history (self);
  InletConnection *row = g_ptr_array_index (rows, 0);

  g_assert_cmpint (inlet_connection_get_row_id (row), ==, inlet_connection_get_row_id (connection));
  g_assert_cmpint (inlet_connection_get_state (row), ==, inlet_connection_get_state (connection));
  g_assert_cmpstr (inlet_connection_get_remote_id (row), ==,
                   inlet_connection_get_remote_id (connection));
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, inlet_connection_get_etag (connection));
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->account);
  InletCreate *create = inlet_create_new (self->context, draft);

  g_assert_cmpint (inlet_create_get_step (create), ==, INLET_CREATE_IDLE);
  g_assert_finalize_object (create);
}

static gpointer
execute (sqlite3       *db,
         gpointer       sql,
         GCancellable  *cancellable,
         GError       **error)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return NULL;
}

static void
change_database (Fixture    *self,
                 const char *sql)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_database_run_async (inlet_context_get_database (self->context), INLET_DATABASE_WRITE,
                            execute, (gpointer) sql, NULL, NULL, NULL, on_answered, &answer);
  wait_for_answer (&answer);
}

/* As with a disk that is full when the row is to be written: nothing is sent. */
static void
test_not_recorded_is_not_sent (Fixture       *self,
                               gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GError) error = NULL;

  change_database (self, "CREATE TRIGGER full BEFORE INSERT ON connections"
                   " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  g_assert_null (run (self, create, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_cmpuint (self->requests->len, ==, 0);
}

/* And when the outcome is to be written: it is given, and written when there is room. */
static void
test_not_written_is_tried_again (Fixture       *self,
                                 gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = TRUE;

  change_database (self, "CREATE TRIGGER full BEFORE UPDATE ON connections"
                   " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  connection = run (self, create, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (inlet_connection_get_remote_id (connection));
  g_assert_error (inlet_create_get_unsaved (create), INLET_ERROR, INLET_ERROR_STORAGE);
  g_object_get (create, "is-saved", &is_saved, NULL);
  g_assert_false (is_saved);

  change_database (self, "DROP TRIGGER full");
  wait_until (inlet_create_get_unsaved (create) == NULL);
  assert_kept (self, connection);
  g_assert_cmpuint (self->requests->len, ==, 1);
}

/* Who lets go of it ends it. */
static void
test_unsaved_let_go (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  InletCreate *create = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) connection = NULL;

  change_database (self, "CREATE TRIGGER full BEFORE UPDATE ON connections"
                   " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  connection = run (self, create, NULL, NULL);
  g_assert_nonnull (inlet_create_get_unsaved (create));
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_finalize_object (create);
}

static void
test_created (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create_with (self, self->pasted);

  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_etag (connection), ==, "\"e\"");
  g_assert_cmpuint (count_requests (self, "connections Bearer pasted"), ==, 1);
  g_assert_cmpuint (self->requests->len, ==, 1);
  assert_kept (self, connection);
}

static void
on_step (InletCreate *create,
         GParamSpec  *pspec,
         gpointer     user_data)
{
  g_array_append_vals (user_data, (InletCreateStep[]) { inlet_create_get_step (create) }, 1);
}

static void
test_steps (Fixture       *self,
            gconstpointer  data)
{
  const InletCreateStep expected[] = {
    INLET_CREATE_CHECKING, INLET_CREATE_UNLOCKING, INLET_CREATE_RECORDING, INLET_CREATE_SIGNING_IN,
    INLET_CREATE_SENDING, INLET_CREATE_CONCLUDING, INLET_CREATE_DONE,
  };
  g_autoptr (InletDraft) draft = draft_for (self, self->account);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (InletCreateStep));
  g_autoptr (InletConnection) connection = NULL;

  g_signal_connect (create, "notify::step", G_CALLBACK (on_step), steps);
  connection = run (self, create, NULL, NULL);
  g_assert_nonnull (connection);
  g_assert_cmpmem (steps->data, steps->len * sizeof (InletCreateStep), expected, sizeof expected);
}

static gboolean
is_sending (InletCreate *create)
{
  return inlet_create_get_step (create) == INLET_CREATE_SENDING;
}

static void
test_row_before_request (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (InletConnection) connection = NULL;

  inlet_create_run_async (create, cancellable, on_answered, &answer);
  wait_until (is_sending (create));
  g_assert_cmpuint (self->requests->len, ==, 0);
  rows = read_history (self);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (inlet_connection_get_state (g_ptr_array_index (rows, 0)), ==,
                   INLET_CONNECTION_SENDING);

  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
}

static void
test_renewed_once (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (InletConnection) first = NULL;
  g_autoptr (InletConnection) second = NULL;

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (401));
  first = create_with (self, self->account);
  g_assert_cmpint (inlet_connection_get_state (first), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpuint (count_requests (self, "connections Bearer fetched-1"), ==, 1);
  g_assert_cmpuint (count_requests (self, "connections Bearer fetched-2"), ==, 1);

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (401));
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (401));
  second = create_with (self, self->account);
  g_assert_cmpint (inlet_connection_get_state (second), ==, INLET_CONNECTION_FAILED);
  g_assert_cmpuint (count_requests (self, "connections"), ==, 4);
  g_assert_cmpuint (self->n_tokens, ==, 3);
  assert_kept (self, second);
}

static void
test_pasted_token_refused (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (InletConnection) connection = NULL;
  InletProblem *problem = NULL;

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (401));
  connection = create_with (self, self->pasted);
  problem = inlet_connection_get_problem (connection);
  g_assert_cmpuint (self->requests->len, ==, 1);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_SIGN_IN);
  g_assert_cmpuint (inlet_problem_get_status (problem), ==, 401);
}

static void
test_refused_and_unknown (Fixture       *self,
                          gconstpointer  data)
{
  const struct { guint status; InletConnectionState state; } cases[] = {
    { 400, INLET_CONNECTION_FAILED }, { 403, INLET_CONNECTION_FAILED },
    { 409, INLET_CONNECTION_FAILED }, { 503, INLET_CONNECTION_FAILED },
    { 502, INLET_CONNECTION_UNCERTAIN }, { 504, INLET_CONNECTION_UNCERTAIN },
    { 200, INLET_CONNECTION_UNCERTAIN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletConnection) connection = NULL;

    g_queue_push_tail (&self->answers, GUINT_TO_POINTER (cases[i].status));
    connection = create_with (self, self->pasted);
    g_assert_cmpint (inlet_connection_get_state (connection), ==, cases[i].state);
    g_assert_nonnull (inlet_connection_get_problem (connection));
    g_assert_cmpuint (self->requests->len, ==, i + 1);
    assert_kept (self, connection);
  }
}

static void
test_not_reached (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (InletConnection) connection = create_with (self, self->unreached);
  InletProblem *problem = inlet_connection_get_problem (connection);

  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_FAILED);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_OFFLINE);
}

static void
test_stored_first (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (InletCredentials) fresh =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "0a1b2c3d-0000-4000-8000-000000000001",
                  "name", "Fresh", "access-key-id", "AKIAIOSFODNN7EXAMPL2", NULL);
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_SECRET_KEY, "fresh-secret");
  g_autoptr (InletDraft) draft = inlet_draft_new (self->pasted, fresh, "dev", "Test", "");
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) connection = NULL;
  InletProfiles *profiles = inlet_vault_get_profiles (inlet_context_get_vault (self->context),
                                                      INLET_PROFILE_CREDENTIALS);

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (403));
  inlet_create_store_first (create, INLET_PROFILE (fresh), secrets);
  connection = run (self, create, NULL, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_FAILED);
  g_assert_nonnull (inlet_profiles_find_by_name (profiles, "Fresh"));
}

/* @standing: the connection that is in the way. */
static void
assert_refused (Fixture         *self,
                InletCreate     *create,
                InletConnection *standing)
{
  guint n_requests = self->requests->len;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (run (self, create, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_EXISTS);
  g_assert_cmpint (inlet_connection_get_row_id (inlet_connection_get_from_error (error)), ==,
                   inlet_connection_get_row_id (standing));
  rows = read_history (self);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (self->requests->len, ==, n_requests);
}

static void
try_second (Fixture *self,
            guint    status)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) second = inlet_create_new (self->context, draft);
  g_autoptr (InletCreate) third = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) first = NULL;
  g_autoptr (InletConnection) again = NULL;

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (status));
  first = create_with (self, self->pasted);
  assert_refused (self, second, first);

  inlet_create_set_again (third, TRUE);
  again = run (self, third, NULL, NULL);
  g_assert_cmpint (inlet_connection_get_state (again), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpint (inlet_connection_get_row_id (again), ==, 2);
  g_assert_cmpuint (count_requests (self, "POST"), ==, 2);
}

static void
test_second_is_refused (Fixture       *self,
                        gconstpointer  data)
{
  try_second (self, 0);
}

static void
test_second_after_lost_answer_is_refused (Fixture       *self,
                                          gconstpointer  data)
{
  try_second (self, 504);
}

static void
test_second_after_failure_is_not (Fixture       *self,
                                  gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) failed = NULL;
  g_autoptr (InletConnection) second = NULL;

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (403));
  failed = create_with (self, self->pasted);
  g_assert_cmpint (inlet_connection_get_state (failed), ==, INLET_CONNECTION_FAILED);
  second = run (self, create, NULL, NULL);
  g_assert_cmpint (inlet_connection_get_state (second), ==, INLET_CONNECTION_CREATED);
}

/* Nothing is kept, or asked of the keyring, for what is refused: the key is known, and typed in
 * once more under another name. */
static void
test_refused_stores_nothing (Fixture       *self,
                             gconstpointer  data)
{
  g_autoptr (InletCredentials) fresh =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "0a1b2c3d-0000-4000-8000-000000000001",
                  "name", "Fresh", "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_SECRET_KEY, "fresh-secret");
  g_autoptr (InletConnection) first = create_with (self, self->pasted);
  g_autoptr (InletDraft) draft = inlet_draft_new (self->pasted, fresh, "dev", "Test", "");
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (InletCreateStep));
  InletProfiles *profiles = inlet_vault_get_profiles (inlet_context_get_vault (self->context),
                                                      INLET_PROFILE_CREDENTIALS);

  g_signal_connect (create, "notify::step", G_CALLBACK (on_step), steps);
  inlet_create_store_first (create, INLET_PROFILE (fresh), secrets);
  assert_refused (self, create, first);
  g_assert_null (inlet_profiles_find_by_name (profiles, "Fresh"));
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpint (g_array_index (steps, InletCreateStep, 0), ==, INLET_CREATE_CHECKING);
}

/* Neither sees the other when it looks first. */
static void
test_of_two_at_once_one_is_refused (Fixture       *self,
                                    gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  InletCreate *creates[2];
  GAsyncResult *answers[2] = { NULL };
  guint n_created = 0;

  for (guint i = 0; i < G_N_ELEMENTS (creates); i++) {
    creates[i] = inlet_create_new (self->context, draft);
    inlet_create_run_async (creates[i], NULL, on_answered, &answers[i]);
  }

  for (guint i = 0; i < G_N_ELEMENTS (creates); i++) {
    g_autoptr (InletConnection) connection = NULL;
    g_autoptr (GError) error = NULL;

    wait_for_answer (&answers[i]);
    connection = inlet_create_run_finish (creates[i], answers[i], &error);
    n_created += connection != NULL;
    if (connection == NULL)
      g_assert_error (error, INLET_ERROR, INLET_ERROR_EXISTS);
    g_object_unref (answers[i]);
    g_object_unref (creates[i]);
  }

  g_assert_cmpuint (n_created, ==, 1);
  g_assert_cmpuint (count_requests (self, "POST"), ==, 1);
}

static void
test_no_secret (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletCredentials) unknown =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "0a1b2c3d-0000-4000-8000-000000000002",
                  "name", "Unknown", "access-key-id", "AKIAIOSFODNN7EXAMPL3", NULL);
  g_autoptr (InletDraft) draft = inlet_draft_new (self->pasted, unknown, "dev", "Test", "");
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (run (self, create, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  rows = read_history (self);
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpuint (self->requests->len, ==, 0);
}

static void
test_cancelled_before (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (run (self, create, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->requests->len, ==, 0);
}

static void
test_cancelled_after (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletConnection) connection = NULL;

  self->holds = TRUE;
  inlet_create_run_async (create, cancellable, on_answered, &answer);
  wait_until (self->held != NULL);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpuint (self->requests->len, ==, 1);
  assert_kept (self, connection);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/create/", name, NULL);

  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("new-destroy", test_new_destroy);
  add ("created", test_created);
  add ("not-recorded-is-not-sent", test_not_recorded_is_not_sent);
  add ("not-written-is-tried-again", test_not_written_is_tried_again);
  add ("unsaved-let-go", test_unsaved_let_go);
  add ("steps", test_steps);
  add ("row-before-request", test_row_before_request);
  add ("renewed-once", test_renewed_once);
  add ("pasted-token-refused", test_pasted_token_refused);
  add ("refused-and-unknown", test_refused_and_unknown);
  add ("not-reached", test_not_reached);
  add ("stored-first", test_stored_first);
  add ("second-is-refused", test_second_is_refused);
  add ("second-after-lost-answer-is-refused", test_second_after_lost_answer_is_refused);
  add ("second-after-failure-is-not", test_second_after_failure_is_not);
  add ("refused-stores-nothing", test_refused_stores_nothing);
  add ("of-two-at-once-one-is-refused", test_of_two_at_once_one_is_refused);
  add ("no-secret", test_no_secret);
  add ("cancelled-before", test_cancelled_before);
  add ("cancelled-after", test_cancelled_after);

  return g_test_run ();
}
