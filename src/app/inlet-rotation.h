/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-credentials.h"
#include "inlet-run.h"

G_BEGIN_DECLS

/**
 * InletRotation:
 *
 * Sends credentials to many connections, in whatever account and sandbox they are: an [class@Edit]
 * for each.
 *
 * Where it is everywhere that the credentials are used, the connections that still lack them are
 * kept in the database, so that it can go on after a crash: each leaves that list as its outcome is
 * written. Used once. Property, read only, notifies: `status` (nullable): why it takes longer,
 * translated. Belongs to one thread.
 */
#define INLET_TYPE_ROTATION (inlet_rotation_get_type ())
G_DECLARE_FINAL_TYPE (InletRotation, inlet_rotation, INLET, ROTATION, GObject)

InletRotation *inlet_rotation_new             (InletContext         *context,
                                               InletCredentials     *credentials);

/* One more connection to send them to. */
void           inlet_rotation_add             (InletRotation        *self,
                                               InletConnection      *connection);
/* All that use them, which the run puts on the list first, or with @is_rest only those that are on
 * it still. */
void           inlet_rotation_load_async      (InletRotation        *self,
                                               gboolean              is_rest,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       inlet_rotation_load_finish     (InletRotation        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* Of InletConnection, in the order of the run. (transfer none) */
GListModel    *inlet_rotation_get_connections (InletRotation     *self);
/* Says what comes of each; see [class@Run]. Once all connections were added or loaded. (transfer
 * none) */
InletRun      *inlet_rotation_get_run         (InletRotation     *self);

/* (nullable) */
const char    *inlet_rotation_get_status      (InletRotation        *self);

/* As inlet_run_run_async(), and errors of the database. */
void           inlet_rotation_run_async       (InletRotation        *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       inlet_rotation_run_finish      (InletRotation        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
