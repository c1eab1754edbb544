/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-doubt.h"

#include "inlet-connection-row.h"
#include "inlet-history.h"
#include "storage-test.h"

#define ID       "4cb0c374-d3bb-4557-b139-5712880adc55"
#define OTHER_ID "9d0a1e52-0000-4000-8000-000000000001"

typedef struct
{
  char          *path;
  InletDatabase *database;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static gpointer
insert (sqlite3       *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_connection_row_prepare_insert (db, error);

  inlet_connection_row_insert (statement, data, error);
  return NULL;
}

/* Adds a row in @state, with what belongs to it; @remote_id: (nullable). */
static void
add_row (Fixture              *fixture,
         InletConnectionState  state,
         const char           *name,
         const char           *remote_id)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Lost");
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  InletConnectionFields fields = {
    .state = state,
    .created_at = 1700000000,
    .name = name,
    .sandbox = "dev",
    .account_id = "a",
    .remote_id = remote_id,
    .problem = state == INLET_CONNECTION_UNCERTAIN ? problem : NULL,
  };

  connection = inlet_connection_new (&fields);
  storage_run (fixture->database, INLET_DATABASE_WRITE, insert, connection, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
read_doubts (Fixture       *fixture,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_doubt_read_async (fixture->database, cancellable, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_doubt_read_finish (fixture->database, result, error);
}

static GHashTable *
find_ids (Fixture             *fixture,
          const char * const  *remote_ids,
          GCancellable        *cancellable,
          GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_doubt_find_ids_async (fixture->database, remote_ids, cancellable, storage_on_ready,
                              &result);
  storage_until (result != NULL);
  return inlet_doubt_find_ids_finish (fixture->database, result, error);
}

static gboolean
settle (InletDatabase    *database,
        InletConnection  *outcome,
        GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_doubt_settle_async (database, outcome, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_doubt_settle_finish (database, result, error);
}

/* The row @row_id, read from the file. */
static InletConnection *
read_row (Fixture *fixture,
          gint64   row_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  inlet_history_read_all_async (fixture->database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  rows = inlet_history_read_all_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return g_object_ref (rows->pdata[rows->len - row_id]);
}

/* What the row @row_id would be, had it been created with @remote_id. */
static InletConnection *
make_found (Fixture    *fixture,
            gint64      row_id,
            const char *remote_id)
{
  g_autoptr (InletConnection) row = read_row (fixture, row_id);
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (remote_id, "\"3700ffd1\"");

  return inlet_connection_with_receipt (row, receipt);
}

static void
assert_row (Fixture              *fixture,
            gint64                row_id,
            InletConnectionState  state,
            const char           *remote_id)
{
  g_autoptr (InletConnection) row = read_row (fixture, row_id);

  g_assert_cmpint (inlet_connection_get_row_id (row), ==, row_id);
  g_assert_cmpint (inlet_connection_get_state (row), ==, state);
  g_assert_cmpstr (inlet_connection_get_remote_id (row), ==, remote_id);
}

static void
break_database (Fixture *fixture)
{
  storage_execute (fixture->database, "ALTER TABLE connections RENAME TO lost");
}

static void
test_read_of_nothing (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) doubts = NULL;
  g_autoptr (GError) error = NULL;

  doubts = read_doubts (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (doubts->len, ==, 0);
}

static void
test_read_gives_uncertain_oldest_first (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr (GPtrArray) doubts = NULL;
  g_autoptr (GError) error = NULL;
  InletConnection *first;

  add_row (fixture, INLET_CONNECTION_SENDING, "sending", NULL);
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "older", NULL);
  add_row (fixture, INLET_CONNECTION_CREATED, "created", ID);
  add_row (fixture, INLET_CONNECTION_FAILED, "failed", NULL);
  add_row (fixture, INLET_CONNECTION_GONE, "gone", OTHER_ID);
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "newer", NULL);

  doubts = read_doubts (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (doubts->len, ==, 2);
  first = doubts->pdata[0];
  g_assert_cmpint (inlet_connection_get_row_id (first), ==, 2);
  g_assert_cmpint (inlet_connection_get_state (first), ==, INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (inlet_connection_get_created_at (first), ==, 1700000000);
  g_assert_cmpstr (inlet_connection_get_name (first), ==, "older");
  g_assert_cmpstr (inlet_connection_get_sandbox (first), ==, "dev");
  g_assert_cmpstr (inlet_connection_get_account_id (first), ==, "a");
  g_assert_cmpint (inlet_problem_get_code (inlet_connection_get_problem (first)), ==,
                   INLET_ERROR_INTERRUPTED);
  g_assert_cmpint (inlet_connection_get_row_id (doubts->pdata[1]), ==, 6);
}

static void
test_list_gives_row_ids_oldest_first (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (InletDoubts) none = NULL;
  g_autoptr (InletDoubts) doubts = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  inlet_doubt_list_async (fixture->database, NULL, storage_on_ready, &first);
  storage_until (first != NULL);
  none = inlet_doubt_list_finish (fixture->database, first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->row_ids->len + none->n_unsettled + none->n_due, ==, 0);

  add_row (fixture, INLET_CONNECTION_SENDING, "sending", NULL);
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "older", NULL);
  add_row (fixture, INLET_CONNECTION_CREATED, "created", ID);
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "newer", NULL);
  inlet_doubt_list_async (fixture->database, NULL, storage_on_ready, &second);
  storage_until (second != NULL);
  doubts = inlet_doubt_list_finish (fixture->database, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (doubts->row_ids->len, ==, 2);
  g_assert_cmpint (g_array_index (doubts->row_ids, gint64, 0), ==, 2);
  g_assert_cmpint (g_array_index (doubts->row_ids, gint64, 1), ==, 4);
}

/* Only of credentials that are kept, and of connections that are there. */
static void
test_list_counts_the_rest (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (InletDoubts) doubts = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < 4; i++)
    add_row (fixture, i == 3 ? INLET_CONNECTION_GONE : INLET_CONNECTION_CREATED, "row", ID);
  storage_execute (fixture->database, "INSERT INTO profiles (id, kind, name, fields)"
                   " VALUES ('kept', 'credentials', 'Kept', '{}')");
  storage_execute (fixture->database, "UPDATE connections SET credentials_id ="
                   " iif (id = 2, 'removed', 'kept')");
  storage_execute (fixture->database, "INSERT INTO connection_edits"
                   " (connection_id, is_due, sent_at, has_keys) VALUES"
                   " (1, 1, NULL, 0), (2, 1, 1, 1), (3, 0, 1, 1), (4, 1, NULL, 0)");
  storage_execute (fixture->database, "INSERT INTO connection_deletions VALUES (1, 1)");
  inlet_doubt_list_async (fixture->database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  doubts = inlet_doubt_list_finish (fixture->database, result, NULL);
  g_assert_cmpuint (doubts->row_ids->len, ==, 0);
  g_assert_cmpuint (doubts->n_unsettled, ==, 3);
  g_assert_cmpuint (doubts->n_due, ==, 1);
}

static void
test_find_ids_in_every_state (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *const ids[] = { "lost", "uncertain", "gone", "GONE", "created", "created",
                                     "' OR 1 --", "", NULL };
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_CREATED, "lost", "created");
  add_row (fixture, INLET_CONNECTION_GONE, "n", "gone");
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", "uncertain");
  add_row (fixture, INLET_CONNECTION_CREATED, "n", "not asked for");
  add_row (fixture, INLET_CONNECTION_FAILED, "n", NULL);

  found = find_ids (fixture, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (found), ==, 3);
  g_assert_true (g_hash_table_contains (found, "created"));
  g_assert_true (g_hash_table_contains (found, "gone"));
  g_assert_true (g_hash_table_contains (found, "uncertain"));
}

static void
test_find_no_ids (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const ids[] = { NULL };
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_CREATED, "n", ID);
  found = find_ids (fixture, ids, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (found), ==, 0);
}

static void
test_settle_as_created (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (InletConnection) found = NULL;
  g_autoptr (InletConnection) row = NULL;
  g_autoptr (GPtrArray) doubts = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "older", NULL);
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "newer", NULL);
  found = make_found (fixture, 1, ID);
  g_assert_true (settle (fixture->database, found, &error));
  g_assert_no_error (error);

  row = read_row (fixture, 1);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_remote_id (row), ==, ID);
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, "\"3700ffd1\"");
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "older");
  g_assert_null (inlet_connection_get_problem (row));
  assert_row (fixture, 2, INLET_CONNECTION_UNCERTAIN, NULL);

  doubts = read_doubts (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (doubts->len, ==, 1);
}

