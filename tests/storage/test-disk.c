/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "faulty-vfs.h"
#include "inlet-account.h"
#include "inlet-attempt.h"
#include "inlet-doubt.h"
#include "inlet-error.h"
#include "inlet-profiles.h"
#include "storage-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Every operation with every fault of the disk, at every call in which it can happen: generated.
 * With `-m slow` the locks that take half a minute as well. */

#define REMOTE_ID "4cb0c374-d3bb-4557-b139-5712880adc55"
#define PROFILE_ID "3f2c7a90-0000-4000-8000-000000000001"
#define NOBODY 65534

static char *template_path;

/* What an operation works on. */
typedef struct
{
  char *path;
  InletDatabase *database;  /* (nullable) */
  InletAttempt *attempt;    /* (nullable) */
} Cell;

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  storage_until (*result != NULL);
  return *result;
}

static gboolean
open_database (Cell    *cell,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (cell->database == NULL)
    cell->database = inlet_database_new (cell->path);
  inlet_database_open_async (cell->database, NULL, storage_on_ready, &result);
  return inlet_database_open_finish (cell->database, wait_for (&result), error);
}

static gboolean
begin (Cell    *cell,
       GError **error)
{
  g_autoptr (InletConnection) connection = storage_make_connection ("Attempt");
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (cell->attempt);
  inlet_attempt_begin_async (cell->database, connection, TRUE, NULL, storage_on_ready, &result);
  cell->attempt = inlet_attempt_begin_finish (wait_for (&result), error);
  return cell->attempt != NULL;
}

static gboolean
conclude (Cell    *cell,
          GError **error)
{
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (REMOTE_ID, "\"0100ab\"");
  g_autoptr (InletConnection) created = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  created = inlet_connection_with_receipt (inlet_attempt_get_connection (cell->attempt), receipt);
  inlet_attempt_conclude_async (cell->attempt, created, storage_on_ready, &result);
  return inlet_attempt_conclude_finish (cell->attempt, wait_for (&result), error);
}

static gboolean
settle (Cell    *cell,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_attempt_settle_async (cell->database, NULL, storage_on_ready, &result);
  return inlet_attempt_settle_finish (cell->database, wait_for (&result), error) >= 0;
}

