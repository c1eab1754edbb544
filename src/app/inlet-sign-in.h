/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-clock.h"
#include "inlet-http.h"
#include "inlet-pace.h"
#include "inlet-vault.h"

G_BEGIN_DECLS

/**
 * InletSignIn:
 *
 * Gives access tokens: the pasted one, the one in the keyring while it lasts, or a new one.
 *
 * A token is renewed 5 minutes before its end, and fetched once however many callers wait for it.
 * Belongs to one thread. Signal `waiting (InletAccount, string status)`: fetching a token for the
 * account waits for another try, see [property@Call:status]; %NULL when it goes on.
 */
#define INLET_TYPE_SIGN_IN (inlet_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (InletSignIn, inlet_sign_in, INLET, SIGN_IN, GObject)

InletSignIn  *inlet_sign_in_new              (InletVault           *vault,
                                              InletHttp            *http,
                                              InletClock           *clock);
/* What calls are sent with, and wait by. (transfer none) */
InletHttp    *inlet_sign_in_get_http         (InletSignIn          *self);
InletClock   *inlet_sign_in_get_clock        (InletSignIn          *self);
/* The gate to the service at @url; one for all accounts that are there. (transfer none) */
InletPace    *inlet_sign_in_get_pace         (InletSignIn          *self,
                                              const char           *url);
/* Where the tokens are. (transfer none) */
InletVault   *inlet_sign_in_get_vault        (InletSignIn          *self);

/* Gives secrets whose access token can be used now. @refused (nullable) is a token that Adobe
 * answered with 401: it is not given again. For a pasted token that was refused:
 * %INLET_ERROR_SIGN_IN. For an address that is not Adobe's and that nobody has confirmed:
 * %INLET_ERROR_UNCONFIRMED, before any secret is read. One caller's cancelling leaves the others
 * waiting. */
void          inlet_sign_in_get_token_async  (InletSignIn          *self,
                                              InletAccount         *account,
                                              InletSecrets         *refused,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
InletSecrets *inlet_sign_in_get_token_finish (InletSignIn          *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* Whether @error is Adobe's 401, which means that nothing was made, and @account can get another
 * token: a call may then be repeated once. A token that was pasted cannot be renewed. */
gboolean      inlet_sign_in_may_renew        (InletAccount         *account,
                                              const GError         *error);

G_END_DECLS