static void
test_settle_as_failed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_NOT_FOUND, "Not made");
  g_autoptr (InletConnection) row = NULL;
  g_autoptr (InletConnection) failed = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  /* Rows without an ID are not rows with the same one. */
  add_row (fixture, INLET_CONNECTION_FAILED, "n", NULL);
  row = read_row (fixture, 1);
  failed = inlet_connection_with_problem (row, problem);
  g_assert_true (settle (fixture->database, failed, &error));
  g_assert_no_error (error);
  assert_row (fixture, 1, INLET_CONNECTION_FAILED, NULL);
}

static void
test_settle_as_still_uncertain (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (InletConnection) row = NULL;
  g_autoptr (InletConnection) found = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  row = read_row (fixture, 1);
  g_assert_true (settle (fixture->database, row, &error));
  g_assert_no_error (error);
  assert_row (fixture, 1, INLET_CONNECTION_UNCERTAIN, NULL);

  /* Another process has been first. */
  found = make_found (fixture, 1, ID);
  g_assert_true (settle (fixture->database, found, &error));
  g_assert_false (settle (fixture->database, row, &error));
  g_assert_no_error (error);
  assert_row (fixture, 1, INLET_CONNECTION_CREATED, ID);
}

static void
test_settle_leaves_what_is_certain (Fixture       *fixture,
                                    gconstpointer  data)
{
  static const struct { InletConnectionState state; const char *remote_id; } cases[] = {
    { INLET_CONNECTION_SENDING, NULL },
    { INLET_CONNECTION_CREATED, "own" },
    { INLET_CONNECTION_FAILED, NULL },
    { INLET_CONNECTION_GONE, "own too" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletConnection) found = NULL;
    g_autoptr (GError) error = NULL;

    add_row (fixture, cases[i].state, "n", cases[i].remote_id);
    found = make_found (fixture, i + 1, ID);
    g_assert_false (settle (fixture->database, found, &error));
    g_assert_no_error (error);
    assert_row (fixture, i + 1, cases[i].state, cases[i].remote_id);
  }
}

