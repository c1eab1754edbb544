/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-change.h"
#include "inlet-edit-due.h"
#include "inlet-edit-mark.h"

#include "storage-test.h"

typedef struct
{
  char          *path;
  InletDatabase *database;
} Fixture;

#define ADD_ROW(state, key) \
  "INSERT INTO connections (state, created_at, remote_id, etag, name, sandbox, credentials_id)" \
  " VALUES ('" state "', 1, 'r', '\"1\"', 'Row', 'dev', '" key "')"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  storage_execute (fixture->database, ADD_ROW ("created", "c"));
  storage_execute (fixture->database, ADD_ROW ("created", "c"));
  storage_execute (fixture->database, ADD_ROW ("created", "other"));
  storage_execute (fixture->database, ADD_ROW ("gone", "c"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static InletConnection *
row (gint64 id)
{
  const InletConnectionFields fields = {
    .row_id = id, .state = INLET_CONNECTION_CREATED, .created_at = 1, .remote_id = "r",
    .etag = "\"1\"", .name = "Row", .sandbox = "dev", .credentials_id = "c",
  };

  return inlet_connection_new (&fields);
}

static InletConnection *
renamed (gint64 id)
{
  g_autoptr (InletConnection) connection = row (id);
  g_autoptr (InletChange) change = inlet_change_new ("New", "D", NULL);

  return inlet_change_apply (change, connection);
}

static InletEditMark *
begin (InletDatabase  *database,
       gint64          id,
       gboolean        has_keys,
       GError        **error)
{
  g_autoptr (InletConnection) intended = renamed (id);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_edit_mark_begin_async (database, intended, "\"1\"", has_keys, NULL, storage_on_ready,
                               &result);
  storage_until (result != NULL);
  return inlet_edit_mark_begin_finish (result, error);
}

static InletEditMark *
read_mark (InletDatabase  *database,
           gint64          id,
           GError        **error)
{
  g_autoptr (InletConnection) connection = row (id);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_edit_mark_read_async (database, connection, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_edit_mark_read_finish (database, result, error);
}

static void
settle (InletDatabase    *database,
        InletEditMark    *mark,
        gint64            id,
        InletEditOutcome  outcome)
{
  g_autoptr (InletConnection) connection = renamed (id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_edit_mark_settle_async (database, mark, connection, outcome, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_edit_mark_settle_finish (database, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_marks (InletDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *connections = NULL;

  inlet_edit_mark_list_async (database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  connections = inlet_edit_mark_list_finish (database, result, NULL);
  g_assert_nonnull (connections);
  return connections;
}

static void
add_due (InletDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_edit_due_add_async (database, "c", storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_edit_due_add_finish (database, result, NULL));
}

static guint
count_due (InletDatabase *database,
           const char    *credentials_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) connections = NULL;

  inlet_edit_due_list_async (database, credentials_id, FALSE, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  connections = inlet_edit_due_list_finish (database, result, NULL);
  g_assert_nonnull (connections);
  return connections->len;
}

#define COUNT_MARKS "SELECT count (*) FROM connection_edits WHERE sent_at IS NOT NULL"
#define COUNT_ALL   "SELECT count (*) FROM connection_edits"
#define COUNT_NEW   "SELECT count (*) FROM connections WHERE name = 'New' AND description = 'D'"

static void
test_begin_and_settle (Fixture       *fixture,
                       gconstpointer  data)
{
  InletEditMark *mark = begin (fixture->database, 1, TRUE, NULL);
  g_autoptr (GPtrArray) listed = NULL;

  g_assert_nonnull (mark);
  g_assert_cmpstr (inlet_edit_mark_get_etag (mark), ==, "\"1\"");
  g_assert_cmpstr (inlet_connection_get_name (inlet_edit_mark_get_intended (mark)), ==, "New");
  g_assert_cmpint (inlet_edit_mark_get_sent_at (mark), >, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_MARKS), ==, 1);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_NEW), ==, 0);

  listed = list_marks (fixture->database);
  g_assert_cmpuint (listed->len, ==, 1);
  g_assert_cmpint (inlet_connection_get_row_id (listed->pdata[0]), ==, 1);

  settle (fixture->database, mark, 1, INLET_EDIT_MADE);
  g_assert_finalize_object (mark);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ALL), ==, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_NEW), ==, 1);
}

static void
test_nothing_changed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (InletEditMark) mark = begin (fixture->database, 1, FALSE, NULL);

  g_assert_nonnull (mark);
  settle (fixture->database, mark, 1, INLET_EDIT_REFUSED);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ALL), ==, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_NEW), ==, 0);
}

