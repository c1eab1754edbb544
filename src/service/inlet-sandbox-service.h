/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-http.h"
#include "inlet-sandbox.h"

G_BEGIN_DECLS

/**
 * Adobe's sandbox service: `{platform}/data/foundation/sandbox-management`.
 */

/* The sandboxes that the account's credential may use: `GET /`, page by page, by places that are
 * counted here: the addresses of pages that Adobe sends are templates. Everybody may ask for this
 * list; it is empty for a credential that belongs to no sandbox, whatever the organization has.
 * Gives a GPtrArray of [class@Sandbox], each name once. */
void       inlet_sandbox_service_list_async  (InletHttp            *http,
                                              InletAccount         *account,
                                              const char           *token,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *inlet_sandbox_service_list_finish (InletHttp            *http,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
