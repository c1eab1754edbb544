/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile.h"

G_BEGIN_DECLS

/**
 * InletSignInKind:
 * @INLET_SIGN_IN_CLIENT_SECRET: OAuth Server-to-Server: tokens are fetched with a client secret
 * @INLET_SIGN_IN_ACCESS_TOKEN: an access token that was pasted
 */
typedef enum {
  INLET_SIGN_IN_CLIENT_SECRET,
  INLET_SIGN_IN_ACCESS_TOKEN,
} InletSignInKind;

#define INLET_TYPE_SIGN_IN_KIND (inlet_sign_in_kind_get_type ())
GType inlet_sign_in_kind_get_type (void);

/* The scopes that Experience Platform needs, from Adobe's "Get credentials" page. */
#define INLET_DEFAULT_SCOPES \
  "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext"

/**
 * InletAccount:
 *
 * One organization's access to Experience Platform.
 *
 * Properties: `org-id`, `api-key`, `sign-in-kind`, `scopes`, `platform-url`, `ims-url`, where the
 * last three are Adobe's defaults when they are constructed empty; `is-confirmed`: a person has
 * confirmed addresses that are not Adobe's, which an edited account has to be asked anew. See
 * [class@Profile].
 */
#define INLET_TYPE_ACCOUNT (inlet_account_get_type ())
G_DECLARE_FINAL_TYPE (InletAccount, inlet_account, INLET, ACCOUNT, InletProfile)

const char     *inlet_account_get_org_id       (InletAccount *self);
/* The Client ID of the Developer Console. */
const char     *inlet_account_get_api_key      (InletAccount *self);
InletSignInKind inlet_account_get_sign_in_kind (InletAccount *self);
/* Comma separated. */
const char     *inlet_account_get_scopes       (InletAccount *self);
const char     *inlet_account_get_platform_url (InletAccount *self);
const char     *inlet_account_get_ims_url      (InletAccount *self);

/* The addresses, separated by commas, that secrets of the account would be sent to although they
 * are foreign ([func@Address.is_foreign]) and nobody has confirmed them.
 * (nullable) (transfer full) */
char           *inlet_account_dup_foreign      (InletAccount *self);
/* A copy whose addresses a person has confirmed. (transfer full) */
InletAccount   *inlet_account_confirm          (InletAccount *self);

G_END_DECLS
