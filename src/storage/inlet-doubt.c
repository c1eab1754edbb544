/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-doubt.h"

#include "inlet-connection-row.h"

static gpointer
read_uncertain (sqlite3       *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS
                          " FROM connections WHERE state = 'uncertain' ORDER BY id", error);

  return inlet_connection_row_read_all (statement, error);
}

static gboolean
list_uncertain (sqlite3  *db,
                GArray   *row_ids,
                GError  **error)
{
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db, "SELECT id FROM connections WHERE state = 'uncertain' ORDER BY id",
                          error);

  return statement != NULL && inlet_sqlite_read_ids (statement, row_ids, NULL, error);
}

/* CROSS: from the few that are due to their rows. */
static gboolean
count_rest (sqlite3      *db,
            InletDoubts  *doubts,
            GError      **error)
{
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT"
                          " (SELECT count (*) FROM connection_edits WHERE sent_at IS NOT NULL)"
                          " + (SELECT count (*) FROM connection_deletions),"
                          " (SELECT count (*) FROM connection_edits"
                          "  CROSS JOIN connections ON connection_id = connections.id"
                          "  CROSS JOIN profiles ON connections.credentials_id = profiles.id"
                          "  WHERE is_due = 1 AND state = 'created')", error);

  if (statement == NULL || !inlet_sqlite_next (statement, error))
    return FALSE;

  doubts->n_unsettled = (guint) sqlite3_column_int (statement, 0);
  doubts->n_due = (guint) sqlite3_column_int (statement, 1);
  return TRUE;
}

static gpointer
list_all (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (InletDoubts) doubts = g_new0 (InletDoubts, 1);

  doubts->row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return list_uncertain (db, doubts->row_ids, error) && count_rest (db, doubts, error)
         ? g_steal_pointer (&doubts) : NULL;
}

/* Whether a row has @remote_id. */
static gboolean
has_id (sqlite3_stmt  *statement,
        const char    *remote_id,
        GError       **error)
{
  sqlite3_reset (statement);
  sqlite3_bind_text (statement, 1, remote_id, -1, SQLITE_STATIC);
  return inlet_sqlite_next (statement, error);
}

static sqlite3_stmt *
prepare_has_id (sqlite3  *db,
                GError  **error)
{
  return inlet_sqlite_prepare (db, "SELECT 1 FROM connections WHERE remote_id = ?", error);
}

static gpointer
find_ids (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (sqlite3_stmt) statement = prepare_has_id (db, error);
  g_autoptr (GError) local_error = NULL;
  char **remote_ids = data;

  if (statement == NULL)
    return NULL;

  for (guint i = 0; remote_ids[i] != NULL; i++) {
    if (has_id (statement, remote_ids[i], &local_error)) {
      g_hash_table_add (found, g_strdup (remote_ids[i]));
    } else if (local_error != NULL) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  }

  return g_steal_pointer (&found);
}

static gboolean
is_still_uncertain (sqlite3  *db,
                    gint64    row_id,
                    GError  **error)
{
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db, "SELECT 1 FROM connections WHERE id = ? AND state = 'uncertain'",
                          error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, row_id);
  return inlet_sqlite_next (statement, error);
}

static gboolean
is_taken (sqlite3          *db,
          InletConnection  *outcome,
          GError          **error)
{
  const char *remote_id = inlet_connection_get_remote_id (outcome);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (remote_id == NULL)
    return FALSE;

  statement = prepare_has_id (db, error);
  return statement == NULL || has_id (statement, remote_id, error);
}

static gpointer
settle (sqlite3       *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  InletConnection *outcome = data;
  gint64 row_id = inlet_connection_get_row_id (outcome);
  gboolean is_certain = inlet_connection_get_state (outcome) != INLET_CONNECTION_UNCERTAIN;
  g_autoptr (GError) local_error = NULL;
  gboolean is_settled = is_still_uncertain (db, row_id, &local_error) &&
                        !is_taken (db, outcome, &local_error) && local_error == NULL &&
                        (!is_certain ||
                         inlet_connection_row_update (db, row_id, outcome, &local_error));

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return GINT_TO_POINTER (is_settled);
}

void
inlet_doubt_read_async (InletDatabase       *database,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, read_uncertain, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
inlet_doubt_read_finish (InletDatabase  *database,
                         GAsyncResult   *result,
                         GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_doubts_free (InletDoubts *self)
{
  g_array_unref (self->row_ids);
  g_free (self);
}

void
inlet_doubt_list_async (InletDatabase       *database,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, list_all, NULL, NULL,
                            (GDestroyNotify) inlet_doubts_free, cancellable, callback, user_data);
}

InletDoubts *
inlet_doubt_list_finish (InletDatabase  *database,
                         GAsyncResult   *result,
                         GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_doubt_find_ids_async (InletDatabase       *database,
                            const char * const  *remote_ids,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, find_ids,
                            g_strdupv ((char **) remote_ids), (GDestroyNotify) g_strfreev,
                            (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

GHashTable *
inlet_doubt_find_ids_finish (InletDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_doubt_settle_async (InletDatabase       *database,
                          InletConnection     *outcome,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_WRITE, settle, g_object_ref (outcome),
                            g_object_unref, NULL, NULL, callback, user_data);
}

gboolean
inlet_doubt_settle_finish (InletDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}
