/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a form describes, once it is filled in. */

#include "inlet-form-private.h"

#include "inlet-expiry.h"

#include <string.h>

/* NULL, for the default, where the form does not ask for the field. */
static const char *
get_relevant_text (InletForm  *self,
                   InletField  field)
{
  return inlet_form_has_field (self, field) ? self->texts[field] : NULL;
}

static InletProfile *
build_account (InletForm  *self,
               const char *id)
{
  return g_object_new (INLET_TYPE_ACCOUNT,
                       "id", id,
                       "name", self->texts[INLET_FIELD_ACCOUNT_NAME],
                       "org-id", self->texts[INLET_FIELD_ORG_ID],
                       "api-key", self->texts[INLET_FIELD_API_KEY],
                       "sign-in-kind", self->sign_in_kind,
                       "scopes", get_relevant_text (self, INLET_FIELD_SCOPES),
                       "platform-url", self->texts[INLET_FIELD_PLATFORM_URL],
                       "ims-url", get_relevant_text (self, INLET_FIELD_IMS_URL),
                       NULL);
}

/* A span of time that was typed begins now. (transfer full) */
static char *
build_session_token_end (InletForm *self)
{
  const char *text = get_relevant_text (self, INLET_FIELD_SESSION_TOKEN_END);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return inlet_expiry_to_text (text != NULL ? inlet_expiry_read_typed (text, now) : 0);
}

static InletProfile *
build_credentials (InletForm  *self,
                   const char *id)
{
  gboolean has_session_token = *self->texts[INLET_FIELD_SESSION_TOKEN] != '\0' ||
                               inlet_form_keeps_session_token (self);
  g_autofree char *session_token_end = build_session_token_end (self);

  return g_object_new (INLET_TYPE_CREDENTIALS,
                       "id", id,
                       "name", self->texts[INLET_FIELD_CREDENTIALS_NAME],
                       "access-key-id", self->texts[INLET_FIELD_ACCESS_KEY_ID],
                       "has-session-token", has_session_token,
                       "session-token-end", session_token_end,
                       "service-url", self->texts[INLET_FIELD_SERVICE_URL],
                       "bucket", self->texts[INLET_FIELD_BUCKET],
                       "folder", self->texts[INLET_FIELD_FOLDER],
                       NULL);
}

gboolean
inlet_form_has_temporary_key (InletForm *self)
{
  return g_str_has_prefix (self->texts[INLET_FIELD_ACCESS_KEY_ID], "ASIA");
}

/* A token that is kept belongs to the key that it came with; another key has it only if it is a
 * temporary one too. */
gboolean
inlet_form_keeps_session_token (InletForm *self)
{
  const char *access_key_id = self->texts[INLET_FIELD_ACCESS_KEY_ID];
  InletCredentials *credentials;

  if (!INLET_IS_CREDENTIALS (self->profile))
    return FALSE;

  credentials = INLET_CREDENTIALS (self->profile);
  if (!inlet_credentials_has_session_token (credentials))
    return FALSE;

  return inlet_form_has_temporary_key (self) ||
         strcmp (access_key_id, inlet_credentials_get_access_key_id (credentials)) == 0;
}

InletProfile *
inlet_form_build_profile (InletForm *self)
{
  const char *id;

  g_return_val_if_fail (INLET_IS_FORM (self), NULL);
  g_return_val_if_fail (self->kind != INLET_FORM_CONNECTION, NULL);
  g_return_val_if_fail (self->is_valid, NULL);

  id = self->profile != NULL ? inlet_profile_get_id (self->profile) : NULL;

  return self->kind == INLET_FORM_ACCOUNT ? build_account (self, id) :
         build_credentials (self, id);
}

InletSecrets *
inlet_form_build_secrets (InletForm *self)
{
  static const InletField sources[INLET_SECRET_LAST] = {
    [INLET_SECRET_CLIENT_SECRET] = INLET_FIELD_CLIENT_SECRET,
    [INLET_SECRET_ACCESS_TOKEN] = INLET_FIELD_ACCESS_TOKEN,
    [INLET_SECRET_SECRET_KEY] = INLET_FIELD_SECRET_KEY,
    [INLET_SECRET_SESSION_TOKEN] = INLET_FIELD_SESSION_TOKEN,
  };
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();

  g_return_val_if_fail (INLET_IS_FORM (self), NULL);

  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    if (inlet_form_has_field (self, sources[name]))
      inlet_secrets_set (secrets, name, self->texts[sources[name]]);

  return g_steal_pointer (&secrets);
}
