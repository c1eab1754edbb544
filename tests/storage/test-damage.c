/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For memmem. */
#define _GNU_SOURCE

#include "inlet-attempt.h"
#include "inlet-error.h"
#include "inlet-profiles.h"
#include "inlet-recovery.h"
#include "storage-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every way in which the file can be damaged, generated, and what must be left of it: each row that
 * is on a page which was not touched. With `-m slow` many more of each; `--seed` repeats. */

#define N_ROWS 300
#define N_PROFILES 12
#define PAGE 4096
#define USER_VERSION 60
#define FRAME (PAGE + 24)

/* The bytes of a database with N_ROWS connections and N_PROFILES profiles, and what is where. */
typedef struct
{
  guint8 *file;
  gsize file_size;
  guint8 *log;
  gsize log_size;
  char *ids[N_ROWS];
} Pristine;

typedef void (*Damage) (Pristine *copy,
                        guint     round);

static Pristine settled;
static Pristine logged;

static gpointer
add_rows (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Pristine *pristine = data;
  g_autofree char *long_text = g_strnfill (100, 'p');
  gint64 n_there = 0;

  inlet_sqlite_read_int (db, "SELECT count (*) FROM connections", &n_there, error);
  for (guint i = n_there; i < n_there + N_ROWS / 2 && *error == NULL; i++) {
    g_autofree char *sql = NULL;

    /* Some go on over several pages. */
    sql = g_strdup_printf ("INSERT INTO connections (state, created_at, remote_id, etag, name,"
                           " description, sandbox, problem) VALUES"
                           " ('created', %u, '%s', '\"0100ab\"', 'Row %u', '%s', 'dev', %s)",
                           1700000000 + i, pristine->ids[i], i, "What it is for",
                           i % 40 == 7 ? "json_object ('code', 'failed', 'details', "
                           "hex (randomblob (6000)))" : "NULL");
    inlet_sqlite_execute (db, sql, error);
  }

  for (guint i = 0; i < N_PROFILES / 2 && *error == NULL; i++) {
    g_autofree char *uuid = g_uuid_string_random ();
    g_autofree char *sql = NULL;

    sql = g_strdup_printf ("INSERT INTO profiles VALUES ('%s', '%s', 'Profile %.8s',"
                           " '{\"org\": \"%s\"}')",
                           uuid, i % 2 ? "account" : "credentials", uuid, long_text);
    inlet_sqlite_execute (db, sql, error);
  }

  return NULL;
}

static guint8 *
read_file (const char *path,
           gsize      *size)
{
  char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, size, &error);
  g_assert_no_error (error);

  return (guint8 *) bytes;
}

static InletDatabase *
add_half (Pristine   *pristine,
          const char *path)
{
  InletDatabase *database = storage_open (path);
  g_autoptr (GError) error = NULL;

  storage_run (database, INLET_DATABASE_WRITE, add_rows, pristine, NULL, &error);
  g_assert_no_error (error);

  return database;
}

/* Half of the rows are in the file, and where there is a log the other half is in that. */
static void
make_pristine (Pristine *pristine,
               gboolean  is_logged)
{
  g_autofree char *path = storage_make_path ();
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  InletDatabase *database = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    pristine->ids[i] = g_uuid_string_random ();

  storage_close (add_half (pristine, path));
  database = add_half (pristine, path);

  if (is_logged) {
    pristine->log = read_file (log, &pristine->log_size);
    pristine->file = read_file (path, &pristine->file_size);
  }
  storage_close (database);
  if (!is_logged)
    pristine->file = read_file (path, &pristine->file_size);
  storage_remove (path);
}

static void
pristine_clear (Pristine *pristine)
{
  g_clear_pointer (&pristine->file, g_free);
  g_clear_pointer (&pristine->log, g_free);
}

static void
pristine_copy (Pristine *pristine,
               Pristine *copy)
{
  *copy = *pristine;
  copy->file = g_memdup2 (pristine->file, pristine->file_size);
  copy->log = g_memdup2 (pristine->log, pristine->log_size);
}

/* Whether the page around the ID is as it was, in the file or in the log. */
static gboolean
is_page_whole (const guint8 *bytes,
               gsize         size,
               const guint8 *damaged,
               gsize         damaged_size,
               gsize         first,
               gsize         step,
               const char   *id)
{
  const guint8 *place = memmem (bytes, size, id, strlen (id));
  gsize start;

  /* It may be in more than one place of the log, or in an index before the table. */
  while (place != NULL) {
    start = (place - bytes - first) / step * step + first;
    if (start + step <= damaged_size && memcmp (bytes + start, damaged + start, step) == 0 &&
        bytes[start + step - PAGE] == 0x0d)
      return TRUE;
    place = memmem (place + 1, size - (place + 1 - bytes), id, strlen (id));
  }

  return FALSE;
}

