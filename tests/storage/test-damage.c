/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For memmem. */
#define _GNU_SOURCE

#include "inlet-attempt.h"
#include "inlet-error.h"
#include "inlet-profiles.h"
#include "inlet-recovery.h"
#include "pristine.h"
#include "storage-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every way in which the file can be damaged, generated, and what must be left of it: each row that
 * is on a page which was not touched. With `-m slow` many more of each; `--seed` repeats. */

typedef void (*Damage) (Pristine *copy,
                        guint     round);

static Pristine settled;
static Pristine logged;

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

/* The newer copy of a row, which is in the log, and in the index there, has a damaged ID. */
static void
flip_copy_of_id (Pristine *copy,
                 guint     round)
{
  gsize at = g_test_rand_int_range (0, ID_LENGTH);
  guint8 *end = copy->log + copy->log_size;
  guint8 *place = copy->log;
  guint first = 0;
  const char *id;

  while (!pristine_is_in_file (copy, copy, copy->ids[first]) ||
         !pristine_is_in_log (copy, copy, copy->ids[first]))
    first++;

  /* They are on one page. */
  id = copy->ids[first + round % 8];
  while ((place = memmem (place, end - place, id, ID_LENGTH)) != NULL)
    place[at] ^= 1 << g_test_rand_int_range (0, 7);
  destroy_header (copy, round);
}

/* Where the row ID is of the row that the ID at Adobe is in: before the header of its record, whose
 * first byte is its length, and the texts and numbers in front of that ID. */
static guint8 *
find_row_id (Pristine *copy,
             guint     i)
{
  const gsize before = strlen ("created") + sizeof (gint32);
  guint8 *end = copy->file + copy->file_size;
  guint8 *place = copy->file;

  /* It is in an index as well. */
  while ((place = memmem (place, end - place, copy->ids[i], ID_LENGTH)) != NULL) {
    guint8 *header = place++ - before;

    for (gsize length = 1; length < 64; length++)
      if (*(header - length) == length && *(header - length - 1) == i + 1)
        return header - length - 1;
  }

  g_assert_not_reached ();
}

/* A row that takes itself for another, on another page. */
static void
confuse_rows (Pristine *copy,
              guint     round)
{
  guint i = g_test_rand_int_range (64, 127);

  destroy_header (copy, round);
  *find_row_id (copy, i) -= 63;
}

static const struct
{
  const char *name;
  Damage damage;
  guint n_rounds;
  gboolean is_of_log;   /* which SQLite passes over without a word */
  gboolean has_log;
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
  { "copy-of-id-flipped", flip_copy_of_id, 8, FALSE, TRUE },
  { "rows-confused", confuse_rows, 8, FALSE },
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
    if ((pristine_is_in_file (pristine, damaged, pristine->ids[i]) ||
         pristine_is_in_log (pristine, damaged, pristine->ids[i])) &&
        !g_hash_table_contains (ids, pristine->ids[i])) {
      g_test_message ("Row %u, %s, is missing", i + 1, pristine->ids[i]);
      return FALSE;
    }

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

  kept = pristine_read_file (recovery->path, &size);
  g_assert_cmpmem (kept, size, damaged->file, damaged->file_size);
  g_assert_nonnull (strstr (text, recovery->path));

  if (damaged->log_size > 0) {
    g_autofree guint8 *kept_log = pristine_read_file (log, &size);

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
    gboolean has_log = round % 4 == 3 || damages[i].is_of_log || damages[i].has_log;
    Pristine *pristine = has_log ? &logged : &settled;
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

  pristine_make (&settled, FALSE);
  pristine_make (&logged, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autofree char *name = g_strconcat ("/inlet/storage/damage/", damages[i].name, NULL);

    g_test_add_data_func (name, GUINT_TO_POINTER (i), test_damage);
  }

  status = g_test_run ();
  pristine_unmake (&settled);
  pristine_unmake (&logged);

  return status;
}
