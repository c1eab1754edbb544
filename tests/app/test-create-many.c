/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-create-many.h"
#include "inlet-error.h"
#include "inlet-pace.h"

#include <sqlite3.h>

#define N_DRAFTS (2 * INLET_PACE_LIMIT + 5)

/* In the sandboxes 0, 1, 2… */
static InletCreateMany *
make_many (Fixture      *self,
           InletAccount *account,
           guint         n)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    g_autofree char *sandbox = g_strdup_printf ("%u", i);

    g_ptr_array_add (drafts, inlet_draft_new (account, self->credentials, sandbox, "Test", ""));
  }

  return inlet_create_many_new (self->context, drafts);
}

static gboolean
run (InletCreateMany  *many,
     GError          **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_create_many_run_async (many, on_answered, &answer);
  g_assert_true (inlet_create_many_get_is_running (many));
  wait_for_answer (&answer);
  g_assert_false (inlet_create_many_get_is_running (many));
  return inlet_create_many_run_finish (many, answer, error);
}

static void
run_well (InletCreateMany *many)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (run (many, &error));
  g_assert_no_error (error);
}

static GPtrArray *
check (InletCreateMany *many)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *standing = NULL;

  inlet_create_many_check_async (many, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  standing = inlet_create_many_check_finish (many, answer, &error);
  g_assert_no_error (error);
  return standing;
}

static InletCreateItem *
get_item (InletCreateMany *many,
          guint            position)
{
  g_autoptr (InletCreateItem) item =
    g_list_model_get_item (inlet_create_many_get_items (many), position);

  return item;
}

#define assert_count(many, state, n) \
  g_assert_cmpuint (inlet_create_many_count (many, INLET_CREATE_ITEM_ ## state), ==, n)

static guint
count_rows (Fixture              *self,
            InletConnectionState  state)
{
  g_autoptr (GPtrArray) rows = read_history (self);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += inlet_connection_get_state (rows->pdata[i]) == state;

  return n;
}

static guint
count_all_rows (Fixture *self)
{
  g_autoptr (GPtrArray) rows = read_history (self);

  return rows->len;
}

static guint
count_creates (Fixture *self)
{
  return count_requests (self, "POST /data/foundation/flowservice/connections");
}

static void
change_database (Fixture    *self,
                 const char *sql)
{
  const char *path = inlet_database_get_path (inlet_context_get_database (self->context));
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  InletCreateMany *many = make_many (self, self->account, 3);

  g_assert_cmpuint (g_list_model_get_n_items (inlet_create_many_get_items (many)), ==, 3);
  assert_count (many, WAITING, 3);
  g_assert_false (inlet_create_many_get_is_running (many));
  g_assert_finalize_object (many);
}

static void
test_each_in_its_sandbox (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, N_DRAFTS);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  run_well (many);
  assert_count (many, CREATED, N_DRAFTS);
  for (guint i = 0; i < N_DRAFTS; i++) {
    InletConnection *connection = inlet_create_item_get_connection (get_item (many, i));
    g_autofree char *sandbox = g_strdup_printf ("%u", i);

    g_assert_cmpstr (inlet_connection_get_sandbox (connection), ==, sandbox);
    g_hash_table_add (ids, (gpointer) inlet_connection_get_remote_id (connection));
    g_assert_null (inlet_create_item_get_problem (get_item (many, i)));
    g_assert_cmpstr (inlet_create_item_get_status (get_item (many, i)), ==, "Created");
  }

  g_assert_cmpuint (g_hash_table_size (ids), ==, N_DRAFTS);
  g_assert_cmpuint (count_rows (self, INLET_CONNECTION_CREATED), ==, N_DRAFTS);
  g_assert_cmpuint (count_creates (self), ==, N_DRAFTS);
  g_assert_cmpuint (self->n_tokens, ==, 1);
}

/* Begins as many as are allowed at a time, none of which is answered. */
static void
begin_held (Fixture         *self,
            InletCreateMany *many,
            GAsyncResult   **answer)
{
  self->holds = TRUE;
  inlet_create_many_run_async (many, on_answered, answer);
  wait_until (self->held_creates->len == INLET_PACE_LIMIT);
}

static void
test_what_waits_has_no_row (Fixture       *self,
                            gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, N_DRAFTS);
  g_autoptr (GAsyncResult) answer = NULL;

  begin_held (self, many, &answer);
  assert_count (many, UNDER_WAY, INLET_PACE_LIMIT);
  assert_count (many, WAITING, N_DRAFTS - INLET_PACE_LIMIT);
  g_assert_cmpuint (count_all_rows (self), ==, INLET_PACE_LIMIT);
  g_assert_cmpuint (count_rows (self, INLET_CONNECTION_SENDING), ==, INLET_PACE_LIMIT);

  release_creates (self);
  wait_for_answer (&answer);
  assert_count (many, CREATED, N_DRAFTS);
}

