/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-exports.h"

#include "inlet-account.h"
#include "inlet-credentials.h"
#include "inlet-expiry.h"
#include "inlet-secret-buffer.h"

#include <string.h>

static void
append_quoted (InletSecretBuffer *buffer,
               const char        *value)
{
  inlet_secret_buffer_append (buffer, "'");
  for (const char *c = value; *c != '\0'; c++) {
    char text[2] = { *c, '\0' };

    /* Nothing is special between single quotes but their end. */
    inlet_secret_buffer_append (buffer, *c == '\'' ? "'\\''" : text);
    explicit_bzero (text, sizeof text);
  }
  inlet_secret_buffer_append (buffer, "'");
}

static void
append_export (InletSecretBuffer *buffer,
               const char        *name,
               const char        *value)
{
  if (value == NULL || *value == '\0')
    return;

  inlet_secret_buffer_append (buffer, "export ");
  inlet_secret_buffer_append (buffer, name);
  inlet_secret_buffer_append (buffer, "=");
  append_quoted (buffer, value);
  inlet_secret_buffer_append (buffer, "\n");
}

static void
append_account (InletSecretBuffer *buffer,
                InletAccount      *account,
                InletSecrets      *secrets)
{
  append_export (buffer, "IMS_ORG", inlet_account_get_org_id (account));
  append_export (buffer, "API_KEY", inlet_account_get_api_key (account));

  if (inlet_account_get_sign_in_kind (account) == INLET_SIGN_IN_ACCESS_TOKEN) {
    append_export (buffer, "ACCESS_TOKEN", inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN));
    return;
  }

  append_export (buffer, "CLIENT_SECRET", inlet_secrets_get (secrets, INLET_SECRET_CLIENT_SECRET));
  append_export (buffer, "SCOPES", inlet_account_get_scopes (account));
}

static void
append_credentials (InletSecretBuffer *buffer,
                    InletCredentials  *credentials,
                    InletSecrets      *secrets)
{
  append_export (buffer, "AWS_ACCESS_KEY_ID", inlet_credentials_get_access_key_id (credentials));
  append_export (buffer, "AWS_SECRET_ACCESS_KEY",
                 inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY));
  if (inlet_credentials_has_session_token (credentials)) {
    gint64 end = inlet_credentials_get_session_token_end (credentials);
    g_autofree char *text = inlet_expiry_to_text (end);

    append_export (buffer, "AWS_SESSION_TOKEN",
                   inlet_secrets_get (secrets, INLET_SECRET_SESSION_TOKEN));
    append_export (buffer, "AWS_CREDENTIAL_EXPIRATION", text);
  }
}

char *
inlet_exports_build (InletProfile *profile,
                     InletSecrets *secrets)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;

  g_return_val_if_fail (INLET_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (secrets != NULL, NULL);

  inlet_secret_buffer_append (&buffer, "");
  if (INLET_IS_ACCOUNT (profile))
    append_account (&buffer, INLET_ACCOUNT (profile), secrets);
  else
    append_credentials (&buffer, INLET_CREDENTIALS (profile), secrets);

  return inlet_secret_buffer_steal (&buffer);
}
