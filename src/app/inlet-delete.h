/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

G_BEGIN_DECLS

/**
 * InletDelete:
 *
 * Has Adobe delete one connection, and marks its row as gone. That it is about to is in the
 * database before the request leaves, so that whatever ends this process leaves nothing in doubt
 * for good: see inlet_settle_async(). The request is never repeated; when its answer is
 * lost, Adobe is asked whether the connection is still there.
 *
 * Used once. Property, read only, notifies: `status`: what is going on, translated. Belongs to one
 * thread.
 */
#define INLET_TYPE_DELETE (inlet_delete_get_type ())
G_DECLARE_FINAL_TYPE (InletDelete, inlet_delete, INLET, DELETE, GObject)

/* @connection was created: it has an ID. */
InletDelete *inlet_delete_new        (InletContext         *context,
                                      InletConnection      *connection);

/* Done when the row is marked as gone, on the disk, also where Adobe had no such connection any
 * more. Errors: what Adobe said, among it that dataflows have to go first, with code
 * `FLOW-1418-400`; %INLET_ERROR_NO_ACCOUNT where the account was removed or is another
 * organization's by now; an error of unknown certainty where Adobe could not be asked what came of
 * it; G_IO_ERROR_CANCELLED, and then nothing was asked for. After all others the connection is
 * there. */
void         inlet_delete_run_async  (InletDelete          *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean     inlet_delete_run_finish (InletDelete          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
const char  *inlet_delete_get_status (InletDelete          *self);

G_END_DECLS