/* What was sent ends with its answer, and the rest can be made later. */
static void
test_stopped (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, N_DRAFTS);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  begin_held (self, many, &answer);
  inlet_create_many_stop (many);
  assert_count (many, UNDER_WAY, INLET_PACE_LIMIT);
  g_assert_true (inlet_create_many_get_is_running (many));

  release_creates (self);
  wait_for_answer (&answer);
  g_assert_false (inlet_create_many_run_finish (many, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_count (many, CREATED, INLET_PACE_LIMIT);
  assert_count (many, LEFT, N_DRAFTS - INLET_PACE_LIMIT);
  g_assert_cmpuint (count_all_rows (self), ==, INLET_PACE_LIMIT);

  run_well (many);
  assert_count (many, CREATED, N_DRAFTS);
  g_assert_cmpuint (count_all_rows (self), ==, N_DRAFTS);
  g_assert_cmpuint (count_creates (self), ==, N_DRAFTS);
}

/* At once: that what was sent is in doubt is told. */
static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, N_DRAFTS);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  begin_held (self, many, &answer);
  inlet_create_many_cancel (many);
  wait_for_answer (&answer);
  g_assert_false (inlet_create_many_run_finish (many, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_count (many, UNCERTAIN, INLET_PACE_LIMIT);
  assert_count (many, LEFT, N_DRAFTS - INLET_PACE_LIMIT);
  g_assert_cmpuint (count_rows (self, INLET_CONNECTION_UNCERTAIN), ==, INLET_PACE_LIMIT);
  g_assert_cmpuint (count_all_rows (self), ==, INLET_PACE_LIMIT);

  /* What is in doubt is not made again. */
  self->holds = FALSE;
  run_well (many);
  assert_count (many, UNCERTAIN, INLET_PACE_LIMIT);
  assert_count (many, CREATED, N_DRAFTS - INLET_PACE_LIMIT);
  g_assert_cmpuint (count_creates (self), ==, N_DRAFTS);
}

/* Before anything was begun. */
static void
test_stopped_at_once (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 3);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_create_many_stop (many);
  inlet_create_many_run_async (many, on_answered, &answer);
  inlet_create_many_stop (many);
  inlet_create_many_stop (many);
  wait_for_answer (&answer);
  g_assert_false (inlet_create_many_run_finish (many, answer, NULL));
  assert_count (many, LEFT, 3);
  g_assert_cmpuint (count_all_rows (self), ==, 0);
  g_assert_cmpuint (count_creates (self), ==, 0);
}

static void
on_reason_changed (InletPace  *pace,
                   GParamSpec *pspec,
                   gpointer    user_data)
{
  if (inlet_pace_get_reason (pace) != NULL)
    ++*(guint *) user_data;
}

/* Adobe slows all of them down: what has no row yet gets none until it goes on. */
static void
test_throttled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, N_DRAFTS);
  InletSignIn *sign_in = inlet_context_get_sign_in (self->context);
  InletPace *pace =
    inlet_sign_in_get_pace (sign_in, inlet_account_get_platform_url (self->account));
  guint n_holds = 0;

  g_signal_connect (pace, "notify::reason", G_CALLBACK (on_reason_changed), &n_holds);
  self->retry_after = "3";
  for (guint i = 0; i < 4; i++)
    g_queue_push_tail (&self->answers, GUINT_TO_POINTER (429));

  run_well (many);
  g_assert_cmpuint (n_holds, >=, 1);
  assert_count (many, CREATED, N_DRAFTS);
  g_assert_cmpuint (count_all_rows (self), ==, N_DRAFTS);
  g_assert_cmpuint (count_creates (self), ==, N_DRAFTS + 4);
  g_signal_handlers_disconnect_by_data (pace, &n_holds);
}

