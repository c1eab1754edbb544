/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-export.h"
#include "inlet-json.h"
#include "inlet-sqlite.h"

#include <glib/gstdio.h>
#include <string.h>

/* More than are read at a time. */
#define N_ROWS 1201

static gpointer
fill (sqlite3       *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree char *sql =
    g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
                     " INSERT INTO connections (state, created_at, name, description, sandbox,"
                     " account_name, credentials_name) SELECT 'failed', 1580000000 + i,"
                     " iif (i %% 100 = 0, 'hundred ', 'name ') || i, '', 'dev', 'ACME', 'Billing'"
                     " FROM n", GPOINTER_TO_INT (data));

  inlet_sqlite_execute (db, sql, error);
  return NULL;
}

static InletDatabase *
fill_history (Fixture *self,
              int      n_rows)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_database_run_async (database, INLET_DATABASE_WRITE, fill, GINT_TO_POINTER (n_rows), NULL,
                            NULL, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  inlet_database_run_finish (database, answer, &error);
  g_assert_no_error (error);
  return database;
}

static GFile *
get_target (Fixture    *self,
            const char *name)
{
  g_autofree char *folder = g_build_filename (self->directory, "export", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_file_new_build_filename (folder, name, NULL);
}

/* How many files are where the export goes to. */
static guint
count_files (Fixture *self)
{
  g_autofree char *folder = g_build_filename (self->directory, "export", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static void
remove_exports (Fixture *self)
{
  g_autofree char *folder = g_build_filename (self->directory, "export", NULL);

  remove_directory (folder);
}

static gint64
export_to (Fixture            *self,
           InletExportFormat   format,
           const char         *search,
           GFile              *target,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_export_async (inlet_context_get_database (self->context), format, search,
                      inlet_export_file_new (target), cancellable, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_export_finish (answer, error);
}

static char *
read_target (GFile *target)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_load_contents (target, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_csv (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (GFile) target = get_target (self, "history.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  fill_history (self, N_ROWS);
  g_assert_cmpint (export_to (self, INLET_EXPORT_CSV, NULL, target, NULL, NULL), ==, N_ROWS);
  text = read_target (target);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + N_ROWS + 1);
  g_assert_true (g_str_has_prefix (lines[0], "created_at,state,name,"));
  for (int i = 1; i <= N_ROWS; i++) {
    g_autofree char *name = g_strdup_printf (" %d\",", N_ROWS + 1 - i);

    g_assert_nonnull (strstr (lines[i], name));
  }
  g_assert_cmpstr (lines[N_ROWS + 1], ==, "");
  g_assert_cmpuint (count_files (self), ==, 1);
  remove_exports (self);
}

static void
test_json (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GFile) target = get_target (self, "history.json");

  for (int n_rows = 0; n_rows <= N_ROWS; n_rows += N_ROWS) {
    g_autofree char *text = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (JsonArray) array = NULL;

    if (n_rows > 0)
      fill_history (self, n_rows);
    g_assert_cmpint (export_to (self, INLET_EXPORT_JSON, NULL, target, NULL, NULL), ==, n_rows);
    text = read_target (target);
    bytes = g_bytes_new (text, strlen (text));
    array = inlet_json_parse_array (bytes);
    g_assert_nonnull (array);
    g_assert_cmpuint (json_array_get_length (array), ==, n_rows);
  }
  remove_exports (self);
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GFile) target = get_target (self, "history.csv");
  g_autofree char *text = NULL;

  fill_history (self, N_ROWS);
  g_assert_cmpint (export_to (self, INLET_EXPORT_CSV, "hundred", target, NULL, NULL), ==,
                   N_ROWS / 100);
  text = read_target (target);
  g_assert_nonnull (strstr (text, "\"hundred 1200\""));
  g_assert_null (strstr (text, "\"name "));
  g_assert_cmpint (export_to (self, INLET_EXPORT_CSV, "nothing", target, NULL, NULL), ==, 0);
  g_clear_pointer (&text, g_free);
  text = read_target (target);
  g_assert_true (g_str_has_prefix (text, "created_at,"));
  g_assert_cmpuint (strlen (strstr (text, "\r\n")), ==, 2);
  remove_exports (self);
}

/* Cancelled before, or when the first part was written. */
static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GFile) target = get_target (self, "history.csv");
  g_autofree char *text = NULL;

  fill_history (self, N_ROWS);
  g_assert_true (g_file_replace_contents (target, "before", 6, NULL, FALSE, 0, NULL, NULL, NULL));

  for (int n_iterations = 0; n_iterations < 4; n_iterations++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GAsyncResult) answer = NULL;
    g_autoptr (GError) error = NULL;

    inlet_export_async (inlet_context_get_database (self->context), INLET_EXPORT_CSV, NULL,
                        inlet_export_file_new (target), cancellable, on_answered, &answer);
    for (int i = 0; i < n_iterations; i++)
      g_main_context_iteration (NULL, TRUE);
    g_cancellable_cancel (cancellable);
    wait_for_answer (&answer);
    if (inlet_export_finish (answer, &error) >= 0)
      break;
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (count_files (self), ==, 1);
    g_clear_pointer (&text, g_free);
    text = read_target (target);
    g_assert_cmpstr (text, ==, "before");
  }
  g_assert_nonnull (text);
  remove_exports (self);
}

static void
assert_fails (Fixture     *self,
              const char  *path,
              GIOErrorEnum code)
{
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_assert_cmpint (export_to (self, INLET_EXPORT_CSV, NULL, target, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, (int) code);
  sentence = inlet_export_describe_error (error);
  g_assert_true (g_str_has_suffix (sentence, ".") || strstr (sentence, ": ") != NULL);
}

static void
test_nowhere (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->directory, "inlet.db", "history.csv", NULL);
  g_autofree char *folder = g_build_filename (self->directory, "folder", NULL);

  assert_fails (self, "/nonexistent/history.csv", G_IO_ERROR_NOT_FOUND);
  assert_fails (self, "/proc/history.csv", G_IO_ERROR_NOT_FOUND);
  assert_fails (self, file, G_IO_ERROR_NOT_DIRECTORY);
  assert_fails (self, "/", G_IO_ERROR_IS_DIRECTORY);

  /* Something else has that name. */
  g_mkdir_with_parents (folder, 0700);
  assert_fails (self, folder, G_IO_ERROR_IS_DIRECTORY);
  g_rmdir (folder);
}

static void
test_full (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GFileOutputStream) stream = g_file_append_to (full, 0, NULL, NULL);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  g_assert_nonnull (stream);
  inlet_export_async (inlet_context_get_database (self->context), INLET_EXPORT_CSV, NULL,
                      inlet_export_file_new_for_stream (G_OUTPUT_STREAM (stream)), NULL,
                      on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_cmpint (inlet_export_finish (answer, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  sentence = inlet_export_describe_error (error);
  g_assert_cmpstr (sentence, ==, "The disk is full, so the history was not exported.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/inlet/app/export/" name, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)
  ADD ("has-every-row-in-order", test_csv);
  ADD ("is-json", test_json);
  ADD ("has-what-the-search-shows", test_search);
  ADD ("cancelled-leaves-what-was-there", test_cancelled);
  ADD ("nowhere-to-write-to", test_nowhere);
  ADD ("a-full-disk", test_full);

  return g_test_run ();
}
