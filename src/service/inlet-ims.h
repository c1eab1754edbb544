/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-http.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/**
 * Adobe's Identity Management Service: gives an access token for a client secret.
 *
 * `POST {ims}/ims/token/v3`, `grant_type=client_credentials`, everything in the body and nothing
 * in the address (Adobe's guide to server-to-server authentication).
 */

/* @secrets: those of @account, with its client secret. Gives the new access token with its end and
 * nothing else. Errors: those of [class@Http], %INLET_ERROR_NO_SECRET, and what Adobe said, mostly
 * %INLET_ERROR_SIGN_IN. No connection is made here, so that their certainty is never unknown:
 * refused when a reply came, not sent when none did; and cancelled is always
 * G_IO_ERROR_CANCELLED. */
void          inlet_ims_fetch_token_async  (InletHttp            *http,
                                            InletAccount         *account,
                                            InletSecrets         *secrets,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
InletSecrets *inlet_ims_fetch_token_finish (InletHttp            *http,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
