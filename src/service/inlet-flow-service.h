/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"
#include "inlet-http.h"
#include "inlet-receipt.h"
#include "inlet-remote.h"

G_BEGIN_DECLS

/**
 * Adobe's Flow Service: `{platform}/data/foundation/flowservice`.
 */

/* One `POST /connections`, at most once and never repeated. @token is the access token, @secrets
 * are those of the draft's credentials. Errors are problems whose certainty tells whether a
 * connection may have been made: a 4xx or 503 refused it; 502, 504 and a 2xx that cannot be read
 * leave it unknown. */
void          inlet_flow_service_create_async  (InletHttp            *http,
                                                InletDraft           *draft,
                                                const char           *token,
                                                InletSecrets         *secrets,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
InletReceipt *inlet_flow_service_create_finish (InletHttp            *http,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Every connection of the sandbox that was made from the S3 specification and has the name @name
 * (nullable: any name), gathered from all pages of an [class@FlowList]. Gives a GPtrArray of
 * [class@Remote]. */
void          inlet_flow_service_list_async    (InletHttp            *http,
                                                InletAccount         *account,
                                                const char           *token,
                                                const char           *sandbox,
                                                const char           *name,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray    *inlet_flow_service_list_finish   (InletHttp            *http,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Whether Adobe gets into the storage of the connection @remote_id: `GET /connections/{id}/test`.
 * What kept it from it is an error, also where Adobe gives no reason. Asking changes nothing:
 * %INLET_CERTAINTY_ASKED. */
void          inlet_flow_service_test_async    (InletHttp            *http,
                                                InletAccount         *account,
                                                const char           *token,
                                                const char           *sandbox,
                                                const char           *remote_id,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean      inlet_flow_service_test_finish   (InletHttp            *http,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