static void
test_settle_writes_no_id_twice (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (InletConnection) found = NULL;
  g_autoptr (InletConnection) other = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_GONE, "n", ID);
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  found = make_found (fixture, 2, ID);
  g_assert_false (settle (fixture->database, found, &error));
  g_assert_no_error (error);
  assert_row (fixture, 2, INLET_CONNECTION_UNCERTAIN, NULL);

  other = make_found (fixture, 2, OTHER_ID);
  g_assert_true (settle (fixture->database, other, &error));
  g_assert_no_error (error);
  assert_row (fixture, 2, INLET_CONNECTION_CREATED, OTHER_ID);
}

/* Two processes that looked at the same moment: for one row, or for one ID. */
static void
test_settle_at_once (Fixture       *fixture,
                     gconstpointer  data)
{
  InletDatabase *other = storage_open (fixture->path);
  g_autoptr (InletConnection) first = NULL;
  g_autoptr (InletConnection) same_row = NULL;
  g_autoptr (InletConnection) same_id = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  first = make_found (fixture, 1, ID);
  same_row = make_found (fixture, 1, OTHER_ID);
  same_id = make_found (fixture, 2, ID);

  g_assert_true (settle (fixture->database, first, &error));
  g_assert_no_error (error);
  g_assert_false (settle (other, same_row, &error));
  g_assert_no_error (error);
  g_assert_false (settle (other, same_id, &error));
  g_assert_no_error (error);
  assert_row (fixture, 1, INLET_CONNECTION_CREATED, ID);
  assert_row (fixture, 2, INLET_CONNECTION_UNCERTAIN, NULL);
  storage_close (other);
}

