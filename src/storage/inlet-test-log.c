/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test-log.h"

#include "inlet-sqlite.h"

#define MAX_KEPT 100

/* What a job is about. */
typedef struct
{
  gint64           row_id;
  InletTestResult *result;   /* (owned) (nullable): to be added */
  guint            n;        /* to be read */
} Order;

static Order *
order_new (gint64           row_id,
           InletTestResult *result,
           guint            n)
{
  Order *order = g_new0 (Order, 1);

  order->row_id = row_id;
  g_set_object (&order->result, result);
  order->n = n;
  return order;
}

static void
order_free (Order *order)
{
  g_clear_object (&order->result);
  g_free (order);
}

static gboolean
insert (sqlite3  *db,
        Order    *order,
        GError  **error)
{
  InletProblem *problem = inlet_test_result_get_problem (order->result);
  g_autofree char *json = problem != NULL ? inlet_problem_to_json (problem) : NULL;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "INSERT INTO connection_tests (connection_id, tested_at, problem)"
                          " VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, order->row_id);
  sqlite3_bind_int64 (statement, 2, inlet_test_result_get_tested_at (order->result));
  sqlite3_bind_text (statement, 3, json, -1, SQLITE_STATIC);
  return inlet_sqlite_run (statement, error);
}

static gboolean
forget_oldest (sqlite3  *db,
               Order    *order,
               GError  **error)
{
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "DELETE FROM connection_tests WHERE connection_id = ?1 AND id <= ("
                          " SELECT id FROM connection_tests WHERE connection_id = ?1"
                          "  ORDER BY id DESC LIMIT 1 OFFSET ?2)", error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, order->row_id);
  sqlite3_bind_int64 (statement, 2, MAX_KEPT);
  return inlet_sqlite_run (statement, error);
}

/* The row is written only when that changes, since whoever shows it reads it then; and not for a
 * test that says nothing of the connection. */
static gboolean
note (sqlite3  *db,
      Order    *order,
      GError  **error)
{
  InletTestOutcome outcome = inlet_test_result_get_outcome (order->result);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (outcome == INLET_TEST_UNKNOWN)
    return TRUE;

  statement = inlet_sqlite_prepare (db,
                                    "UPDATE connections SET broken_since = ?2"
                                    " WHERE id = ?1 AND (broken_since IS NULL)"
                                    " IS NOT (?2 IS NULL)", error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, order->row_id);
  if (outcome == INLET_TEST_FAILED)
    sqlite3_bind_int64 (statement, 2, inlet_test_result_get_tested_at (order->result));
  return inlet_sqlite_run (statement, error);
}

static gpointer
add (sqlite3       *db,
     gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  return GINT_TO_POINTER (insert (db, data, error) && forget_oldest (db, data, error) &&
                          note (db, data, error));
}

static InletTestResult *
read_row (sqlite3_stmt *statement)
{
  const char *json = (const char *) sqlite3_column_text (statement, 1);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_json (json);

  /* One that cannot be read is still not a test that was passed. */
  if (json != NULL && problem == NULL)
    problem = inlet_problem_new (INLET_ERROR_FAILED, NULL);

  return inlet_test_result_new (sqlite3_column_int64 (statement, 0), problem);
}

static gpointer
read_last (sqlite3       *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Order *order = data;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT tested_at, problem FROM (SELECT * FROM connection_tests"
                          "  WHERE connection_id = ? ORDER BY id DESC LIMIT ?) ORDER BY id",
                          error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, order->row_id);
  sqlite3_bind_int64 (statement, 2, order->n);
  while (inlet_sqlite_next (statement, &local_error))
    g_ptr_array_add (results, read_row (statement));

  if (local_error == NULL)
    return g_steal_pointer (&results);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

void
inlet_test_log_add_async (InletDatabase       *database,
                          gint64               row_id,
                          InletTestResult     *result,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (INLET_IS_TEST_RESULT (result));

  inlet_database_run_async (database, INLET_DATABASE_WRITE, add, order_new (row_id, result, 0),
                            (GDestroyNotify) order_free, NULL, NULL, callback, user_data);
}

gboolean
inlet_test_log_add_finish (InletDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}

void
inlet_test_log_read_async (InletDatabase       *database,
                           gint64               row_id,
                           guint                n,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, read_last, order_new (row_id, NULL, n),
                            (GDestroyNotify) order_free, (GDestroyNotify) g_ptr_array_unref,
                            cancellable, callback, user_data);
}

GPtrArray *
inlet_test_log_read_finish (InletDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}