static gboolean
clear_doubt (Cell    *cell,
             GError **error)
{
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (REMOTE_ID, NULL);
  g_autoptr (InletConnection) connection = storage_make_connection ("Doubtful");
  g_autoptr (InletConnection) row = inlet_connection_with_row_id (connection, 4);
  g_autoptr (InletConnection) created = inlet_connection_with_receipt (row, receipt);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;

  inlet_doubt_settle_async (cell->database, created, storage_on_ready, &result);
  inlet_doubt_settle_finish (cell->database, wait_for (&result), &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
save_profile (Cell    *cell,
              GError **error)
{
  g_autoptr (InletProfiles) profiles = inlet_profiles_new (cell->database, INLET_PROFILE_ACCOUNT);
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  profile = inlet_profile_new_from_json (INLET_PROFILE_ACCOUNT, REMOTE_ID, "New", "{}");
  inlet_profiles_save_async (profiles, profile, FALSE, NULL, storage_on_ready, &result);
  return inlet_profiles_save_finish (profiles, wait_for (&result), error);
}

static gboolean
remove_profile (Cell    *cell,
                GError **error)
{
  g_autoptr (InletProfiles) profiles = inlet_profiles_new (cell->database, INLET_PROFILE_ACCOUNT);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_profiles_remove_async (profiles, PROFILE_ID, NULL, storage_on_ready, &result);
  return inlet_profiles_remove_finish (profiles, wait_for (&result), error);
}

static gboolean
list (Cell    *cell,
      GError **error)
{
  g_autoptr (InletProfiles) profiles = inlet_profiles_new (cell->database, INLET_PROFILE_ACCOUNT);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_profiles_load_async (profiles, NULL, storage_on_ready, &result);
  return inlet_profiles_load_finish (profiles, wait_for (&result), error);
}

static gpointer
match (sqlite3       *db,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  gint64 n;

  inlet_sqlite_read_int (db, "SELECT count (*) FROM connection_search ('\"Row\"')", &n, error);
  return NULL;
}

static gboolean
search (Cell    *cell,
        GError **error)
{
  g_autoptr (GError) local_error = NULL;

  storage_run (cell->database, INLET_DATABASE_READ, match, NULL, NULL, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Each is true before it, when it did nothing; and after it, when it said that it was done. */
static const struct
{
  const char *name;
  gboolean (*run) (Cell *cell, GError **error);
  const char *before;
  const char *after;
} operations[] = {
  { "open", open_database, "1", "1" },
  { "begin", begin,
    "NOT EXISTS (SELECT 1 FROM connections WHERE name = 'Attempt')",
    "EXISTS (SELECT 1 FROM connections WHERE name = 'Attempt' AND state = 'sending')" },
  { "conclude", conclude,
    "EXISTS (SELECT 1 FROM connections WHERE name = 'Attempt' AND state = 'sending')",
    "EXISTS (SELECT 1 FROM connections WHERE name = 'Attempt' AND remote_id = '" REMOTE_ID "')" },
  { "settle", settle,
    "EXISTS (SELECT 1 FROM connections WHERE id = 5 AND state = 'sending')",
    "EXISTS (SELECT 1 FROM connections WHERE id = 5 AND state = 'uncertain')" },
  { "doubt", clear_doubt,
    "EXISTS (SELECT 1 FROM connections WHERE id = 4 AND state = 'uncertain')",
    "EXISTS (SELECT 1 FROM connections WHERE id = 4 AND remote_id = '" REMOTE_ID "')" },
  { "save-profile", save_profile,
    "NOT EXISTS (SELECT 1 FROM profiles WHERE name = 'New')",
    "EXISTS (SELECT 1 FROM profiles WHERE name = 'New')" },
  { "remove-profile", remove_profile,
    "EXISTS (SELECT 1 FROM profiles WHERE name = 'Kept')",
    "NOT EXISTS (SELECT 1 FROM profiles WHERE name = 'Kept')" },
  { "list", list, "1", "1" },
  { "search", search, "1", "1" },
};

static const struct
{
  const char *name;
  FaultyVfsCalls calls;
  int code;
} faults[] = {
  { "full", FAULTY_VFS_CHANGE, SQLITE_FULL },
  { "write-fails", FAULTY_VFS_CHANGE, SQLITE_IOERR_WRITE },
  { "sync-fails", FAULTY_VFS_SYNC, SQLITE_IOERR_FSYNC },
  { "read-fails", FAULTY_VFS_READ, SQLITE_IOERR_READ },
};

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, size, NULL));
}

static void
make_template (void)
{
  InletDatabase *database = NULL;

  template_path = storage_make_path ();
  database = storage_open (template_path);
  storage_add_rows (database, "Row", 3);
  storage_execute (database, "INSERT INTO connections (state, created_at, name) VALUES"
                   " ('uncertain', 1, 'Doubtful'), ('sending', 1, 'Left')");
  storage_execute (database, "INSERT INTO profiles VALUES ('" PROFILE_ID "', 'account', 'Kept',"
                   " '{}')");
  storage_close (database);
}

static void
assert_clear (const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  g_assert_true (error->domain == INLET_ERROR);
  g_assert_cmpint (error->code, >=, INLET_ERROR_STORAGE);
  g_assert_cmpint (error->code, !=, INLET_ERROR_STORAGE_DAMAGED);
  g_assert_cmpstr (inlet_problem_get_title (problem), !=, "");
  g_assert_cmpstr (inlet_problem_get_hint (problem), !=, "");
  g_assert_null (strstr (error->message, "is locked"));
}

static gboolean
holds (InletDatabase *database,
       const char    *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT ", condition, NULL);

  return storage_read_int (database, sql) != 0;
}

static void
cell_close (Cell *cell)
{
  g_clear_object (&cell->attempt);
  if (cell->database != NULL)
    storage_close (g_steal_pointer (&cell->database));
}

/* What was there is there, what was said to be done is done, and what failed can be done now. */
static void
check_after (Cell     *cell,
             guint     i,
             gboolean  is_done)
{
  g_autoptr (GError) error = NULL;

  if (!is_done && operations[i].run == conclude) {
    g_assert_true (conclude (cell, &error));
    g_assert_no_error (error);
    is_done = TRUE;
  }

  cell_close (cell);
  cell->database = storage_open (cell->path);
  g_assert_null (inlet_database_get_recovery (cell->database));
  g_assert_cmpint (storage_read_int (cell->database, "SELECT count (*) FROM connections"
                                     " WHERE name LIKE 'Row/%' AND remote_id IS NOT NULL"), ==, 3);
  g_assert_true (holds (cell->database, operations[i].after) ||
                 (!is_done && holds (cell->database, operations[i].before)));
  if (!is_done && operations[i].run != begin && operations[i].run != save_profile) {
    g_assert_true (operations[i].run (cell, &error));
    g_assert_no_error (error);
  }
}

/* Whether the fault was met. */
static gboolean
check_cell (guint    i,
            guint    j,
            int      n,
            gboolean is_lasting)
{
  Cell cell = { .path = storage_make_path () };
  g_autofree char *mark = g_strconcat (cell.path, ".is-damaged", NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_done, is_met;

  copy_file (template_path, cell.path);
  if (operations[i].run != open_database)
    g_assert_true (open_database (&cell, NULL));
  if (operations[i].run == conclude)
    g_assert_true (begin (&cell, NULL));

  faulty_vfs_arm (faults[j].calls, faults[j].code, n, is_lasting);
  is_done = operations[i].run (&cell, &error);
  is_met = faulty_vfs_disarm ();

  g_assert_cmpint (is_done, ==, error == NULL);
  if (error != NULL) {
    assert_clear (error);
    g_assert_true (is_met);
    if (faults[j].code == SQLITE_FULL)
      g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_FULL);
  }
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));

  check_after (&cell, i, is_done);
  cell_close (&cell);
  storage_remove (cell.path);
  g_free (cell.path);

  return is_met;
}

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data) / G_N_ELEMENTS (faults);
  guint j = GPOINTER_TO_UINT (data) % G_N_ELEMENTS (faults);
  guint n_cells = 0;

  for (int is_lasting = FALSE; is_lasting <= TRUE; is_lasting++)
    for (int n = 1; check_cell (i, j, n, is_lasting); n++)
      n_cells++;

  g_test_message ("%u places", n_cells);
}

