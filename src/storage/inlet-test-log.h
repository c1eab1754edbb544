/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-database.h"
#include "inlet-test-result.h"

G_BEGIN_DECLS

/**
 * What came of the tests of a connection, the last 100 of each.
 */

/* Adds @result to the tests of the row @row_id, which is broken from its first failure on until it
 * passes; done when it is on the disk. Not cancellable. */
void       inlet_test_log_add_async   (InletDatabase        *database,
                                       gint64                row_id,
                                       InletTestResult      *result,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean   inlet_test_log_add_finish  (InletDatabase        *database,
                                       GAsyncResult         *result,
                                       GError              **error);

/* The last @n tests of the row @row_id, oldest first. Gives a GPtrArray of [class@TestResult]. */
void       inlet_test_log_read_async  (InletDatabase        *database,
                                       gint64                row_id,
                                       guint                 n,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray *inlet_test_log_read_finish (InletDatabase        *database,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
