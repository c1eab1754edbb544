/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-http.h"
#include "inlet-remote.h"

G_BEGIN_DECLS

/**
 * InletFlowList:
 *
 * The connections of a sandbox that were made from the S3 specification, page by page as
 * `GET /connections` lists them. Of a page nothing is kept here but where the next one begins.
 *
 * A page that could not be read can be asked for again; one that was read is never asked for again.
 */
#define INLET_TYPE_FLOW_LIST (inlet_flow_list_get_type ())
G_DECLARE_FINAL_TYPE (InletFlowList, inlet_flow_list, INLET, FLOW_LIST, GObject)

/* @name: (nullable): only those of that name. */
InletFlowList *inlet_flow_list_new         (const char           *sandbox,
                                            const char           *name);
/* Whether there is a page that was not read yet. */
gboolean       inlet_flow_list_has_next    (InletFlowList        *self);

/* The next page, one exchange. Asking changes nothing, so the certainty of its errors says nothing
 * of any connection; %INLET_ERROR_BAD_REPLY is also a list that has no end. Gives a GPtrArray of
 * [class@Remote]. */
void           inlet_flow_list_next_async  (InletFlowList        *self,
                                            InletHttp            *http,
                                            InletAccount         *account,
                                            const char           *token,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray     *inlet_flow_list_next_finish (InletHttp            *http,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
