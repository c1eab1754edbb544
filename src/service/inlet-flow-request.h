/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-http.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/**
 * What every verb on a connection does alike: `{platform}/data/foundation/flowservice/connections`,
 * with the sandbox as a header, is sent one request, and what Adobe refuses becomes a problem in
 * which nothing that was sent is found. A verb is a #GTask that these functions carry.
 */

/* @secrets: (nullable): what the body will have. The task tells what came of it even to a caller
 * who has cancelled. (transfer full) */
GTask       *inlet_flow_request_new_task       (InletHttp            *http,
                                                InletAccount         *account,
                                                const char           *token,
                                                const char           *sandbox,
                                                InletSecrets         *secrets,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);

/* @remote_id: (nullable): the connection, of which @part, such as `/test` or the empty string, is
 * asked for. @etag and @body: (nullable). A `GET` is a question: whatever comes of it has changed
 * nothing, and its errors are %INLET_CERTAINTY_ASKED. @callback gets a reference of @task. */
void         inlet_flow_request_send           (GTask                *task,
                                                const char           *method,
                                                const char           *remote_id,
                                                const char           *part,
                                                const char           *etag,
                                                GBytes               *body,
                                                GAsyncReadyCallback   callback);

/* (nullable) (transfer full): %NULL when @task has got an error instead. */
InletReply  *inlet_flow_request_take_reply     (GTask                *task,
                                                GAsyncResult         *result);

/* What was sent, and must not be in what is kept of the reply. (transfer container) */
const char **inlet_flow_request_dup_secrets    (GTask                *task);

/* Whether @remote_id is the connection that was asked for, and not another. */
gboolean     inlet_flow_request_is_about       (GTask                *task,
                                                const char           *remote_id);

/* @task gets what @reply says against it. */
void         inlet_flow_request_return_refusal (GTask                *task,
                                                InletReply           *reply);

G_END_DECLS