/* The child: does what is asked under the limits, and tells how it ended. */
static int
run_child (const char *mode,
           const char *path)
{
  Cell cell = { .path = g_strdup (path) };
  g_autoptr (GError) error = NULL;
  gboolean is_done = FALSE;

  if (g_str_equal (mode, "--as-nobody") && geteuid () == 0)
    g_assert_no_errno (setuid (NOBODY));

  is_done = open_database (&cell, &error);
  if (is_done && g_str_equal (mode, "--limited")) {
    struct rlimit limit = { 40000, 40000 };

    signal (SIGXFSZ, SIG_IGN);
    g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
    for (guint i = 0; i < 200 && is_done; i++) {
      is_done = begin (&cell, &error);
      if (is_done)
        g_print ("row\n");
      g_clear_object (&cell.attempt);
    }
  } else if (is_done) {
    is_done = begin (&cell, &error);
  }

  g_print ("%s\n", is_done ? "done" : inlet_error_code_to_nick (error->code));
  cell_close (&cell);
  g_free (cell.path);

  return 0;
}

/* (transfer full): all that it said. */
static char *
ask_child (const char *mode,
           const char *path)
{
  g_autoptr (GSubprocess) process = storage_spawn (mode, path);
  char *said = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, NULL));

  return g_strchomp (said);
}

typedef struct
{
  const char *name;
  int folder_mode;
  int file_mode;   /* 0 for no file */
  const char *code;
} Place;

static const Place places[] = {
  { "all-is-well", 0700, 0600, "done" },
  { "file-read-only", 0700, 0400, "storage-denied" },
  { "file-unreadable", 0700, 0200, "storage-denied" },
  { "folder-read-only", 0500, 0600, "storage-denied" },
  { "both-read-only", 0500, 0400, "storage-denied" },
  { "folder-read-only-and-empty", 0500, 0, "storage-denied" },
  { "folder-closed", 0000, 0600, "storage-denied" },
};

