/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-report.h"

#include "inlet-report.h"
#include "inlet-test-log.h"

/* The last of them say how it is, and since when is said anyway. */
#define MAX_TESTS 5

typedef struct
{
  InletConnection *connection; /* (owned) */
  char            *system;     /* (owned) */
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->connection);
  g_free (request->system);
  g_free (request);
}

static void
on_tests_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GPtrArray) tests =
    inlet_test_log_read_finish (INLET_DATABASE (source), result, &error);
  const InletReportParts parts = {
    .system = request->system,
    .connection = request->connection,
    .tests = tests,
  };

  if (tests != NULL)
    g_task_return_pointer (task, inlet_report_build (&parts), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
inlet_connection_report_async (InletDatabase       *database,
                               InletConnection     *connection,
                               const char          *system,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (database, cancellable, callback, user_data);
  Request *request = NULL;

  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  request = g_new0 (Request, 1);
  request->connection = g_object_ref (connection);
  request->system = g_strdup (system);
  g_task_set_source_tag (task, inlet_connection_report_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  inlet_test_log_read_async (database, inlet_connection_get_row_id (connection), MAX_TESTS,
                             cancellable, on_tests_read, g_object_ref (task));
}

char *
inlet_connection_report_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_connection_report_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
