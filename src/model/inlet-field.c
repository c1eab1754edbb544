/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-field.h"

#include "inlet-field-clean.h"
#include "inlet-field-rules.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (InletField, inlet_field,
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_ACCOUNT_NAME, "account-name"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_ORG_ID, "org-id"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_API_KEY, "api-key"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_CLIENT_SECRET, "client-secret"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_ACCESS_TOKEN, "access-token"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_SCOPES, "scopes"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_PLATFORM_URL, "platform-url"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_IMS_URL, "ims-url"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_CREDENTIALS_NAME, "credentials-name"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_ACCESS_KEY_ID, "access-key-id"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_SECRET_KEY, "secret-key"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_SESSION_TOKEN, "session-token"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_SESSION_TOKEN_END, "session-token-end"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_SERVICE_URL, "service-url"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_BUCKET, "bucket"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_FOLDER, "folder"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_SANDBOX, "sandbox"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (INLET_FIELD_DESCRIPTION, "description"))

G_DEFINE_ENUM_TYPE (InletVerdict, inlet_verdict,
                    G_DEFINE_ENUM_VALUE (INLET_VERDICT_GOOD, "good"),
                    G_DEFINE_ENUM_VALUE (INLET_VERDICT_UNUSUAL, "unusual"),
                    G_DEFINE_ENUM_VALUE (INLET_VERDICT_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (INLET_VERDICT_WRONG, "wrong"))

static const struct
{
  const char *label;
  char     *(*clean) (const char *text);
  gboolean    is_secret;
} fields[INLET_FIELD_LAST] = {
  [INLET_FIELD_ACCOUNT_NAME] = { N_("Account Name"), inlet_clean_text },
  [INLET_FIELD_ORG_ID] = { N_("Organization ID"), inlet_clean_key },
  [INLET_FIELD_API_KEY] = { N_("API Key (Client ID)"), inlet_clean_key },
  [INLET_FIELD_CLIENT_SECRET] = { N_("Client Secret"), inlet_clean_key, TRUE },
  [INLET_FIELD_ACCESS_TOKEN] = { N_("Access Token"), inlet_clean_token, TRUE },
  [INLET_FIELD_SCOPES] = { N_("Scopes"), inlet_clean_scopes },
  [INLET_FIELD_PLATFORM_URL] = { N_("Platform Address"), inlet_clean_address },
  [INLET_FIELD_IMS_URL] = { N_("Sign-In Address"), inlet_clean_address },
  [INLET_FIELD_CREDENTIALS_NAME] = { N_("Credentials Name"), inlet_clean_text },
  [INLET_FIELD_ACCESS_KEY_ID] = { N_("Access Key ID"), inlet_clean_key },
  [INLET_FIELD_SECRET_KEY] = { N_("Secret Access Key"), inlet_clean_key, TRUE },
  [INLET_FIELD_SESSION_TOKEN] = { N_("Session Token"), inlet_clean_key, TRUE },
  /* Translators: a field for the moment at which it ends. */
  [INLET_FIELD_SESSION_TOKEN_END] = { N_("End of Session Token"), inlet_clean_key },
  [INLET_FIELD_SERVICE_URL] = { N_("Service URL"), inlet_clean_address },
  [INLET_FIELD_BUCKET] = { N_("Bucket"), inlet_clean_key },
  [INLET_FIELD_FOLDER] = { N_("Folder"), inlet_clean_text },
  [INLET_FIELD_SANDBOX] = { N_("Sandbox"), inlet_clean_key },
  [INLET_FIELD_NAME] = { N_("Name"), inlet_clean_text },
  [INLET_FIELD_DESCRIPTION] = { N_("Description"), inlet_clean_text },
};

const char *
inlet_field_get_label (InletField field)
{
  g_return_val_if_fail (field < INLET_FIELD_LAST, NULL);

  return _(fields[field].label);
}

gboolean
inlet_field_is_secret (InletField field)
{
  g_return_val_if_fail (field < INLET_FIELD_LAST, FALSE);

  return fields[field].is_secret;
}

char *
inlet_field_clean (InletField  field,
                   const char *text)
{
  g_return_val_if_fail (field < INLET_FIELD_LAST, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  /* A terminal may give bytes that are no text; the check says so. */
  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup (text);

  return fields[field].clean (text);
}

InletVerdict
inlet_field_check (InletField   field,
                   const char  *text,
                   const char **message)
{
  InletVerdict verdict = INLET_VERDICT_GOOD;
  const char *sentence = NULL;

  g_return_val_if_fail (field < INLET_FIELD_LAST, INLET_VERDICT_WRONG);
  g_return_val_if_fail (text != NULL, INLET_VERDICT_WRONG);

  if (*text != '\0') {
    sentence = inlet_field_find_fault (field, text);
    if (sentence != NULL)
      verdict = INLET_VERDICT_WRONG;
  }

  if (*text != '\0' && sentence == NULL) {
    sentence = inlet_field_find_oddity (field, text);
    if (sentence != NULL)
      verdict = INLET_VERDICT_UNUSUAL;
  }

  if (message != NULL)
    *message = sentence;

  return verdict;
}
