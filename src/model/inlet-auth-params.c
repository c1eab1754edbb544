/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-auth-params.h"

static void
append_filled (InletSecretBuffer *buffer,
               const char        *name,
               const char        *value)
{
  if (value != NULL && *value != '\0')
    inlet_secret_buffer_append_member (buffer, name, value);
}

void
inlet_auth_params_append (InletSecretBuffer *buffer,
                          InletCredentials  *credentials,
                          InletSecrets      *secrets)
{
  const char *secret_key = inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY);

  inlet_secret_buffer_append (buffer, "{");
  inlet_secret_buffer_append_member (buffer, "s3AccessKey",
                                     inlet_credentials_get_access_key_id (credentials));
  inlet_secret_buffer_append_member (buffer, "s3SecretKey", secret_key != NULL ? secret_key : "");

  /* A token that is left over in the keyring does not belong to a key that has none. */
  if (inlet_credentials_has_session_token (credentials))
    append_filled (buffer, "s3SessionToken",
                   inlet_secrets_get (secrets, INLET_SECRET_SESSION_TOKEN));

  append_filled (buffer, "serviceUrl", inlet_credentials_get_service_url (credentials));
  append_filled (buffer, "bucketName", inlet_credentials_get_bucket (credentials));
  append_filled (buffer, "folderPath", inlet_credentials_get_folder (credentials));
  inlet_secret_buffer_append (buffer, "}");
}
