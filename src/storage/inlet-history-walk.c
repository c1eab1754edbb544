/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-walk.h"

#include "inlet-connection-row.h"
#include "inlet-history-jobs.h"
#include "inlet-history-query.h"

/* A part takes a few milliseconds. */
#define MAX_ROWS 500
#define MAX_TIME (8 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  char  *search; /* (owned) (nullable) */
  gint64 from;
} Step;

static void
step_free (Step *step)
{
  g_free (step->search);
  g_free (step);
}

static gboolean
read_rows (sqlite3            *db,
           InletHistoryPlace  *place,
           gint64              newest,
           GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db, "SELECT " INLET_CONNECTION_ROW_COLUMNS
                          " FROM connections WHERE id <= ?1 ORDER BY id DESC LIMIT ?2", error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, newest);
  sqlite3_bind_int64 (statement, 2, MAX_ROWS);
  while (inlet_sqlite_next (statement, &local_error)) {
    InletConnection *connection = inlet_connection_row_read (statement);

    g_ptr_array_add (place->rows, connection);
    place->next = inlet_connection_get_row_id (connection) - 1;
  }

  if (place->rows->len < MAX_ROWS)
    place->next = 0;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
find_rows (sqlite3            *db,
           InletHistoryQuery  *query,
           InletHistoryPlace  *place,
           gint64              newest,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr (GArray) row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 deadline = g_get_monotonic_time () + MAX_TIME;
  GPtrArray *rows;

  place->next = inlet_history_query_run (query, db, newest, 1, MAX_ROWS, deadline, row_ids,
                                         cancellable, error);
  if (place->next < 0)
    return FALSE;

  rows = inlet_history_read_rows (db, row_ids, cancellable, error);
  if (rows == NULL)
    return FALSE;

  g_ptr_array_unref (place->rows);
  place->rows = rows;
  return TRUE;
}

static gpointer
walk (sqlite3       *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  Step *step = data;
  g_autoptr (InletHistoryQuery) query = inlet_history_query_new (step->search);
  g_autoptr (InletHistoryPlace) place = g_new0 (InletHistoryPlace, 1);
  gint64 newest = step->from > 0 ? step->from : G_MAXINT64;
  gboolean is_done;

  place->rows = g_ptr_array_new_with_free_func (g_object_unref);
  is_done = query != NULL ? find_rows (db, query, place, newest, cancellable, error)
                          : read_rows (db, place, newest, error);

  return is_done ? g_steal_pointer (&place) : NULL;
}

void
inlet_history_place_free (InletHistoryPlace *place)
{
  g_ptr_array_unref (place->rows);
  g_free (place);
}

void
inlet_history_walk_async (InletDatabase       *database,
                          const char          *search,
                          gint64               from,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Step *step = g_new0 (Step, 1);

  step->search = g_strdup (search);
  step->from = from;
  inlet_database_run_async (database, INLET_DATABASE_READ, walk, step, (GDestroyNotify) step_free,
                            (GDestroyNotify) inlet_history_place_free, cancellable, callback,
                            user_data);
}

InletHistoryPlace *
inlet_history_walk_finish (InletDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}