/* As a crash leaves it. */
static void
test_left_behind (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (InletEditMark) none = read_mark (fixture->database, 1, NULL);
  g_autoptr (InletEditMark) begun = begin (fixture->database, 1, TRUE, NULL);
  g_autoptr (InletEditMark) left = NULL;
  g_autoptr (InletEditMark) again = NULL;
  InletConnection *intended = NULL;

  g_assert_null (none);
  g_clear_object (&begun);
  storage_execute (fixture->database, "UPDATE connection_edits SET sent_at = sent_at - 200");
  left = read_mark (fixture->database, 1, NULL);
  g_assert_nonnull (left);
  intended = inlet_edit_mark_get_intended (left);
  g_assert_cmpstr (inlet_edit_mark_get_etag (left), ==, "\"1\"");
  g_assert_cmpstr (inlet_connection_get_name (intended), ==, "New");
  g_assert_cmpstr (inlet_connection_get_description (intended), ==, "D");
  g_assert_cmpstr (inlet_connection_get_credentials_id (intended), ==, "c");
  g_assert_cmpstr (inlet_connection_get_remote_id (intended), ==, "r");

  again = begin (fixture->database, 1, FALSE, NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_MARKS), ==, 1);

  /* What was read is not there any more: somebody is at work, and has left another. */
  settle (fixture->database, left, 1, INLET_EDIT_SEEN);
  g_clear_object (&again);
  settle (fixture->database, left, 1, INLET_EDIT_SEEN);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_MARKS), ==, 1);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_NEW), ==, 0);

  again = read_mark (fixture->database, 1, NULL);
  settle (fixture->database, again, 1, INLET_EDIT_SEEN);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ALL), ==, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_NEW), ==, 1);
}

/* One at a time, whoever it is. */
static void
test_at_work (Fixture       *fixture,
              gconstpointer  data)
{
  InletDatabase *other = storage_open (fixture->path);
  g_autoptr (InletEditMark) mark = begin (fixture->database, 1, FALSE, NULL);
  g_autoptr (InletEditMark) elsewhere = begin (fixture->database, 2, FALSE, NULL);
  g_autoptr (GError) begin_error = NULL;
  g_autoptr (GError) read_error = NULL;

  g_assert_nonnull (mark);
  g_assert_nonnull (elsewhere);
  g_assert_null (begin (other, 1, FALSE, &begin_error));
  g_assert_error (begin_error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY);
  g_assert_null (read_mark (other, 1, &read_error));
  g_assert_error (read_error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY);
  storage_close (other);
}

static void
test_due (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (InletEditMark) mark = NULL;

  add_due (fixture->database);
  add_due (fixture->database);
  g_assert_cmpuint (count_due (fixture->database, "c"), ==, 2);
  g_assert_cmpuint (count_due (fixture->database, NULL), ==, 2);
  g_assert_cmpuint (count_due (fixture->database, "other"), ==, 0);

  /* A new name does not make it less due, nor does a refusal; the keys do. */
  mark = begin (fixture->database, 1, FALSE, NULL);
  settle (fixture->database, mark, 1, INLET_EDIT_MADE);
  g_assert_cmpuint (count_due (fixture->database, "c"), ==, 2);
  g_clear_object (&mark);
  mark = begin (fixture->database, 1, TRUE, NULL);
  g_assert_cmpuint (count_due (fixture->database, "c"), ==, 2);
  settle (fixture->database, mark, 1, INLET_EDIT_REFUSED);
  g_assert_cmpuint (count_due (fixture->database, "c"), ==, 2);
  g_clear_object (&mark);
  /* What a look shows does not tell of the key, and another key may come while one is sent. */
  mark = begin (fixture->database, 1, TRUE, NULL);
  settle (fixture->database, mark, 1, INLET_EDIT_SEEN);
  g_assert_cmpuint (count_due (fixture->database, "c"), ==, 2);
  g_clear_object (&mark);
  mark = begin (fixture->database, 1, TRUE, NULL);
  add_due (fixture->database);
  settle (fixture->database, mark, 1, INLET_EDIT_MADE);
  g_assert_cmpuint (count_due (fixture->database, "c"), ==, 2);
  g_clear_object (&mark);
  mark = begin (fixture->database, 1, TRUE, NULL);
  settle (fixture->database, mark, 1, INLET_EDIT_MADE);
  g_assert_cmpuint (count_due (fixture->database, "c"), ==, 1);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_MARKS), ==, 0);
}

static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  inlet_edit_due_list_async (fixture->database, "c", TRUE, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  connections = inlet_edit_due_list_finish (fixture->database, result, NULL);
  g_assert_cmpuint (connections->len, ==, 2);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ALL), ==, 0);
}

/* What was sent is still to be looked at. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (InletEditMark) mark = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  add_due (fixture->database);
  mark = begin (fixture->database, 2, TRUE, NULL);
  inlet_edit_due_drop_async (fixture->database, "c", storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_edit_due_drop_finish (fixture->database, result, NULL));
  g_assert_cmpuint (count_due (fixture->database, NULL), ==, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_MARKS), ==, 1);
}

#define add(path, function) \
  g_test_add ("/inlet/storage/edit-mark/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("begin-and-settle", test_begin_and_settle);
  add ("nothing-changed", test_nothing_changed);
  add ("left-behind", test_left_behind);
  add ("at-work", test_at_work);
  add ("due", test_due);
  add ("all", test_all);
  add ("drop", test_drop);

  return g_test_run ();
}
