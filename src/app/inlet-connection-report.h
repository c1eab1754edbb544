/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/* The report on @connection with its last tests: see [func@report_build]. @system: what
 * [func@system_describe] gives. (transfer full) */
void  inlet_connection_report_async  (InletDatabase        *database,
                                      InletConnection      *connection,
                                      const char           *system,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char *inlet_connection_report_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
