/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-due.h"

#include "inlet-connection-row.h"

/* @sql is without rows and has the credentials as its only value. */
static gboolean
execute (sqlite3     *db,
         const char  *sql,
         const char  *credentials_id,
         GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, credentials_id, -1, SQLITE_STATIC);
  return inlet_sqlite_run (statement, error);
}

static gpointer
add (sqlite3       *db,
     gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  return GINT_TO_POINTER (inlet_edit_due_add (db, data, error));
}

static gpointer
drop (sqlite3       *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  gboolean is_done =
    execute (db, "DELETE FROM connection_edits WHERE sent_at IS NULL AND connection_id IN ("
             " SELECT id FROM connections WHERE credentials_id = ?)", data, error) &&
    execute (db, "UPDATE connection_edits SET is_due = 0 WHERE connection_id IN ("
             " SELECT id FROM connections WHERE credentials_id = ?)", data, error);

  return GINT_TO_POINTER (is_done);
}

static gpointer
list (sqlite3       *db,
      gpointer       data,
      const char    *condition,
      GError       **error)
{
  g_autofree char *sql =
    g_strconcat ("SELECT " INLET_CONNECTION_ROW_COLUMNS " FROM connections WHERE ", condition,
                 " AND state = 'created' AND (?1 IS NULL OR credentials_id = ?1) ORDER BY id",
                 NULL);
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, data, -1, SQLITE_STATIC);
  return inlet_connection_row_read_all (statement, error);
}

static gpointer
list_due (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return list (db, data, "id IN (SELECT connection_id FROM connection_edits WHERE is_due = 1)",
               error);
}

static gpointer
list_all (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return list (db, data, "remote_id IS NOT NULL", error);
}

/* What is under way has the key of before, and leaves the connection on the list. */
gboolean
inlet_edit_due_add (sqlite3     *db,
                    const char  *credentials_id,
                    GError     **error)
{
  return execute (db,
                  "INSERT INTO connection_edits (connection_id, is_due, has_keys)"
                  " SELECT id, 1, 0 FROM connections WHERE credentials_id = ?"
                  "  AND state = 'created' AND remote_id IS NOT NULL"
                  " ON CONFLICT (connection_id) DO UPDATE SET is_due = 1, has_keys = 0",
                  credentials_id, error);
}

void
inlet_edit_due_add_async (InletDatabase       *database,
                          const char          *credentials_id,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (credentials_id != NULL);

  inlet_database_run_async (database, INLET_DATABASE_WRITE, add, g_strdup (credentials_id), g_free,
                            NULL, NULL, callback, user_data);
}

gboolean
inlet_edit_due_add_finish (InletDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}

void
inlet_edit_due_list_async (InletDatabase       *database,
                           const char          *credentials_id,
                           gboolean             is_all,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, is_all ? list_all : list_due,
                            g_strdup (credentials_id), g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
inlet_edit_due_list_finish (InletDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_edit_due_drop_async (InletDatabase       *database,
                           const char          *credentials_id,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (credentials_id != NULL);

  inlet_database_run_async (database, INLET_DATABASE_WRITE, drop, g_strdup (credentials_id), g_free,
                            NULL, NULL, callback, user_data);
}

gboolean
inlet_edit_due_drop_finish (InletDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}
