/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error.h"
#include "storage-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* Rows that each of two processes adds, every one in its own transaction. */
#define N_WRITES 100

#define ADD_ROW "INSERT INTO connections (state, created_at, name) VALUES ('created', 1, 'Row')"
#define COUNT_ROWS "SELECT count (*) FROM connections"

typedef struct
{
  char *path;
  InletDatabase *database;
  guint n_changes;
} Fixture;

static void
on_changed (InletDatabase *database,
            gpointer       user_data)
{
  guint *n_changes = user_data;

  *n_changes += 1;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  g_signal_connect (fixture->database, "changed", G_CALLBACK (on_changed), &fixture->n_changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->database != NULL)
    storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static gpointer
add_row (sqlite3       *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  inlet_sqlite_execute (db, ADD_ROW, error);

  return NULL;
}

static gpointer
add_row_and_fail (sqlite3       *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  inlet_sqlite_execute (db, ADD_ROW, error);
  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_CONFLICT, "On purpose");

  return NULL;
}

static gpointer
add_row_and_cancel (sqlite3       *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  inlet_sqlite_execute (db, ADD_ROW, error);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static gpointer
read_forever (sqlite3       *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  gint64 value;

  g_atomic_int_set ((int *) data, TRUE);
  inlet_sqlite_read_int (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                         " SELECT count (*) FROM n", &value, error);

  return NULL;
}

static gpointer
say_reached (sqlite3       *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_atomic_int_set ((int *) data, TRUE);

  return NULL;
}

static gpointer
return_thread (sqlite3       *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  return g_thread_self ();
}

static InletDatabase *
open_expecting (const char     *path,
                InletErrorCode  code)
{
  InletDatabase *database = inlet_database_new (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_database_open_async (database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_false (inlet_database_open_finish (database, result, &error));
  g_assert_error (error, INLET_ERROR, (int) code);

  return database;
}

static void
test_new_destroy (void)
{
  g_autofree char *path = storage_make_path ();
  InletDatabase *database = inlet_database_new (path);

  g_assert_cmpstr (inlet_database_get_path (database), ==, path);
  g_assert_finalize_object (database);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  storage_remove (path);
}

static void
test_open_makes_private_file (void)
{
  g_autofree char *outer = storage_make_path ();
  g_autofree char *path = g_strconcat (outer, ".d/inner/inlet.db", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  mode_t mask = umask (0);
  InletDatabase *database = storage_open (path);
  GStatBuf status;

  umask (mask);
  g_assert_no_errno (g_stat (folder, &status));
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_no_errno (g_stat (path, &status));
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_no_errno (g_stat (log, &status));
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  storage_close (database);
  storage_remove (outer);
}

static void
test_open_is_durable_and_strict (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_assert_cmpint (storage_read_int (fixture->database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (storage_read_int (fixture->database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (storage_read_int (fixture->database, "PRAGMA user_version"), ==, 8);
  g_assert_cmpint (storage_read_int (fixture->database,
                                     "SELECT count (*) FROM pragma_journal_mode"
                                     " WHERE journal_mode = 'wal'"), ==, 1);
  g_assert_cmpint (storage_read_int (fixture->database,
                                     "SELECT count (*) FROM pragma_table_list WHERE strict"
                                     " AND name IN ('profiles', 'connections')"), ==, 2);
}

static void
test_open_keeps_what_is_there (Fixture       *fixture,
                               gconstpointer  data)
{
  storage_execute (fixture->database, ADD_ROW);
  storage_close (fixture->database);
  fixture->database = storage_open (fixture->path);

  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 1);
}

/* What was made by the version before has everything but what is new since. */
static void
test_open_upgrades_version_before (Fixture       *fixture,
                                   gconstpointer  data)
{
  const char *count_indexes =
    "SELECT count (*) FROM sqlite_schema WHERE name = 'connections_standing'";
  gint64 version = storage_read_int (fixture->database, "PRAGMA user_version");

  storage_execute (fixture->database, ADD_ROW);
  storage_make_older (fixture->database, 2);
  storage_close (fixture->database);
  fixture->database = storage_open (fixture->path);

  g_assert_cmpint (storage_read_int (fixture->database, "PRAGMA user_version"), ==, version);
  g_assert_cmpint (storage_read_int (fixture->database, count_indexes), ==, 1);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 1);
  storage_execute (fixture->database, ADD_ROW);
}

static void
test_open_is_implied (void)
{
  g_autofree char *path = storage_make_path ();
  InletDatabase *database = inlet_database_new (path);

  storage_execute (database, ADD_ROW);
  g_assert_cmpint (storage_read_int (database, COUNT_ROWS), ==, 1);
  storage_close (database);
  storage_remove (path);
}

static void
test_open_sets_aside_what_is_no_database (void)
{
  g_autofree char *path = storage_make_path ();
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autofree char *left = NULL;
  InletDatabase *database = NULL;
  const InletRecovery *recovery = NULL;

  g_file_set_contents (path, garbage, -1, NULL);
  database = storage_open (path);
  recovery = inlet_database_get_recovery (database);
  g_assert_nonnull (recovery);
  g_assert_cmpint (recovery->n_connections, ==, 0);
  g_assert_cmpint (recovery->n_profiles, ==, 0);

  g_file_get_contents (recovery->path, &left, NULL, NULL);
  g_assert_cmpstr (left, ==, garbage);
  storage_execute (database, ADD_ROW);
  storage_close (database);

  /* It is told once. */
  database = storage_open (path);
  g_assert_null (inlet_database_get_recovery (database));
  g_assert_cmpint (storage_read_int (database, COUNT_ROWS), ==, 1);
  storage_close (database);
  storage_remove (path);
}

static void
test_open_refuses_newer_version (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  storage_execute (fixture->database, "PRAGMA user_version = 1000");

  /* Also while it is open: a newer Inlet may come by at any time. */
  g_assert_false (storage_try_execute (fixture->database, ADD_ROW, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_NEWER);

  storage_close (fixture->database);
  fixture->database = open_expecting (fixture->path, INLET_ERROR_STORAGE_NEWER);
}

static void
test_open_refuses_folder_in_file (void)
{
  g_autofree char *file = storage_make_path ();
  g_autofree char *path = g_build_filename (file, "data", "inlet.db", NULL);
  InletDatabase *database = NULL;

  g_file_set_contents (file, "", 0, NULL);
  database = open_expecting (path, INLET_ERROR_STORAGE_DENIED);

  /* It is tried again, not remembered. */
  g_assert_no_errno (g_unlink (file));
  storage_execute (database, ADD_ROW);
  storage_close (database);
  storage_remove (file);
}

static void
test_open_by_many_at_once (void)
{
  g_autofree char *path = storage_make_path ();
  GPtrArray *databases = g_ptr_array_new ();
  GAsyncResult *results[8] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    g_ptr_array_add (databases, inlet_database_new (path));
    inlet_database_open_async (databases->pdata[i], NULL, storage_on_ready, &results[i]);
  }

  for (guint i = 0; i < G_N_ELEMENTS (results); i++) {
    g_autoptr (GError) error = NULL;

    storage_until (results[i] != NULL);
    inlet_database_open_finish (databases->pdata[i], results[i], &error);
    g_assert_no_error (error);
    g_object_unref (results[i]);
  }

  for (guint i = 0; i < databases->len; i++)
    storage_close (databases->pdata[i]);
  g_ptr_array_unref (databases);
  storage_remove (path);
}

static void
test_run_in_its_own_thread (Fixture       *fixture,
                            gconstpointer  data)
{
  gpointer first = storage_run (fixture->database, INLET_DATABASE_READ, return_thread, NULL, NULL,
                                NULL);
  gpointer second = storage_run (fixture->database, INLET_DATABASE_WRITE, return_thread, NULL, NULL,
                                 NULL);

  g_assert_nonnull (first);
  g_assert_true (first == second);
  g_assert_true (first != g_thread_self ());
}

static void
test_run_rolls_back_on_error (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  storage_run (fixture->database, INLET_DATABASE_WRITE, add_row_and_fail, NULL, NULL, &error);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_CONFLICT);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 0);

  storage_execute (fixture->database, ADD_ROW);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 1);
}

static void
test_run_tells_of_wrong_statement (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (storage_try_execute (fixture->database, "SELECT nothing", &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
}

static void
test_run_is_not_begun_when_cancelled (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, add_row, NULL, NULL, NULL,
                            cancellable, storage_on_ready, &result);
  storage_until (result != NULL);
  inlet_database_run_finish (fixture->database, result, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 0);
}

static void
test_write_is_done_although_cancelled (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, add_row_and_cancel, NULL, NULL,
                            NULL, cancellable, storage_on_ready, &result);
  storage_until (result != NULL);
  inlet_database_run_finish (fixture->database, result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 1);
}

static void
test_changed_tells_of_own_writes (Fixture       *fixture,
                                  gconstpointer  data)
{
  storage_execute (fixture->database, ADD_ROW);
  storage_until (fixture->n_changes == 1);

  /* Neither reading, nor a write that changes nothing, nor one that is rolled back. */
  storage_read_int (fixture->database, COUNT_ROWS);
  storage_execute (fixture->database, "UPDATE connections SET name = '' WHERE id = 99");
  storage_run (fixture->database, INLET_DATABASE_WRITE, add_row_and_fail, NULL, NULL, NULL);
  storage_read_int (fixture->database, COUNT_ROWS);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_changed_tells_of_many_as_one (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  int is_reached = FALSE;

  for (guint i = 0; i < 50; i++)
    inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, add_row, NULL, NULL, NULL,
                              NULL, NULL, NULL);
  inlet_database_run_async (fixture->database, INLET_DATABASE_READ, say_reached, &is_reached, NULL,
                            NULL, NULL, storage_on_ready, &result);

  /* The main loop is busy with something else meanwhile. */
  while (!g_atomic_int_get (&is_reached))
    g_usleep (1000);

  storage_until (result != NULL);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_changed_tells_of_other_process (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (GSubprocess) process = storage_spawn ("--write", fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);

  storage_until (fixture->n_changes > 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, N_WRITES);
}

static void
test_changed_tells_of_every_other_write (Fixture       *fixture,
                                         gconstpointer  data)
{
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  sqlite3_busy_timeout (other, 5000);

  for (guint i = 1; i <= 5; i++) {
    g_assert_cmpint (sqlite3_exec (other, ADD_ROW, NULL, NULL, NULL), ==, SQLITE_OK);
    storage_until (fixture->n_changes == i);
  }

  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
}

static void
test_nothing_is_told_when_nothing_happens (Fixture       *fixture,
                                           gconstpointer  data)
{
  sqlite3 *other = NULL;

  /* Somebody opens and reads, which touches the files beside the database. */
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, COUNT_ROWS, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);

  storage_read_int (fixture->database, COUNT_ROWS);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_two_processes_never_meet_a_lock (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (GSubprocess) process = storage_spawn ("--write", fixture->path);
  GAsyncResult *results[N_WRITES] = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_WRITES; i++)
    inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, add_row, NULL, NULL, NULL,
                              NULL, storage_on_ready, &results[i]);

  for (guint i = 0; i < N_WRITES; i++) {
    storage_until (results[i] != NULL);
    inlet_database_run_finish (fixture->database, results[i], &error);
    g_assert_no_error (error);
    g_object_unref (results[i]);
  }

  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 2 * N_WRITES);
  g_assert_cmpint (storage_read_int (fixture->database, "SELECT max (id) FROM connections"), ==,
                   2 * N_WRITES);
}

static void
test_lock_of_another_is_waited_for (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, add_row, NULL, NULL, NULL,
                            NULL, storage_on_ready, &result);

  /* Longer than what SQLite itself waits. */
  for (guint i = 0; i < 15; i++) {
    g_usleep (G_USEC_PER_SEC / 10);
    while (g_main_context_iteration (NULL, FALSE));
    g_assert_null (result);
  }

  g_assert_cmpint (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  storage_until (result != NULL);
  inlet_database_run_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
}

static void
test_close_writes_what_is_queued (Fixture       *fixture,
                                  gconstpointer  data)
{
  GAsyncResult *writes[20] = { NULL };
  GAsyncResult *reading = NULL;
  GAsyncResult *waiting = NULL;
  GAsyncResult *late = NULL;
  g_autoptr (GError) error = NULL;
  int has_begun = FALSE;

  inlet_database_run_async (fixture->database, INLET_DATABASE_READ, read_forever, &has_begun, NULL,
                            NULL, NULL, storage_on_ready, &reading);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, add_row, NULL, NULL, NULL,
                              NULL, storage_on_ready, &writes[i]);
  inlet_database_run_async (fixture->database, INLET_DATABASE_READ, return_thread, NULL, NULL, NULL,
                            NULL, storage_on_ready, &waiting);
  while (!g_atomic_int_get (&has_begun))
    g_usleep (1000);

  inlet_database_close (fixture->database);
  inlet_database_close (fixture->database);
  inlet_database_run_async (fixture->database, INLET_DATABASE_READ, return_thread, NULL, NULL, NULL,
                            NULL, storage_on_ready, &late);

  storage_until (waiting != NULL && late != NULL);
  inlet_database_run_finish (fixture->database, reading, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  inlet_database_run_finish (fixture->database, waiting, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  inlet_database_run_finish (fixture->database, late, &error);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_clear_error (&error);

  for (guint i = 0; i < G_N_ELEMENTS (writes); i++) {
    inlet_database_run_finish (fixture->database, writes[i], &error);
    g_assert_no_error (error);
    g_object_unref (writes[i]);
  }
  g_object_unref (reading);
  g_object_unref (waiting);
  g_object_unref (late);

  storage_close (fixture->database);
  fixture->database = storage_open (fixture->path);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, G_N_ELEMENTS (writes));
}

static void
test_dispose_in_flight (Fixture       *fixture,
                        gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    inlet_database_run_async (fixture->database, i % 2 ? INLET_DATABASE_WRITE : INLET_DATABASE_READ,
                              i % 2 ? add_row : return_thread, NULL, NULL, NULL, NULL, NULL, NULL);

  g_object_run_dispose (G_OBJECT (fixture->database));
  storage_close (fixture->database);
  fixture->database = storage_open (fixture->path);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 10);
}

