/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"
#include "inlet-http.h"
#include "inlet-receipt.h"

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

G_END_DECLS