static void
test_place (gconstpointer data)
{
  const Place *place = data;
  g_autofree char *path = storage_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *said = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size = 0, size_after = 0;

  if (place->file_mode != 0) {
    copy_file (template_path, path);
    g_assert_no_errno (g_chmod (path, place->file_mode));
    if (geteuid () == 0)
      g_assert_no_errno (chown (path, NOBODY, NOBODY));
  }
  if (geteuid () == 0)
    g_assert_no_errno (chown (folder, NOBODY, NOBODY));
  g_assert_no_errno (g_chmod (folder, place->folder_mode));

  said = ask_child ("--as-nobody", path);
  g_assert_cmpstr (said, ==, place->code);

  g_assert_no_errno (g_chmod (folder, 0700));
  if (place->file_mode != 0 && !g_str_equal (place->code, "done")) {
    g_assert_no_errno (g_chmod (path, 0600));
    g_assert_true (g_file_get_contents (template_path, &before, &size, NULL));
    g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
    g_assert_cmpmem (before, size, after, size_after);
  }
  storage_remove (path);
}

static void
test_link_in_a_circle (void)
{
  g_autofree char *path = storage_make_path ();
  g_autofree char *said = NULL;

  g_assert_no_errno (symlink ("inlet.db", path));
  said = ask_child ("--open", path);
  g_assert_cmpstr (said, ==, "storage-denied");
  storage_remove (path);
}

static void
test_folder_in_its_place (void)
{
  g_autofree char *path = storage_make_path ();
  g_autofree char *said = NULL;

  g_assert_no_errno (g_mkdir (path, 0700));
  said = ask_child ("--open", path);
  g_assert_cmpstr (said, ==, "storage-denied");
  storage_remove (path);
}

/* The real thing: the system refuses to let a file grow. */
static void
test_no_file_may_grow (void)
{
  g_autofree char *path = storage_make_path ();
  g_autofree char *said = NULL;
  g_auto (GStrv) lines = NULL;
  InletDatabase *database = NULL;
  guint n_rows;

  copy_file (template_path, path);
  said = ask_child ("--limited", path);
  lines = g_strsplit (said, "\n", -1);
  n_rows = g_strv_length (lines) - 1;
  /* SQLite does not say why; only a full disk has a code of its own. */
  g_assert_true (g_str_has_prefix (lines[n_rows], "storage"));
  g_assert_cmpuint (n_rows, >, 0);

  database = storage_open (path);
  g_assert_null (inlet_database_get_recovery (database));
  g_assert_cmpint (storage_read_int (database, "SELECT count (*) FROM connections"
                                     " WHERE name = 'Attempt'"), >=, n_rows);
  storage_close (database);
  storage_remove (path);
}

static void
test_lock_that_stays (void)
{
  g_autofree char *path = storage_make_path ();
  g_autofree char *said = NULL;
  sqlite3 *other = NULL;

  if (!g_test_slow ()) {
    g_test_skip ("takes half a minute");
    storage_remove (path);
    return;
  }

  copy_file (template_path, path);
  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  said = ask_child ("--open", path);
  g_assert_cmpstr (said, ==, "storage-busy");
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  storage_remove (path);
}

int
main (int    argc,
      char **argv)
{
  int status;

  if (argc == 3 && !g_str_equal (argv[1], "-m") && !g_str_equal (argv[1], "-p") &&
      argv[2][0] == '/')
    return run_child (argv[1], argv[2]);

  g_test_init (&argc, &argv, NULL);

  faulty_vfs_register ();
  make_template ();
  for (guint i = 0; i < G_N_ELEMENTS (operations) * G_N_ELEMENTS (faults); i++) {
    g_autofree char *name = NULL;

    name = g_strdup_printf ("/inlet/storage/disk/%s/%s", operations[i / G_N_ELEMENTS (faults)].name,
                            faults[i % G_N_ELEMENTS (faults)].name);
    g_test_add_data_func (name, GUINT_TO_POINTER (i), test_fault);
  }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *name = g_strconcat ("/inlet/storage/disk/place/", places[i].name, NULL);

    g_test_add_data_func (name, &places[i], test_place);
  }
  g_test_add_func ("/inlet/storage/disk/place/link-in-a-circle", test_link_in_a_circle);
  g_test_add_func ("/inlet/storage/disk/place/folder-in-its-place", test_folder_in_its_place);
  g_test_add_func ("/inlet/storage/disk/no-file-may-grow", test_no_file_may_grow);
  g_test_add_func ("/inlet/storage/disk/lock-that-stays", test_lock_that_stays);

  status = g_test_run ();
  storage_remove (template_path);
  g_free (template_path);

  return status;
}