static void
test_history_is_never_deleted (Fixture       *fixture,
                               gconstpointer  data)
{
  static const char *const forbidden[] = {
    "DELETE FROM connections",
    "DELETE FROM connections WHERE id = 2",
    "UPDATE connections SET id = 5 WHERE id = 2",
    "INSERT OR REPLACE INTO connections (id, state, created_at, name) VALUES (2, 'gone', 1, '')",
    "INSERT INTO connections (id, state, created_at, name) VALUES (4, 'created', 1, '')",
    "INSERT INTO connections (id, state, created_at, name) VALUES (0, 'created', 1, '')",
    "INSERT INTO connections (id, state, created_at, name) VALUES (-1, 'created', 1, '')",
    "INSERT INTO connections (state, created_at, name) VALUES ('lost', 1, '')",
    "INSERT INTO connections (state, created_at, name) VALUES ('created', 'now', '')",
    "INSERT INTO connections (state, created_at, name, problem) VALUES ('created', 1, '', '{')",
    "INSERT INTO profiles (id, kind, name, fields) VALUES ('a', 'key', 'A', '{}')",
    "INSERT INTO profiles (id, kind, name, fields) VALUES ('a', 'account', 'A', 'fields')",
  };

  storage_execute (fixture->database, ADD_ROW);
  storage_execute (fixture->database, ADD_ROW);

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (storage_try_execute (fixture->database, forbidden[i], &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
  }

  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 2);
  storage_execute (fixture->database, ADD_ROW);
  g_assert_cmpint (storage_read_int (fixture->database, "SELECT max (id) FROM connections"), ==, 3);
}

