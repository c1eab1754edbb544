/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage-test.h"

#include "inlet-connection-row.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *name;
  guint n_rows;
} Rows;

static void
remove_tree (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GError) error = NULL;
  GFile *child;

  children = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, &error) && child != NULL)
    remove_tree (child);

  g_file_delete (folder, NULL, NULL);
}

static gpointer
execute (sqlite3       *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  inlet_sqlite_execute (db, data, error);

  return NULL;
}

static gpointer
read_int (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 *value = g_new (gint64, 1);

  inlet_sqlite_read_int (db, data, value, error);

  return value;
}

static gpointer
add_rows (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Rows *rows = data;
  g_autoptr (sqlite3_stmt) statement = inlet_connection_row_prepare_insert (db, error);

  for (guint i = 0; i < rows->n_rows && *error == NULL; i++) {
    g_autofree char *name = g_strdup_printf ("%s/%u", rows->name, i);
    g_autoptr (InletConnection) connection = storage_make_connection (name);
    g_autoptr (InletReceipt) receipt = NULL;
    g_autoptr (InletConnection) created = NULL;
    g_autofree char *uuid = g_uuid_string_random ();

    receipt = inlet_receipt_new (uuid, "\"0100ab\"");
    created = inlet_connection_with_receipt (connection, receipt);
    inlet_connection_row_insert (statement, created, error);
  }

  return NULL;
}

gboolean
storage_on_too_long (gpointer condition)
{
  g_error ("Waited too long for: %s", (const char *) condition);

  return G_SOURCE_REMOVE;
}

char *
storage_make_path (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("inlet-storage-XXXXXX", &error);

  g_assert_no_error (error);

  return g_build_filename (folder, "inlet.db", NULL);
}

void
storage_remove (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  remove_tree (file);
}

void
storage_on_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

InletDatabase *
storage_open (const char *path)
{
  g_autoptr (InletDatabase) database = inlet_database_new (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_database_open_async (database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  inlet_database_open_finish (database, result, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&database);
}

void
storage_close (InletDatabase *database)
{
  gpointer gone = database;

  g_object_add_weak_pointer (G_OBJECT (database), &gone);
  g_object_unref (database);

  /* Those who followed it may still be in the middle of reading. */
  storage_until (gone == NULL);
}

gpointer
storage_run (InletDatabase        *database,
             InletDatabaseAccess   access,
             InletDatabaseJob      job,
             gpointer              data,
             GDestroyNotify        result_destroy,
             GError              **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_database_run_async (database, access, job, data, NULL, result_destroy, NULL,
                            storage_on_ready, &result);
  storage_until (result != NULL);

  return inlet_database_run_finish (database, result, error);
}

gboolean
storage_try_execute (InletDatabase  *database,
                     const char     *sql,
                     GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  storage_run (database, INLET_DATABASE_WRITE, execute, (gpointer) sql, NULL, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

void
storage_execute (InletDatabase *database,
                 const char    *sql)
{
  g_autoptr (GError) error = NULL;

  storage_try_execute (database, sql, &error);
  g_assert_no_error (error);
}

gint64
storage_read_int (InletDatabase *database,
                  const char    *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *value = NULL;

  value = storage_run (database, INLET_DATABASE_READ, read_int, (gpointer) sql, g_free, &error);
  g_assert_no_error (error);

  return *value;
}

void
storage_make_older (InletDatabase *database,
                    guint          version)
{
  /* What each version has brought, taken away again; the first that it knows is the second. */
  static const char *const undo[] = {
    "DROP TRIGGER profiles_forget_sandboxes;"
    "DROP TRIGGER profiles_edited_forget_sandboxes;"
    "DROP TABLE kept_sandboxes;"
    "ALTER TABLE connections DROP COLUMN sandbox_type;",
    "DROP INDEX connections_standing;",
    "DROP TABLE connection_tests;",
    "DROP INDEX connections_there;"
    "ALTER TABLE connections DROP COLUMN org_id;"
    "ALTER TABLE connections DROP COLUMN created_client;",
    "DROP TABLE connection_edits;",
    "ALTER TABLE connections DROP COLUMN broken_since;",
    "DROP TABLE connection_deletions;",
  };
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %u", version);

  g_assert_cmpint (storage_read_int (database, "PRAGMA user_version"), ==,
                   G_N_ELEMENTS (undo) + 1);
  for (guint i = G_N_ELEMENTS (undo); i >= version; i--) {
    g_auto (GStrv) statements = g_strsplit (undo[i - 1], ";", -1);

    for (guint n = 0; *statements[n] != '\0'; n++)
      storage_execute (database, statements[n]);
  }
  storage_execute (database, set_version);
}

InletConnection *
storage_make_connection (const char *name)
{
  InletConnectionFields fields = {
    .state = INLET_CONNECTION_SENDING,
    .created_at = 1700000000,
    .name = name,
    .description = "What it is for",
    .sandbox = "dev",
    .account_id = "3f2c7a90-0000-4000-8000-000000000001",
    .account_name = "Müller & Söhne",
    .credentials_id = "3f2c7a90-0000-4000-8000-000000000002",
    .credentials_name = "Billing bucket",
    .access_key_id = "AKIAIOSFODNN7EXAMPLE",
  };

  return inlet_connection_new (&fields);
}

void
storage_add_rows (InletDatabase *database,
                  const char    *name,
                  guint          n_rows)
{
  g_autoptr (GError) error = NULL;
  Rows rows = { .name = name, .n_rows = n_rows };

  storage_run (database, INLET_DATABASE_WRITE, add_rows, &rows, NULL, &error);
  g_assert_no_error (error);
}

GSubprocess *
storage_spawn (const char *mode,
               const char *path)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, program, mode, path, NULL);
  g_assert_no_error (error);

  return process;
}
