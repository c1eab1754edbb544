/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-deletion.h"

#include "inlet-connection-row.h"

/* What a job is about. */
typedef struct
{
  gint64   row_id;
  gint64   time;
  gboolean is_gone;
} Order;

static Order *
order_new (gint64   row_id,
           gint64   time,
           gboolean is_gone)
{
  Order *order = g_new0 (Order, 1);

  order->row_id = row_id;
  order->time = time;
  order->is_gone = is_gone;
  return order;
}

/* Runs @sql, which gives no rows, with the numbers of @order that it has. */
static gboolean
run (sqlite3      *db,
     const char   *sql,
     const Order  *order,
     GError      **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, order->row_id);
  if (sqlite3_bind_parameter_count (statement) > 1)
    sqlite3_bind_int64 (statement, 2, order->time);

  return inlet_sqlite_run (statement, error);
}

static gpointer
begin (sqlite3       *db,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  if (!run (db,
            "INSERT OR REPLACE INTO connection_deletions (connection_id, begun_at)"
            " SELECT id, ?2 FROM connections"
            "  WHERE id = ?1 AND state = 'created' AND remote_id IS NOT NULL", data, error))
    return NULL;

  return GINT_TO_POINTER (sqlite3_changes (db) == 1);
}

static gpointer
conclude (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Order *order = data;
  gboolean is_marked =
    !order->is_gone ||
    run (db, "UPDATE connections SET state = 'gone' WHERE id = ?1 AND state = 'created'", order,
         error);

  return GINT_TO_POINTER (is_marked &&
                          run (db,
                               "DELETE FROM connection_deletions"
                               " WHERE connection_id = ?1 AND begun_at <= ?2", order, error) &&
                          (order->is_gone || sqlite3_changes (db) == 1));
}

static gpointer
list (sqlite3       *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  /* CROSS: from the few notes to their rows, never through all rows for their notes. */
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS " FROM connection_deletions"
                          " CROSS JOIN connections ON connection_id = id ORDER BY id", error);

  return inlet_connection_row_read_all (statement, error);
}

void
inlet_deletion_begin_async (InletDatabase       *database,
                            gint64               row_id,
                            gint64               now,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_WRITE, begin, order_new (row_id, now, FALSE),
                            g_free, NULL, cancellable, callback, user_data);
}

gboolean
inlet_deletion_begin_finish (InletDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}

void
inlet_deletion_conclude_async (InletDatabase       *database,
                               gint64               row_id,
                               gboolean             is_gone,
                               gint64               until,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_WRITE, conclude,
                            order_new (row_id, is_gone ? G_MAXINT64 : until, is_gone), g_free,
                            NULL, NULL, callback, user_data);
}

gboolean
inlet_deletion_conclude_finish (InletDatabase  *database,
                                GAsyncResult   *result,
                                GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}

void
inlet_deletion_list_async (InletDatabase       *database,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, list, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
inlet_deletion_list_finish (InletDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}
