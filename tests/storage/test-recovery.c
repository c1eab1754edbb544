/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error.h"
#include "inlet-recovery.h"
#include "storage-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* That a recovery is whole or has not been: killed in the middle, met by others, without room. What
 * it finds is the business of test-damage.c. */

#define N_ROWS 200
#define COUNT_ROWS "SELECT count (*) FROM connections WHERE name LIKE 'Row/%'"

static void
write_header (const char *path,
              const char *bytes)
{
  FILE *file = g_fopen (path, "r+");

  g_assert_nonnull (file);
  g_assert_cmpint (fwrite (bytes, 1, strlen (bytes), file), ==, strlen (bytes));
  g_assert_no_errno (fclose (file));
}

/* (transfer full): of a database that SQLite will not open. */
static char *
make_damaged (void)
{
  char *path = storage_make_path ();
  InletDatabase *database = storage_open (path);

  storage_add_rows (database, "Row", N_ROWS);
  storage_close (database);
  write_header (path, "damaged");

  return path;
}

static void
assert_all_there (const char *path)
{
  InletDatabase *database = storage_open (path);

  g_assert_cmpint (storage_read_int (database, COUNT_ROWS), ==, N_ROWS);
  storage_close (database);
  g_assert_false (inlet_recovery_is_under_way (path));
}

static GError *
open_in_vain (const char *path)
{
  InletDatabase *database = inlet_database_new (path);
  GAsyncResult *result = NULL;
  GError *error = NULL;

  inlet_database_open_async (database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_false (inlet_database_open_finish (database, result, &error));
  g_object_unref (result);
  storage_close (database);

  return error;
}

static void
test_killed_at_any_moment (void)
{
  guint n_rounds = g_test_slow () ? 500 : 25;

  for (guint i = 0; i < n_rounds; i++) {
    g_autofree char *path = make_damaged ();
    g_autoptr (GSubprocess) process = storage_spawn ("--open", path);

    g_usleep (g_test_rand_int_range (0, 60000));
    g_subprocess_force_exit (process);
    g_assert_true (g_subprocess_wait (process, NULL, NULL));
    assert_all_there (path);
    storage_remove (path);
  }
}

/* Each state that the end of a recovery goes through, as a crash would leave it. */
static void
test_finishes_what_was_complete (void)
{
  for (guint i = 0; i < 2; i++) {
    g_autofree char *path = make_damaged ();
    g_autofree char *other = make_damaged ();
    g_autofree char *log = g_strconcat (path, "-wal", NULL);
    g_autofree char *growing = g_strconcat (path, ".recovering", NULL);
    g_autofree char *complete = g_strconcat (path, ".recovered", NULL);
    g_autofree char *kept = g_strconcat (path, ".damaged-2026-11-22T01-02-03", NULL);
    InletDatabase *database = NULL;

    /* Not from the damaged file, which is not asked any more. */
    storage_close (storage_open (other));
    g_assert_no_errno (g_rename (other, complete));
    g_assert_true (g_file_set_contents (path, "nothing is left in it", -1, NULL));
    g_assert_true (g_file_set_contents (kept, "nothing is left in it", -1, NULL));
    g_assert_true (g_file_set_contents (growing, "half a database", -1, NULL));
    if (i == 0)
      g_assert_true (g_file_set_contents (log, "the log of the damaged one", -1, NULL));

    database = storage_open (path);
    g_assert_cmpint (storage_read_int (database, COUNT_ROWS), ==, N_ROWS);
    g_assert_cmpstr (inlet_database_get_recovery (database)->path, ==, kept);
    g_assert_cmpint (inlet_database_get_recovery (database)->n_connections, ==, N_ROWS);
    storage_close (database);
    storage_remove (path);
    storage_remove (other);
  }
}

static void
test_by_several_at_once (void)
{
  g_autofree char *path = make_damaged ();
  g_autoptr (GDir) dir = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  GSubprocess *processes[6];
  InletDatabase *database = NULL;
  guint n_kept = 0;
  const char *name;

  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    processes[i] = storage_spawn ("--add", path);
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++) {
    g_assert_true (g_subprocess_wait_check (processes[i], NULL, NULL));
    g_object_unref (processes[i]);
  }

  /* What each wrote is in the new one, and it was recovered once. */
  assert_all_there (path);
  database = storage_open (path);
  g_assert_cmpint (storage_read_int (database, "SELECT count (*) FROM connections"), ==,
                   N_ROWS + G_N_ELEMENTS (processes));
  storage_close (database);

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    n_kept += strstr (name, ".damaged-") != NULL;
  g_assert_cmpuint (n_kept, ==, 1);
  storage_remove (path);
}