static void
test_held_back_has_no_row (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, N_DRAFTS);
  InletSignIn *sign_in = inlet_context_get_sign_in (self->context);
  InletPace *pace =
    inlet_sign_in_get_pace (sign_in, inlet_account_get_platform_url (self->account));
  g_autoptr (GAsyncResult) answer = NULL;
  g_autofree char *status = NULL;

  /* So that it does not go on by itself. */
  inlet_clock_set_speed (inlet_context_get_clock (self->context), 1);
  self->retry_after = "50";
  for (guint i = 0; i < INLET_PACE_LIMIT; i++)
    g_queue_push_tail (&self->answers, GUINT_TO_POINTER (429));
  inlet_create_many_run_async (many, on_answered, &answer);
  wait_until (inlet_pace_get_reason (pace) != NULL);
  wait_until (count_creates (self) >= 1 && self->held == NULL);
  g_object_get (many, "status", &status, NULL);
  g_assert_nonnull (status);
  g_assert_cmpuint (count_all_rows (self), <=, INLET_PACE_LIMIT);

  inlet_create_many_stop (many);
  wait_for_answer (&answer);
  g_assert_false (inlet_create_many_run_finish (many, answer, NULL));
  assert_count (many, UNCERTAIN, 0);
  g_assert_cmpuint (count_rows (self, INLET_CONNECTION_UNCERTAIN), ==, 0);
  g_assert_cmpuint (count_all_rows (self), <=, INLET_PACE_LIMIT);
  g_assert_cmpuint (inlet_create_many_count (many, INLET_CREATE_ITEM_LEFT), >=,
                    N_DRAFTS - INLET_PACE_LIMIT);
}

static void
test_failed_again (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 5);

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (403));
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (403));
  run_well (many);
  assert_count (many, FAILED, 2);
  assert_count (many, CREATED, 3);
  for (guint i = 0; i < 5; i++) {
    InletCreateItem *item = get_item (many, i);

    if (inlet_create_item_get_state (item) == INLET_CREATE_ITEM_FAILED)
      g_assert_cmpstr (inlet_create_item_get_status (item), ==,
                       inlet_problem_get_title (inlet_create_item_get_problem (item)));
  }

  run_well (many);
  assert_count (many, CREATED, 5);
  g_assert_cmpuint (count_rows (self, INLET_CONNECTION_FAILED), ==, 2);
  g_assert_cmpuint (count_rows (self, INLET_CONNECTION_CREATED), ==, 5);
}

/* Makes one in the sandbox "0". */
static void
make_first (Fixture *self)
{
  g_autoptr (InletCreateMany) first = make_many (self, self->account, 1);

  run_well (first);
}

static void
test_skip (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 3);
  g_autoptr (GPtrArray) none = check (many);
  g_autoptr (GPtrArray) standing = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  make_first (self);
  standing = check (many);
  g_assert_cmpuint (standing->len, ==, 1);
  g_assert_cmpstr (inlet_connection_get_sandbox (standing->pdata[0]), ==, "0");

  inlet_create_many_skip (many);
  assert_count (many, SKIPPED, 1);
  run_well (many);
  assert_count (many, SKIPPED, 1);
  assert_count (many, CREATED, 2);
  g_assert_true (inlet_create_item_get_connection (get_item (many, 0)) != NULL);
  g_assert_cmpuint (count_creates (self), ==, 3);
}

static void
test_again (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 3);

  make_first (self);
  inlet_create_many_set_again (many, TRUE);
  run_well (many);
  assert_count (many, CREATED, 3);
  g_assert_cmpuint (count_creates (self), ==, 4);
}

/* Made by another process since it was looked. */
static void
test_made_meanwhile (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 3);
  g_autoptr (GPtrArray) none = check (many);

  make_first (self);
  run_well (many);
  assert_count (many, FAILED, 1);
  assert_count (many, CREATED, 2);
  g_assert_cmpint (inlet_problem_get_code (inlet_create_item_get_problem (get_item (many, 0))), ==,
                   INLET_ERROR_EXISTS);
  g_assert_null (inlet_create_item_get_connection (get_item (many, 0)));
  g_assert_cmpuint (count_all_rows (self), ==, 3);
  g_assert_cmpuint (count_creates (self), ==, 3);
}