static gboolean
is_to_be_there (Pristine   *pristine,
                Pristine   *damaged,
                const char *id)
{
  return is_page_whole (pristine->file, pristine->file_size, damaged->file, damaged->file_size,
                        0, PAGE, id) ||
         (pristine->log != NULL && damaged->log_size >= 32 &&
          memcmp (pristine->log, damaged->log, 32) == 0 &&
          is_page_whole (pristine->log, pristine->log_size, damaged->log, damaged->log_size,
                         32, FRAME, id));
}

static void
destroy_header (Pristine *copy,
                guint     round)
{
  memset (copy->file, round % 2 ? 0 : 0xa5, 16 + round);
}

static void
truncate_file (Pristine *copy,
               guint     round)
{
  copy->file_size = round == 0 ? PAGE : (gsize) g_test_rand_int_range (1, copy->file_size);
}

static void
empty_file (Pristine *copy,
            guint     round)
{
  copy->file_size = 0;
}

static void
flip_bytes (Pristine *copy,
            guint     round)
{
  for (guint i = 0; i <= round % 8; i++)
    copy->file[g_test_rand_int_range (0, copy->file_size)] ^= 1 << g_test_rand_int_range (0, 8);
}

static void
flip_header (Pristine *copy,
             guint     round)
{
  copy->file[round % 100] ^= 1 << g_test_rand_int_range (0, 8);
}

static void
destroy_page (Pristine *copy,
              guint     round)
{
  gsize n_pages = copy->file_size / PAGE;
  guint8 *page = copy->file + (round % n_pages) * PAGE;

  for (guint i = 0; i < PAGE; i++)
    page[i] = g_test_rand_int ();
}

static void
wipe_page (Pristine *copy,
           guint     round)
{
  memset (copy->file + (round % (copy->file_size / PAGE)) * PAGE, 0, PAGE);
}

static void
swap_pages (Pristine *copy,
            guint     round)
{
  gsize n_pages = copy->file_size / PAGE;
  gsize one = g_test_rand_int_range (1, n_pages) * PAGE;
  gsize other = g_test_rand_int_range (1, n_pages) * PAGE;
  g_autofree guint8 *page = g_memdup2 (copy->file + one, PAGE);

  memcpy (copy->file + one, copy->file + other, PAGE);
  memcpy (copy->file + other, page, PAGE);
}

static void
replace_by_text (Pristine *copy,
                 guint     round)
{
  memset (copy->file, 'x', copy->file_size);
}

static void
flip_log (Pristine *copy,
          guint     round)
{
  if (copy->log_size > 0)
    copy->log[g_test_rand_int_range (0, copy->log_size)] ^= 0x10;
}

static void
truncate_log (Pristine *copy,
              guint     round)
{
  copy->log_size = copy->log_size > 0 ? g_test_rand_int_range (0, copy->log_size) : 0;
}

/* Neither alone is enough to open it. */
static void
destroy_header_and_flip_log (Pristine *copy,
                             guint     round)
{
  destroy_header (copy, round);
  flip_log (copy, round);
}

static const struct
{
  const char *name;
  Damage damage;
  guint n_rounds;
  gboolean is_of_log;   /* which SQLite passes over without a word */
} damages[] = {
  { "header-destroyed", destroy_header, 4, FALSE },
  { "header-flipped", flip_header, 100, FALSE },
  { "truncated", truncate_file, 12, FALSE },
  { "emptied", empty_file, 1, FALSE },
  { "flipped", flip_bytes, 40, FALSE },
  { "page-destroyed", destroy_page, 40, FALSE },
  { "page-wiped", wipe_page, 40, FALSE },
  { "pages-swapped", swap_pages, 12, FALSE },
  { "no-database", replace_by_text, 1, FALSE },
  { "log-flipped", flip_log, 12, TRUE },
  { "log-truncated", truncate_log, 12, TRUE },
  { "header-destroyed-and-log-flipped", destroy_header_and_flip_log, 8, FALSE },
};

static void
write_files (Pristine   *damaged,
             const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_assert_true (g_file_set_contents (path, (char *) damaged->file, damaged->file_size, NULL));
  if (damaged->log != NULL)
    g_assert_true (g_file_set_contents (log, (char *) damaged->log, damaged->log_size, NULL));
}

