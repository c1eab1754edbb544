/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-row.h"

#include "inlet-database.h"

/* What bind_connection() gives the values of. */
#define COLUMNS \
  "state, created_at, remote_id, etag, name, description, sandbox, account_id, account_name," \
  " credentials_id, credentials_name, access_key_id, problem, sandbox_type, org_id, created_client"
#define VALUES "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16"

static const char *
read_text (sqlite3_stmt *statement,
           int           column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static void
bind_text (sqlite3_stmt *statement,
           int           place,
           const char   *text)
{
  sqlite3_bind_text (statement, place, text, -1, SQLITE_TRANSIENT);
}

/* The values ?1 to ?16, which INSERT and UPDATE below have in common. */
static void
bind_connection (sqlite3_stmt    *statement,
                 InletConnection *connection)
{
  InletProblem *problem = inlet_connection_get_problem (connection);
  InletConnectionState state = inlet_connection_get_state (connection);
  g_autofree char *json = problem != NULL ? inlet_problem_to_json (problem) : NULL;

  bind_text (statement, 1, inlet_connection_state_to_nick (state));
  sqlite3_bind_int64 (statement, 2, inlet_connection_get_created_at (connection));
  bind_text (statement, 3, inlet_connection_get_remote_id (connection));
  bind_text (statement, 4, inlet_connection_get_etag (connection));
  bind_text (statement, 5, inlet_connection_get_name (connection));
  bind_text (statement, 6, inlet_connection_get_description (connection));
  bind_text (statement, 7, inlet_connection_get_sandbox (connection));
  bind_text (statement, 8, inlet_connection_get_account_id (connection));
  bind_text (statement, 9, inlet_connection_get_account_name (connection));
  bind_text (statement, 10, inlet_connection_get_credentials_id (connection));
  bind_text (statement, 11, inlet_connection_get_credentials_name (connection));
  bind_text (statement, 12, inlet_connection_get_access_key_id (connection));
  bind_text (statement, 13, json);
  bind_text (statement, 14, inlet_connection_get_sandbox_type (connection));
  bind_text (statement, 15, inlet_connection_get_org_id (connection));
  bind_text (statement, 16, inlet_connection_get_created_client (connection));
}

/* Puts @connections beside the table, for one statement that takes all of them from there. */
static gboolean
stage (sqlite3    *db,
       GPtrArray  *connections,
       gboolean    are_new,
       GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!inlet_sqlite_execute (db,
                             "CREATE TEMP TABLE IF NOT EXISTS staged_connections"
                             " (id INTEGER PRIMARY KEY, " COLUMNS ")", error))
    return FALSE;

  statement = inlet_sqlite_prepare (db,
                                    "INSERT INTO temp.staged_connections (" COLUMNS ", id)"
                                    " VALUES (" VALUES ", ?17)", error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < connections->len; i++) {
    InletConnection *connection = connections->pdata[i];

    sqlite3_bind_int64 (statement, 17,
                        are_new ? i + 1 : inlet_connection_get_row_id (connection));
    if (inlet_connection_row_insert (statement, connection, error) == 0)
      return FALSE;
  }

  return TRUE;
}

static gboolean
set_no_row (GError **error)
{
  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE,
                       "The history does not have all rows that were changed");
  return FALSE;
}

InletConnection *
inlet_connection_row_read (sqlite3_stmt *statement)
{
  const char *json = read_text (statement, 13);
  g_autoptr (InletProblem) problem = json != NULL ? inlet_problem_new_from_json (json) : NULL;
  InletConnectionFields fields = {
    .row_id = sqlite3_column_int64 (statement, 0),
    .state = inlet_connection_state_from_nick (read_text (statement, 1)),
    .created_at = sqlite3_column_int64 (statement, 2),
    .remote_id = read_text (statement, 3),
    .etag = read_text (statement, 4),
    .name = read_text (statement, 5),
    .description = read_text (statement, 6),
    .sandbox = read_text (statement, 7),
    .account_id = read_text (statement, 8),
    .account_name = read_text (statement, 9),
    .credentials_id = read_text (statement, 10),
    .credentials_name = read_text (statement, 11),
    .access_key_id = read_text (statement, 12),
    .problem = problem,
    .sandbox_type = read_text (statement, 14),
    .org_id = read_text (statement, 15),
    .created_client = read_text (statement, 16),
    .broken_since = sqlite3_column_int64 (statement, 17),
  };

  return inlet_connection_new (&fields);
}

GPtrArray *
inlet_connection_row_read_all (sqlite3_stmt  *statement,
                               GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (inlet_sqlite_next (statement, &local_error))
    g_ptr_array_add (rows, inlet_connection_row_read (statement));
  if (local_error == NULL)
    return g_steal_pointer (&rows);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

sqlite3_stmt *
inlet_connection_row_prepare_insert (sqlite3  *db,
                                     GError  **error)
{
  return inlet_sqlite_prepare (db,
                               "INSERT INTO connections (" COLUMNS ") VALUES (" VALUES ")",
                               error);
}

gint64
inlet_connection_row_insert (sqlite3_stmt     *statement,
                             InletConnection  *connection,
                             GError          **error)
{
  gboolean is_inserted;

  bind_connection (statement, connection);
  is_inserted = inlet_sqlite_run (statement, error);
  sqlite3_reset (statement);

  return is_inserted ? sqlite3_last_insert_rowid (sqlite3_db_handle (statement)) : 0;
}

gint64
inlet_connection_row_insert_many (sqlite3    *db,
                                  GPtrArray  *connections,
                                  GError    **error)
{
  g_return_val_if_fail (connections->len > 0, 0);

  if (!stage (db, connections, TRUE, error) ||
      !inlet_sqlite_execute (db,
                             "INSERT INTO connections (" COLUMNS ")"
                             "  SELECT " COLUMNS " FROM temp.staged_connections ORDER BY id;"
                             "DELETE FROM temp.staged_connections", error))
    return 0;

  return sqlite3_last_insert_rowid (db) - connections->len + 1;
}

gboolean
inlet_connection_row_update (sqlite3          *db,
                             gint64            row_id,
                             InletConnection  *connection,
                             GError          **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = inlet_sqlite_prepare (db,
                                    "UPDATE connections SET (" COLUMNS ") = (" VALUES ")"
                                    " WHERE id = ?17",
                                    error);
  if (statement == NULL)
    return FALSE;

  bind_connection (statement, connection);
  sqlite3_bind_int64 (statement, 17, row_id);

  if (!inlet_sqlite_run (statement, error))
    return FALSE;

  if (sqlite3_changes (db) == 1)
    return TRUE;

  g_set_error (error, INLET_ERROR, INLET_ERROR_STORAGE,
               "The history has no row %" G_GINT64_FORMAT, row_id);

  return FALSE;
}

gboolean
inlet_connection_row_update_many (sqlite3    *db,
                                  GPtrArray  *connections,
                                  GError    **error)
{
  if (!stage (db, connections, FALSE, error) ||
      !inlet_sqlite_execute (db,
                             "UPDATE connections SET (" COLUMNS ") ="
                             "  (SELECT " COLUMNS " FROM temp.staged_connections AS staged"
                             "    WHERE staged.id = connections.id)"
                             "  WHERE id IN (SELECT id FROM temp.staged_connections)", error))
    return FALSE;

  if (sqlite3_changes (db) != (int) connections->len)
    return set_no_row (error);

  return inlet_sqlite_execute (db, "DELETE FROM temp.staged_connections", error);
}
