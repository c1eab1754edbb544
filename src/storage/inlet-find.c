/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-find.h"

#include "inlet-connection-row.h"
#include "inlet-history-query.h"

#define SELECT_ANY \
  "SELECT " INLET_CONNECTION_ROW_COLUMNS " FROM connections WHERE "
#define SELECT_CREATED \
  SELECT_ANY "state = 'created' AND remote_id IS NOT NULL AND "

static GPtrArray *
find (sqlite3     *db,
      const char  *sql,
      const char  *word,
      GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, word, -1, SQLITE_STATIC);
  return inlet_connection_row_read_all (statement, error);
}

/* With @by_name only where @by_id finds none. */
static GPtrArray *
find_either (sqlite3     *db,
             const char  *by_id,
             const char  *by_name,
             const char  *word,
             GError     **error)
{
  g_autoptr (GPtrArray) found = find (db, by_id, word, error);

  return found != NULL && found->len == 0 ? find (db, by_name, word, error)
                                          : g_steal_pointer (&found);
}

static gpointer
find_created (sqlite3       *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  return find_either (db, SELECT_CREATED "remote_id = ? ORDER BY id DESC LIMIT 1",
                      SELECT_CREATED "name = ? ORDER BY id DESC", data, error);
}

/* In any state: what failed is to be had as well. */
static gpointer
find_latest (sqlite3       *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GPtrArray) found =
    find_either (db, SELECT_ANY "remote_id = ? ORDER BY id DESC LIMIT 1",
                 SELECT_ANY "name = ? ORDER BY id DESC LIMIT 1", data, error);

  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

/* An [struct@FindScope] that is its own. */
typedef struct
{
  char *account_id;   /* (owned) (nullable) */
  char *sandbox;      /* (owned) (nullable) */
  char *search;       /* (owned) (nullable) */
} Scope;

static void
scope_free (Scope *scope)
{
  g_free (scope->account_id);
  g_free (scope->sandbox);
  g_free (scope->search);
  g_free (scope);
}

/* With a third value for one row, whose ID it is. */
static sqlite3_stmt *
prepare_scope (sqlite3     *db,
               Scope       *scope,
               const char  *more,
               GError     **error)
{
  g_autofree char *sql =
    g_strconcat ("SELECT id FROM connections WHERE state = 'created' AND remote_id IS NOT NULL"
                 " AND (?1 IS NULL OR account_id = ?1) AND (?2 IS NULL OR sandbox = ?2)", more,
                 NULL);
  sqlite3_stmt *statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, scope->account_id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, scope->sandbox, -1, SQLITE_STATIC);
  return statement;
}

static gboolean
find_matches (sqlite3            *db,
              InletHistoryQuery  *query,
              Scope              *scope,
              GArray             *row_ids,
              GCancellable       *cancellable,
              GError            **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = prepare_scope (db, scope, " AND id = ?3", error);

  if (statement == NULL ||
      inlet_history_query_run (query, db, G_MAXINT64, 1, G_MAXUINT, G_MAXINT64, matches,
                               cancellable, error) < 0)
    return FALSE;

  for (guint i = 0; i < matches->len; i++) {
    sqlite3_bind_int64 (statement, 3, g_array_index (matches, gint64, i));
    if (!inlet_sqlite_read_ids (statement, row_ids, cancellable, error))
      return FALSE;
    sqlite3_reset (statement);
  }

  return TRUE;
}

static gpointer
find_rows (sqlite3       *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Scope *scope = data;
  g_autoptr (GArray) row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (InletHistoryQuery) query = inlet_history_query_new (scope->search);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (query != NULL)
    return find_matches (db, query, scope, row_ids, cancellable, error)
           ? g_steal_pointer (&row_ids) : NULL;

  statement = prepare_scope (db, scope, " ORDER BY id DESC", error);
  if (statement == NULL || !inlet_sqlite_read_ids (statement, row_ids, cancellable, error))
    return NULL;

  return g_steal_pointer (&row_ids);
}

static gpointer
find_row (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 *row_id = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db, "SELECT " INLET_CONNECTION_ROW_COLUMNS
                          " FROM connections WHERE id = ?", error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, *row_id);
  if (inlet_sqlite_next (statement, &local_error))
    return inlet_connection_row_read (statement);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, INLET_ERROR, INLET_ERROR_NOT_FOUND,
                 "The history has no row %" G_GINT64_FORMAT, *row_id);
  return NULL;
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

void
inlet_find_rows_async (InletDatabase        *database,
                       const InletFindScope *scope,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  Scope *own = NULL;

  g_return_if_fail (scope != NULL);

  own = g_new0 (Scope, 1);
  own->account_id = g_strdup (scope->account_id);
  own->sandbox = g_strdup (scope->sandbox);
  own->search = g_strdup (scope->search);
  inlet_database_run_async (database, INLET_DATABASE_READ, find_rows, own,
                            (GDestroyNotify) scope_free, (GDestroyNotify) g_array_unref,
                            cancellable, callback, user_data);
}

GArray *
inlet_find_rows_finish (InletDatabase  *database,
                        GAsyncResult   *result,
                        GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_find_row_async (InletDatabase       *database,
                      gint64               row_id,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, find_row,
                            g_memdup2 (&row_id, sizeof row_id), g_free, g_object_unref,
                            cancellable, callback, user_data);
}

InletConnection *
inlet_find_row_finish (InletDatabase  *database,
                       GAsyncResult   *result,
                       GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}