static gpointer
read_ids (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = inlet_sqlite_prepare (db, "SELECT ifnull (remote_id, '') FROM connections", error);
  if (statement == NULL)
    return NULL;

  while (inlet_sqlite_next (statement, &local_error))
    g_hash_table_add (ids, g_strdup ((const char *) sqlite3_column_text (statement, 0)));

  if (local_error == NULL)
    return g_steal_pointer (&ids);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static InletDatabase *
open_or_refuse (const char *path,
                GError    **error)
{
  InletDatabase *database = inlet_database_new (path);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_database_open_async (database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  if (inlet_database_open_finish (database, result, error))
    return database;

  g_clear_object (&result);
  storage_close (database);
  return NULL;
}

static gboolean
has_all (GHashTable *ids,
         Pristine   *pristine,
         Pristine   *damaged)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (is_to_be_there (pristine, damaged, pristine->ids[i]) &&
        !g_hash_table_contains (ids, pristine->ids[i]))
      return FALSE;

  return TRUE;
}

/* The file that was set aside is what was found, to the byte. */
static void
assert_kept (InletDatabase *database,
             Pristine      *damaged)
{
  const InletRecovery *recovery = inlet_database_get_recovery (database);
  g_autofree char *log = g_strconcat (recovery->path, "-wal", NULL);
  g_autofree char *text = inlet_recovery_dup_text (recovery);
  g_autofree guint8 *kept = NULL;
  gsize size;

  kept = read_file (recovery->path, &size);
  g_assert_cmpmem (kept, size, damaged->file, damaged->file_size);
  g_assert_nonnull (strstr (text, recovery->path));

  if (damaged->log_size > 0) {
    g_autofree guint8 *kept_log = read_file (log, &size);

    g_assert_cmpmem (kept_log, size, damaged->log, damaged->log_size);
  }
}

/* Everything can be done with what was recovered. */
static void
assert_usable (InletDatabase *database)
{
  storage_execute (database, "INSERT INTO connection_search (connection_search, rank)"
                   " VALUES ('integrity-check', 1)");
  g_assert_cmpint (storage_read_int (database, "SELECT count (*) FROM pragma_integrity_check"
                                     " WHERE integrity_check <> 'ok'"), ==, 0);
  g_assert_cmpint (storage_read_int (database, "SELECT count (*) - ifnull (max (id), 0)"
                                     " FROM connections"), ==, 0);
  storage_add_rows (database, "New", 3);
}

/* What a person does: uses it, is told that it is damaged, and starts again. NULL for one that
 * a newer Inlet seems to have made. */
static GHashTable *
use (const char     *path,
     Pristine       *pristine,
     Pristine       *damaged,
     gboolean        is_of_log,
     InletDatabase **database)
{
  GHashTable *ids = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;

    *database = open_or_refuse (path, &error);
    if (*database == NULL) {
      g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_NEWER);
      g_assert_true (memcmp (pristine->file + USER_VERSION, damaged->file + USER_VERSION, 4) != 0);
      return NULL;
    }

    ids = storage_run (*database, INLET_DATABASE_READ, read_ids, NULL,
                       (GDestroyNotify) g_hash_table_unref, &error);
    if (i == 0 && !is_of_log && inlet_database_get_recovery (*database) != NULL)
      assert_kept (*database, damaged);
    if (ids != NULL && has_all (ids, pristine, damaged))
      return ids;

    /* Damage that nothing has met so far: here the test looks for it. */
    if (ids != NULL)
      inlet_recovery_mark (path);
    else
      g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED);
    g_assert_null (inlet_database_get_recovery (*database));
    g_clear_pointer (&ids, g_hash_table_unref);
    storage_close (*database);
  }

  g_assert_not_reached ();
}

static void
check (Pristine *pristine,
       Pristine *damaged,
       gboolean  is_of_log)
{
  g_autofree char *path = storage_make_path ();
  InletDatabase *database = NULL;
  GHashTable *ids = NULL;

  write_files (damaged, path);
  if (is_of_log) {
    /* Of the file alone nothing may be missing. */
    damaged->log_size = 0;
  }

  ids = use (path, pristine, damaged, is_of_log, &database);
  if (ids != NULL) {
    if (inlet_database_get_recovery (database) != NULL)
      assert_usable (database);
    g_hash_table_unref (ids);
    storage_close (database);
  }

  storage_remove (path);
}

static void
test_damage (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  guint n_rounds = damages[i].n_rounds * (g_test_slow () ? 20 : 1);

  for (guint round = 0; round < n_rounds; round++) {
    Pristine *pristine = round % 4 == 3 || damages[i].is_of_log ? &logged : &settled;
    Pristine damaged;

    pristine_copy (pristine, &damaged);
    damages[i].damage (&damaged, round);
    check (pristine, &damaged, damages[i].is_of_log);
    pristine_clear (&damaged);
  }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  make_pristine (&settled, FALSE);
  make_pristine (&logged, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autofree char *name = g_strconcat ("/inlet/storage/damage/", damages[i].name, NULL);

    g_test_add_data_func (name, GUINT_TO_POINTER (i), test_damage);
  }

  status = g_test_run ();
  pristine_clear (&settled);
  pristine_clear (&logged);
  for (guint i = 0; i < N_ROWS; i++) {
    g_free (settled.ids[i]);
    g_free (logged.ids[i]);
  }

  return status;
}