/* Where there is no room the damaged file stays, and is recovered when there is. */
static void
test_without_room (void)
{
  g_autofree char *path = make_damaged ();
  g_autofree char *growing = g_strconcat (path, ".recovering", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *inside = g_build_filename (growing, "x", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size, size_after;

  g_file_get_contents (path, &before, &size, NULL);
  g_assert_no_errno (g_mkdir (growing, 0700));
  g_assert_no_errno (g_mkdir (inside, 0700));
  error = open_in_vain (path);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);

  g_file_get_contents (path, &after, &size_after, NULL);
  g_assert_cmpmem (before, size, after, size_after);
  g_assert_no_errno (g_rmdir (inside));
  g_assert_no_errno (g_rmdir (growing));
  assert_all_there (path);
  storage_remove (path);
}

static void
test_damage_in_use_is_remembered (void)
{
  g_autofree char *path = storage_make_path ();
  InletDatabase *database = storage_open (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *wiped = g_malloc0 (4096);
  gint64 page;
  FILE *file;

  storage_add_rows (database, "Row", N_ROWS);
  page = storage_read_int (database, "SELECT max (pageno) FROM dbstat WHERE name = 'connections'"
                           " AND pagetype = 'leaf'");
  storage_close (database);
  file = g_fopen (path, "r+");
  g_assert_no_errno (fseek (file, (page - 1) * 4096, SEEK_SET));
  g_assert_cmpint (fwrite (wiped, 4096, 1, file), ==, 1);
  g_assert_no_errno (fclose (file));

  /* Opening meets nothing of it. */
  database = storage_open (path);
  g_assert_null (inlet_database_get_recovery (database));
  g_assert_false (storage_try_execute (database, "UPDATE connections SET etag = 'x'", &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED);
  g_assert_true (inlet_recovery_is_marked (path));
  storage_close (database);

  database = storage_open (path);
  g_assert_nonnull (inlet_database_get_recovery (database));
  g_assert_false (inlet_recovery_is_marked (path));
  g_assert_cmpint (storage_read_int (database, COUNT_ROWS), >, N_ROWS - 40);
  storage_close (database);
  storage_remove (path);
}

/* A disk that failed once is not a damaged database. */
static void
test_mark_of_what_is_well (void)
{
  g_autofree char *path = storage_make_path ();
  InletDatabase *database = storage_open (path);

  storage_add_rows (database, "Row", N_ROWS);
  storage_close (database);
  inlet_recovery_mark (path);

  database = storage_open (path);
  g_assert_null (inlet_database_get_recovery (database));
  g_assert_false (inlet_recovery_is_marked (path));
  storage_close (database);
  assert_all_there (path);
  storage_remove (path);
}

/* The link stays, and what it leads to is recovered. */
static void
test_behind_a_link (void)
{
  g_autofree char *path = make_damaged ();
  g_autofree char *other = storage_make_path ();

  g_assert_no_errno (symlink (path, other));
  assert_all_there (other);
  g_assert_true (g_file_test (other, G_FILE_TEST_IS_SYMLINK));
  assert_all_there (path);
  storage_remove (path);
  storage_remove (other);
}

static int
open_and_end (const char *path,
              gboolean    is_adding)
{
  InletDatabase *database = storage_open (path);

  if (is_adding)
    storage_add_rows (database, "New", 1);
  storage_close (database);

  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && (g_str_equal (argv[1], "--open") || g_str_equal (argv[1], "--add")))
    return open_and_end (argv[2], g_str_equal (argv[1], "--add"));

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/storage/recovery/killed-at-any-moment", test_killed_at_any_moment);
  g_test_add_func ("/inlet/storage/recovery/finishes-what-was-complete",
                   test_finishes_what_was_complete);
  g_test_add_func ("/inlet/storage/recovery/by-several-at-once", test_by_several_at_once);
  g_test_add_func ("/inlet/storage/recovery/without-room", test_without_room);
  g_test_add_func ("/inlet/storage/recovery/damage-in-use-is-remembered",
                   test_damage_in_use_is_remembered);
  g_test_add_func ("/inlet/storage/recovery/mark-of-what-is-well", test_mark_of_what_is_well);
  g_test_add_func ("/inlet/storage/recovery/behind-a-link", test_behind_a_link);

  return g_test_run ();
}