static void
test_no_token_nothing_begun (Fixture       *self,
                             gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 3);
  g_autoptr (GError) error = NULL;

  self->sign_in_status = 401;
  g_assert_false (run (many, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_SIGN_IN);
  assert_count (many, LEFT, 3);
  g_assert_cmpuint (count_all_rows (self), ==, 0);

  run_well (many);
  assert_count (many, CREATED, 3);
}

static void
test_new_profiles (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (InletCredentials) known = g_steal_pointer (&self->credentials);
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_SECRET_KEY, "another");
  g_autoptr (InletCreateMany) unstored = NULL;
  g_autoptr (InletCreateMany) many = NULL;
  g_autoptr (GError) error = NULL;

  self->credentials = g_object_new (INLET_TYPE_CREDENTIALS, "id", id, "name", "New",
                                    "access-key-id", "AKIAI44QH8DHBEXAMPLE", NULL);
  unstored = make_many (self, self->account, 2);
  g_assert_false (run (unstored, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  g_assert_cmpuint (self->requests->len, ==, 0);

  many = make_many (self, self->account, 2);
  inlet_create_many_store_first (many, INLET_PROFILE (self->credentials), secrets);
  run_well (many);
  assert_count (many, CREATED, 2);
}

/* An ID is given even where it cannot be written, and written when there is room. */
static void
test_unsaved (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 2);

  change_database (self, "CREATE TRIGGER full BEFORE UPDATE ON connections"
                   " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  run_well (many);
  assert_count (many, CREATED, 2);
  for (guint i = 0; i < 2; i++) {
    InletCreateItem *item = get_item (many, i);

    g_assert_error (inlet_create_item_get_unsaved (item), INLET_ERROR, INLET_ERROR_STORAGE);
    g_assert_nonnull (inlet_connection_get_remote_id (inlet_create_item_get_connection (item)));
    g_assert_cmpstr (inlet_create_item_get_status (item), !=, "Created");
  }

  change_database (self, "DROP TRIGGER full");
  wait_until (inlet_create_item_get_unsaved (get_item (many, 0)) == NULL &&
              inlet_create_item_get_unsaved (get_item (many, 1)) == NULL);
  g_assert_cmpuint (count_rows (self, INLET_CONNECTION_CREATED), ==, 2);
}

/* As after it was looked up. */
static void
test_learnt_since (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (InletCreateMany) many = make_many (self, self->account, 1);
  g_autoptr (InletReceipt) receipt = NULL;
  g_autoptr (InletConnection) made = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  InletCreateItem *item = get_item (many, 0);

  self->holds = TRUE;
  inlet_create_many_run_async (many, on_answered, &answer);
  wait_until (self->held_creates->len == 1);
  inlet_create_many_cancel (many);
  wait_for_answer (&answer);
  assert_count (many, UNCERTAIN, 1);
  g_assert_false (inlet_create_item_is_to_do (item));

  receipt = inlet_receipt_new ("4cb0c374-d3bb-4557-b139-000000000001", NULL);
  made = inlet_connection_with_receipt (inlet_create_item_get_connection (item), receipt);
  inlet_create_item_set_connection (item, made);
  assert_count (many, CREATED, 1);
  g_assert_true (inlet_create_item_get_connection (item) == made);
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/inlet/app/create-many/new-destroy", test_new_destroy);
  add ("/inlet/app/create-many/each-in-its-sandbox", test_each_in_its_sandbox);
  add ("/inlet/app/create-many/what-waits-has-no-row", test_what_waits_has_no_row);
  add ("/inlet/app/create-many/stopped", test_stopped);
  add ("/inlet/app/create-many/stopped-at-once", test_stopped_at_once);
  add ("/inlet/app/create-many/cancelled", test_cancelled);
  add ("/inlet/app/create-many/throttled", test_throttled);
  add ("/inlet/app/create-many/held-back-has-no-row", test_held_back_has_no_row);
  add ("/inlet/app/create-many/failed-again", test_failed_again);
  add ("/inlet/app/create-many/skip", test_skip);
  add ("/inlet/app/create-many/again", test_again);
  add ("/inlet/app/create-many/made-meanwhile", test_made_meanwhile);
  add ("/inlet/app/create-many/no-token-nothing-begun", test_no_token_nothing_begun);
  add ("/inlet/app/create-many/new-profiles", test_new_profiles);
  add ("/inlet/app/create-many/unsaved", test_unsaved);
  add ("/inlet/app/create-many/learnt-since", test_learnt_since);

  return g_test_run ();
}
