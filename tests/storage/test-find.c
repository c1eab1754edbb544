/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-row.h"
#include "inlet-find.h"

#include "storage-test.h"

typedef struct
{
  char          *path;
  InletDatabase *database;
} Fixture;

#define ROW(state, id, name) \
  "INSERT INTO connections (state, created_at, remote_id, name) VALUES" \
  " ('" state "', 1, " id ", '" name "');"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  storage_execute (fixture->database,
                   ROW ("created", "'a'", "One") ROW ("created", "'b'", "Two")
                   ROW ("created", "'c'", "Two") ROW ("failed", "NULL", "Three")
                   ROW ("uncertain", "NULL", "Four") ROW ("gone", "'d'", "Five")
                   ROW ("created", "'e'", "a") ROW ("sending", "NULL", "One"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static GPtrArray *
find (Fixture       *fixture,
      const char    *word,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_find_created_async (fixture->database, word, cancellable, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_find_created_finish (fixture->database, result, error);
}

static void
test_created (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *word; const char *ids; } cases[] = {
    { "b", "b " },
    { "One", "a " },
    { "Two", "c b " },
    /* An ID comes before a name. */
    { "a", "a " },
    { "Three", "" }, { "Four", "" }, { "Five", "" }, { "d", "" },
    { "", "" }, { "two", "" }, { "' OR 1 --", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) found = find (fixture, cases[i].word, NULL, &error);
    g_autoptr (GString) ids = g_string_new (NULL);

    g_assert_no_error (error);
    for (guint j = 0; j < found->len; j++)
      g_string_append_printf (ids, "%s ", inlet_connection_get_remote_id (found->pdata[j]));
    g_assert_cmpstr (ids->str, ==, cases[i].ids);
  }
}

static InletConnection *
find_latest (Fixture     *fixture,
             const char  *word,
             GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_find_latest_async (fixture->database, word, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_find_latest_finish (fixture->database, result, error);
}

/* Whatever came of it. */
static void
test_latest (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *word; gint64 row_id; } cases[] = {
    { "b", 2 }, { "Two", 3 }, { "Three", 4 }, { "Four", 5 }, { "Five", 6 }, { "d", 6 },
    /* An ID comes before a name. */
    { "a", 1 }, { "One", 8 },
    { "", 0 }, { "two", 0 }, { "' OR 1 --", 0 },
  };
  g_autoptr (GError) broken = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (InletConnection) found = find_latest (fixture, cases[i].word, &error);

    g_assert_no_error (error);
    g_assert_cmpint (found != NULL ? inlet_connection_get_row_id (found) : 0, ==, cases[i].row_id);
  }

  storage_execute (fixture->database, "ALTER TABLE connections RENAME TO lost");
  g_assert_null (find_latest (fixture, "a", &broken));
  g_assert_error (broken, INLET_ERROR, INLET_ERROR_STORAGE);
}

static void
add_places (Fixture *fixture)
{
  storage_execute (fixture->database,
                   "UPDATE connections SET account_id = 'x', sandbox = 'dev' WHERE id <= 2;"
                   "UPDATE connections SET account_id = 'y', sandbox = 'dev' WHERE id = 3;"
                   "UPDATE connections SET account_id = 'y', sandbox = 'prod' WHERE id IN (5, 7);"
                   "UPDATE connections SET account_id = 'z', sandbox = 'prod' WHERE id IN (4, 6)");
}

static GArray *
find_rows (Fixture              *fixture,
           const InletFindScope *scope,
           GError              **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_find_rows_async (fixture->database, scope, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_find_rows_finish (fixture->database, result, error);
}

/* Those that were created and are there, newest first. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct { InletFindScope scope; const char *row_ids; } cases[] = {
    { { NULL, NULL, NULL }, "7 3 2 1 " },
    { { "x", NULL, NULL }, "2 1 " }, { { "y", NULL, NULL }, "7 3 " }, { { "z", NULL, NULL }, "" },
    { { NULL, "dev", NULL }, "3 2 1 " }, { { NULL, "prod", NULL }, "7 " },
    { { "y", "dev", NULL }, "3 " }, { { "x", "prod", NULL }, "" }, { { NULL, "", NULL }, "" },
    { { NULL, NULL, "two" }, "3 2 " }, { { NULL, NULL, " " }, "7 3 2 1 " },
    { { "x", NULL, "TWO" }, "2 " }, { { NULL, NULL, "three" }, "" },
    { { NULL, NULL, "prod" }, "7 " }, { { NULL, NULL, "dev two" }, "3 2 " },
  };

  add_places (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) found = find_rows (fixture, &cases[i].scope, &error);
    g_autoptr (GString) row_ids = g_string_new (NULL);

    g_assert_no_error (error);
    for (guint j = 0; j < found->len; j++)
      g_string_append_printf (row_ids, "%d ", (int) g_array_index (found, gint64, j));
    g_assert_cmpstr (row_ids->str, ==, cases[i].row_ids);
  }
}

static InletConnection *
find_row (Fixture  *fixture,
          gint64    row_id,
          GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_find_row_async (fixture->database, row_id, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_find_row_finish (fixture->database, result, error);
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (InletConnection) found = NULL;
  g_autoptr (InletConnection) fine = NULL;
  g_autoptr (GError) error = NULL;

  storage_execute (fixture->database, "UPDATE connections SET broken_since = 9 WHERE id = 2");
  found = find_row (fixture, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (inlet_connection_get_remote_id (found), ==, "b");
  g_assert_cmpint (inlet_connection_get_broken_since (found), ==, 9);
  fine = find_row (fixture, 3, &error);
  g_assert_cmpint (inlet_connection_get_broken_since (fine), ==, 0);
  g_assert_null (find_row (fixture, 9, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NOT_FOUND);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GError) broken = NULL;
  const InletFindScope all = { NULL }, matches = { .search = "two" };

  g_cancellable_cancel (cancellable);
  g_assert_null (find (fixture, "a", cancellable, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  storage_execute (fixture->database, "ALTER TABLE connections RENAME TO lost");
  g_assert_null (find (fixture, "a", NULL, &broken));
  g_assert_error (broken, INLET_ERROR, INLET_ERROR_STORAGE);
  g_clear_error (&broken);
  g_assert_null (find_rows (fixture, &all, &broken));
  g_assert_error (broken, INLET_ERROR, INLET_ERROR_STORAGE);
  g_clear_error (&broken);
  g_assert_null (find_rows (fixture, &matches, &broken));
  g_assert_error (broken, INLET_ERROR, INLET_ERROR_STORAGE);
  g_clear_error (&broken);
  g_assert_null (find_row (fixture, 1, &broken));
  g_assert_error (broken, INLET_ERROR, INLET_ERROR_STORAGE);
}

/* The rows before the one that cannot be read are not all there are. */
static void
test_failure_between_rows (void)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  statement = inlet_sqlite_prepare (db,
                                    "SELECT 1, 'created' UNION ALL"
                                    " SELECT abs (-9223372036854775808), 'created'", &error);
  g_assert_no_error (error);
  g_assert_null (inlet_connection_row_read_all (statement, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/inlet/storage/find/created", Fixture, NULL, set_up, test_created, tear_down);
  g_test_add ("/inlet/storage/find/latest", Fixture, NULL, set_up, test_latest, tear_down);
  g_test_add ("/inlet/storage/find/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/inlet/storage/find/row", Fixture, NULL, set_up, test_row, tear_down);
  g_test_add ("/inlet/storage/find/failures", Fixture, NULL, set_up, test_failures, tear_down);
  g_test_add_func ("/inlet/storage/find/failure-between-rows", test_failure_between_rows);

  return g_test_run ();
}
