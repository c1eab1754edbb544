/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-find.h"

#include "inlet-connection-row.h"

#define SELECT_ANY \
  "SELECT " INLET_CONNECTION_ROW_COLUMNS " FROM connections WHERE "
#define SELECT_CREATED \
  SELECT_ANY "state = 'created' AND remote_id IS NOT NULL AND "

static gboolean
find (sqlite3     *db,
      const char  *sql,
      const char  *word,
      GPtrArray   *connections,
      GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, word, -1, SQLITE_STATIC);
  while (inlet_sqlite_next (statement, &local_error))
    g_ptr_array_add (connections, inlet_connection_row_read (statement));

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gpointer
find_created (sqlite3       *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  if (!find (db, SELECT_CREATED "remote_id = ? ORDER BY id DESC LIMIT 1", data, connections, error))
    return NULL;

  if (connections->len == 0 &&
      !find (db, SELECT_CREATED "name = ? ORDER BY id DESC", data, connections, error))
    return NULL;

  return g_steal_pointer (&connections);
}

/* In any state: what failed is to be had as well. */
static gpointer
find_latest (sqlite3       *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  if (!find (db, SELECT_ANY "remote_id = ? ORDER BY id DESC LIMIT 1", data, connections, error))
    return NULL;

  if (connections->len == 0 &&
      !find (db, SELECT_ANY "name = ? ORDER BY id DESC LIMIT 1", data, connections, error))
    return NULL;

  return connections->len > 0 ? g_object_ref (connections->pdata[0]) : NULL;
}

void
inlet_find_created_async (InletDatabase       *database,
                          const char          *word,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, find_created, g_strdup (word), g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
inlet_find_created_finish (InletDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_find_latest_async (InletDatabase       *database,
                         const char          *word,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, find_latest, g_strdup (word), g_free,
                            g_object_unref, cancellable, callback, user_data);
}

InletConnection *
inlet_find_latest_finish (InletDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}