static void
test_no_column_is_for_a_secret (Fixture       *fixture,
                                gconstpointer  data)
{
  g_assert_cmpint (storage_read_int (fixture->database,
                                     "SELECT count (*) FROM pragma_table_list AS t,"
                                     " pragma_table_info (t.name) AS c"
                                     " WHERE c.name LIKE '%secret%' OR c.name LIKE '%token%'"
                                     " OR c.name LIKE '%password%'"), ==, 0);
}

static void
test_index_is_what_it_should_be (Fixture       *fixture,
                                 gconstpointer  data)
{
  storage_add_rows (fixture->database, "Row", 20);
  storage_execute (fixture->database, "UPDATE connections SET remote_id = 'other' WHERE id = 7");
  storage_execute (fixture->database, "UPDATE connections SET remote_id = NULL WHERE id = 8");
  storage_execute (fixture->database, "UPDATE connections SET state = 'gone' WHERE id = 9");

  /* Compares the index with the texts, word by word. */
  storage_execute (fixture->database,
                   "INSERT INTO connection_search (connection_search, rank)"
                   " VALUES ('integrity-check', 1)");
}

/* The other process: adds rows, and says so by its exit status. */
static int
write_rows (const char *path)
{
  InletDatabase *database = storage_open (path);

  for (guint i = 0; i < N_WRITES; i++)
    storage_execute (database, ADD_ROW);
  storage_close (database);

  return 0;
}

