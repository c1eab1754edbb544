/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-change.h"
#include "inlet-http.h"
#include "inlet-receipt.h"
#include "inlet-remote.h"

G_BEGIN_DECLS

/**
 * One connection that is there: `{platform}/data/foundation/flowservice/connections/{id}`.
 */

/* The connection @remote_id as it is now. Of the reply only what an [class@Remote] has is kept:
 * its `auth.params` are never read. Asking changes nothing: %INLET_CERTAINTY_ASKED. */
void          inlet_flow_edit_get_async     (InletHttp            *http,
                                             InletAccount         *account,
                                             const char           *token,
                                             const char           *sandbox,
                                             const char           *remote_id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
InletRemote  *inlet_flow_edit_get_finish    (InletHttp            *http,
                                             GAsyncResult         *result,
                                             GError              **error);

/* One `PATCH`, at most once and never repeated, of the connection while it has @etag: as it was
 * given, byte for byte, and in double quotes, which Flow Service wants and which are added only
 * where it has none. @secrets (nullable) are those of the change's credentials. The certainty of
 * its errors is that of inlet_flow_service_create_async(); a 412 is %INLET_ERROR_CONFLICT. Gives
 * the new etag. */
void          inlet_flow_edit_patch_async   (InletHttp            *http,
                                             InletAccount         *account,
                                             const char           *token,
                                             const char           *sandbox,
                                             const char           *remote_id,
                                             const char           *etag,
                                             InletChange          *change,
                                             InletSecrets         *secrets,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
InletReceipt *inlet_flow_edit_patch_finish  (InletHttp            *http,
                                             GAsyncResult         *result,
                                             GError              **error);

/* One `DELETE`, at most once and never repeated. Only a 204 says that it is done. The certainty of
 * its errors is as above; see also inlet_flow_edit_is_gone(). A connection that has dataflows is
 * %INLET_ERROR_CONFLICT with Adobe's code `FLOW-1418-400`. */
void          inlet_flow_edit_delete_async  (InletHttp            *http,
                                             InletAccount         *account,
                                             const char           *token,
                                             const char           *sandbox,
                                             const char           *remote_id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      inlet_flow_edit_delete_finish (InletHttp            *http,
                                             GAsyncResult         *result,
                                             GError              **error);

/* Whether @error (nullable), of any of these, is Flow Service saying that it has no such
 * connection. A 404 of anybody else, such as a gateway or for the sandbox, does not say that. */
gboolean      inlet_flow_edit_is_gone       (const GError         *error);

G_END_DECLS
