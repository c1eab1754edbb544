/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a damaged database and the log beside it, which begins at the last byte of all times
 * the size of a small page: what is found there can be kept, and shown. */

#include "fuzz.h"

#include "inlet-database.h"
#include "inlet-pages.h"
#include "inlet-salvage.h"
#include "inlet-schema.h"
#include "inlet-sqlite.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define SMALL_PAGE 512

static char *directory;
static char *path;
static char *log_path;
static sqlite3 *db;

static void
remove_files (void)
{
  g_unlink (path);
  g_unlink (log_path);
  g_rmdir (directory);
}

/* Made once: the tables are emptied by rolling back. */
static void
prepare (void)
{
  g_autoptr (GError) error = NULL;

  directory = g_dir_make_tmp ("inlet-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (directory, "inlet.db", NULL);
  log_path = g_strconcat (path, "-wal", NULL);
  atexit (remove_files);

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  inlet_schema_upgrade (db, &error);
  g_assert_no_error (error);
}

static void
write_files (const guint8 *data,
             gsize         size)
{
  gsize log_place = size > 0 ? data[size - 1] * SMALL_PAGE : 0;
  g_autoptr (GError) error = NULL;

  log_place = log_place == 0 ? size : MIN (log_place, size);
  g_file_set_contents_full (path, (const char *) data, log_place, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  g_file_set_contents_full (log_path, (const char *) data + log_place, size - log_place,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
assert_readable (void)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autoptr (GError) error = NULL;

  rows = inlet_sqlite_prepare (db, "SELECT name, remote_id, problem FROM connections UNION ALL"
                               " SELECT name, id, fields FROM profiles", &error);
  while (inlet_sqlite_next (rows, &error))
    for (int i = 0; i < 3; i++)
      fuzz_assert_utf8 ((const char *) sqlite3_column_text (rows, i));
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (InletPages) pages = NULL;
  g_autoptr (GError) error = NULL;

  if (db == NULL)
    prepare ();

  write_files (data, size);
  pages = inlet_pages_new (path, &error);
  g_assert_no_error (error);

  g_assert_true (inlet_sqlite_begin (db, TRUE, NULL));
  inlet_salvage (pages, db, &error);
  g_assert_no_error (error);
  assert_readable ();
  inlet_sqlite_rollback (db);

  return 0;
}
