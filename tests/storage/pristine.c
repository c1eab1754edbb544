/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For memmem. */
#define _GNU_SOURCE

#include "pristine.h"

#include "storage-test.h"

#include <string.h>

#define N_DETAILS 1500

/* Of the seed, so that the same seed makes the same files. */
static char *
make_uuid (void)
{
  guint32 numbers[] = { g_test_rand_int (), g_test_rand_int (), g_test_rand_int (),
                        g_test_rand_int () };

  return g_strdup_printf ("%08x-%04x-4%03x-a%03x-%04x%08x", numbers[0], numbers[1] >> 16,
                          numbers[1] & 0xfff, numbers[2] & 0xfff, numbers[2] >> 16, numbers[3]);
}

/* So long that it goes on over several pages. */
static char *
make_details (void)
{
  GString *details = g_string_new (NULL);

  for (guint i = 0; i < N_DETAILS; i++)
    g_string_append_printf (details, "%08x", g_test_rand_int ());

  return g_string_free (details, FALSE);
}

static gpointer
add_rows (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Pristine *pristine = data;
  g_autofree char *long_text = g_strnfill (100, 'p');
  gint64 n_there = 0;
  gint64 n_profiles = 0;

  inlet_sqlite_read_int (db, "SELECT count (*) FROM connections", &n_there, error);
  inlet_sqlite_read_int (db, "SELECT count (*) FROM profiles", &n_profiles, error);
  for (guint i = n_there; i < n_there + N_ROWS / 2 && *error == NULL; i++) {
    g_autofree char *sql = NULL;

    sql = g_strdup_printf ("INSERT INTO connections (state, created_at, remote_id, etag, name,"
                           " description, sandbox, problem) VALUES"
                           " ('created', %u, '%s', '\"0100ab\"', 'Row %u', '%s', 'dev',"
                           " iif (%d, json_object ('code', 'failed', 'details', '%s'), NULL))",
                           1700000000 + i, pristine->ids[i], i, "What it is for",
                           i % 40 == 7, i % 40 == 7 ? pristine->details : "");
    inlet_sqlite_execute (db, sql, error);
  }

  for (guint i = n_profiles; i < n_profiles + N_PROFILES / 2 && *error == NULL; i++) {
    const char *uuid = pristine->profiles[i];
    g_autofree char *sql = NULL;

    sql = g_strdup_printf ("INSERT INTO profiles VALUES ('%s', '%s', 'Profile %.8s',"
                           " '{\"org\": \"%s\"}')",
                           uuid, i % 2 ? "account" : "credentials", uuid, long_text);
    inlet_sqlite_execute (db, sql, error);
  }

  return NULL;
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

void
pristine_make (Pristine *pristine,
               gboolean  is_logged)
{
  g_autofree char *path = storage_make_path ();
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  InletDatabase *database = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    pristine->ids[i] = make_uuid ();
  for (guint i = 0; i < N_PROFILES; i++)
    pristine->profiles[i] = make_uuid ();
  pristine->details = make_details ();

  storage_close (add_half (pristine, path));
  database = add_half (pristine, path);

  if (is_logged) {
    pristine->log = pristine_read_file (log, &pristine->log_size);
    pristine->file = pristine_read_file (path, &pristine->file_size);
  }
  storage_close (database);
  if (!is_logged)
    pristine->file = pristine_read_file (path, &pristine->file_size);
  storage_remove (path);
}

void
pristine_unmake (Pristine *pristine)
{
  pristine_clear (pristine);
  for (guint i = 0; i < N_ROWS; i++)
    g_free (pristine->ids[i]);
  for (guint i = 0; i < N_PROFILES; i++)
    g_free (pristine->profiles[i]);
  g_free (pristine->details);
}

void
pristine_copy (Pristine *pristine,
               Pristine *copy)
{
  *copy = *pristine;
  copy->file = g_memdup2 (pristine->file, pristine->file_size);
  copy->log = g_memdup2 (pristine->log, pristine->log_size);
}

void
pristine_clear (Pristine *pristine)
{
  g_clear_pointer (&pristine->file, g_free);
  g_clear_pointer (&pristine->log, g_free);
}

guint8 *
pristine_read_file (const char *path,
                    gsize      *size)
{
  char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, size, &error);
  g_assert_no_error (error);

  return (guint8 *) bytes;
}

gboolean
pristine_is_in_file (Pristine   *pristine,
                     Pristine   *damaged,
                     const char *id)
{
  return is_page_whole (pristine->file, pristine->file_size, damaged->file, damaged->file_size,
                        0, PAGE, id);
}

gboolean
pristine_is_in_log (Pristine   *pristine,
                    Pristine   *damaged,
                    const char *id)
{
  return pristine->log != NULL && damaged->log_size >= LOG_HEADER &&
         memcmp (pristine->log, damaged->log, LOG_HEADER) == 0 &&
         is_page_whole (pristine->log, pristine->log_size, damaged->log, damaged->log_size,
                        LOG_HEADER, FRAME, id);
}
