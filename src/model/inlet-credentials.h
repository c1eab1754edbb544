/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile.h"

G_BEGIN_DECLS

/**
 * InletCredentials:
 *
 * One S3 key pair, with what belongs to it.
 *
 * Properties: `access-key-id`, `has-session-token`, `session-token-end` (RFC 3339 in UTC),
 * `service-url`, `bucket`, `folder`; the texts are "" when not given. See [class@Profile].
 */
#define INLET_TYPE_CREDENTIALS (inlet_credentials_get_type ())
G_DECLARE_FINAL_TYPE (InletCredentials, inlet_credentials, INLET, CREDENTIALS, InletProfile)

const char *inlet_credentials_get_access_key_id   (InletCredentials *self);
/* Whether the keyring has a session token beside the secret key. */
gboolean    inlet_credentials_has_session_token   (InletCredentials *self);
/* When the session token ends, in seconds of Unix time; 0 when that is not known. */
gint64      inlet_credentials_get_session_token_end (InletCredentials *self);
const char *inlet_credentials_get_service_url     (InletCredentials *self);
const char *inlet_credentials_get_bucket          (InletCredentials *self);
const char *inlet_credentials_get_folder          (InletCredentials *self);

G_END_DECLS