#define ADD(name, function)                                                                        \
  g_test_add ("/inlet/storage/database/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_rows (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/storage/database/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/storage/database/open-makes-private-file", test_open_makes_private_file);
  ADD ("open-is-durable-and-strict", test_open_is_durable_and_strict);
  ADD ("open-keeps-what-is-there", test_open_keeps_what_is_there);
  ADD ("open-upgrades-version-before", test_open_upgrades_version_before);
  g_test_add_func ("/inlet/storage/database/open-is-implied", test_open_is_implied);
  g_test_add_func ("/inlet/storage/database/open-sets-aside-what-is-no-database",
                   test_open_sets_aside_what_is_no_database);
  ADD ("open-refuses-newer-version", test_open_refuses_newer_version);
  g_test_add_func ("/inlet/storage/database/open-refuses-folder-in-file",
                   test_open_refuses_folder_in_file);
  g_test_add_func ("/inlet/storage/database/open-by-many-at-once", test_open_by_many_at_once);
  ADD ("run-in-its-own-thread", test_run_in_its_own_thread);
  ADD ("run-rolls-back-on-error", test_run_rolls_back_on_error);
  ADD ("run-tells-of-wrong-statement", test_run_tells_of_wrong_statement);
  ADD ("run-is-not-begun-when-cancelled", test_run_is_not_begun_when_cancelled);
  ADD ("write-is-done-although-cancelled", test_write_is_done_although_cancelled);
  ADD ("changed-tells-of-own-writes", test_changed_tells_of_own_writes);
  ADD ("changed-tells-of-many-as-one", test_changed_tells_of_many_as_one);
  ADD ("changed-tells-of-other-process", test_changed_tells_of_other_process);
  ADD ("changed-tells-of-every-other-write", test_changed_tells_of_every_other_write);
  ADD ("nothing-is-told-when-nothing-happens", test_nothing_is_told_when_nothing_happens);
  ADD ("two-processes-never-meet-a-lock", test_two_processes_never_meet_a_lock);
  ADD ("lock-of-another-is-waited-for", test_lock_of_another_is_waited_for);
  ADD ("close-writes-what-is-queued", test_close_writes_what_is_queued);
  ADD ("dispose-in-flight", test_dispose_in_flight);
  ADD ("history-is-never-deleted", test_history_is_never_deleted);
  ADD ("no-column-is-for-a-secret", test_no_column_is_for_a_secret);
  ADD ("index-is-what-it-should-be", test_index_is_what_it_should_be);

  return g_test_run ();
}