static void
test_settle_of_no_row (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (InletConnection) found = NULL;
  g_autoptr (InletConnection) nowhere = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  found = make_found (fixture, 1, ID);
  nowhere = inlet_connection_with_row_id (found, 7);
  g_assert_false (settle (fixture->database, nowhere, &error));
  g_assert_no_error (error);
  assert_row (fixture, 1, INLET_CONNECTION_UNCERTAIN, NULL);
}

static void
test_settle_that_fails (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (InletConnection) found = NULL;
  g_autoptr (GError) error = NULL;

  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  found = make_found (fixture, 1, ID);
  storage_execute (fixture->database, "CREATE TRIGGER full BEFORE UPDATE ON connections"
                   " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  g_assert_false (settle (fixture->database, found, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
  assert_row (fixture, 1, INLET_CONNECTION_UNCERTAIN, NULL);
}

static void
test_broken_database (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char *const ids[] = { ID, NULL };
  g_autoptr (InletConnection) found = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) find_error = NULL;
  g_autoptr (GError) settle_error = NULL;

  add_row (fixture, INLET_CONNECTION_UNCERTAIN, "n", NULL);
  found = make_found (fixture, 1, ID);
  break_database (fixture);

  g_assert_null (read_doubts (fixture, NULL, &read_error));
  g_assert_error (read_error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_null (find_ids (fixture, ids, NULL, &find_error));
  g_assert_error (find_error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_false (settle (fixture->database, found, &settle_error));
  g_assert_error (settle_error, INLET_ERROR, INLET_ERROR_STORAGE);
}

/* The first row can be read and the second can't: what came is not given for the whole. */
static void
test_broken_on_the_way (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char *const ids[] = { "x", "y", NULL };
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) find_error = NULL;

  break_database (fixture);
  storage_execute (fixture->database,
                   "CREATE TABLE connections (id INTEGER PRIMARY KEY, state DEFAULT 'uncertain',"
                   " created_at, etag, name DEFAULT 'n', description, sandbox, account_id,"
                   " account_name, credentials_id, credentials_name, access_key_id, problem)");
  storage_execute (fixture->database, "INSERT INTO connections (id) VALUES (1), (2)");
  storage_execute (fixture->database, "ALTER TABLE connections ADD COLUMN remote_id"
                   " AS (iif (id = 1, 'x', json ('{')))");

  g_assert_null (read_doubts (fixture, NULL, &read_error));
  g_assert_error (read_error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_null (find_ids (fixture, ids, NULL, &find_error));
  g_assert_error (find_error, INLET_ERROR, INLET_ERROR_STORAGE);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const ids[] = { ID, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) find_error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (read_doubts (fixture, cancellable, &read_error));
  g_assert_error (read_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (find_ids (fixture, ids, cancellable, &find_error));
  g_assert_error (find_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function) \
  g_test_add ("/inlet/storage/doubt/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("read-of-nothing", test_read_of_nothing);
  ADD ("read-gives-uncertain-oldest-first", test_read_gives_uncertain_oldest_first);
  ADD ("list-gives-row-ids-oldest-first", test_list_gives_row_ids_oldest_first);
  ADD ("list-counts-the-rest", test_list_counts_the_rest);
  ADD ("find-ids-in-every-state", test_find_ids_in_every_state);
  ADD ("find-no-ids", test_find_no_ids);
  ADD ("settle-as-created", test_settle_as_created);
  ADD ("settle-as-failed", test_settle_as_failed);
  ADD ("settle-as-still-uncertain", test_settle_as_still_uncertain);
  ADD ("settle-leaves-what-is-certain", test_settle_leaves_what_is_certain);
  ADD ("settle-writes-no-id-twice", test_settle_writes_no_id_twice);
  ADD ("settle-at-once", test_settle_at_once);
  ADD ("settle-of-no-row", test_settle_of_no_row);
  ADD ("settle-that-fails", test_settle_that_fails);
  ADD ("broken-database", test_broken_database);
  ADD ("broken-on-the-way", test_broken_on_the_way);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
