/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-vault-merge.h"

#include "inlet-account.h"
#include "inlet-credentials.h"

/* Whether @profile, as it is now, has a secret of this @name that a person typed. */
static gboolean
has_typed_secret (InletProfile    *profile,
                  InletSecretName  name)
{
  switch (name) {
    case INLET_SECRET_CLIENT_SECRET:
      return INLET_IS_ACCOUNT (profile) &&
             inlet_account_get_sign_in_kind (INLET_ACCOUNT (profile)) ==
             INLET_SIGN_IN_CLIENT_SECRET;
    case INLET_SECRET_ACCESS_TOKEN:
      return INLET_IS_ACCOUNT (profile) &&
             inlet_account_get_sign_in_kind (INLET_ACCOUNT (profile)) == INLET_SIGN_IN_ACCESS_TOKEN;
    case INLET_SECRET_SECRET_KEY:
      return INLET_IS_CREDENTIALS (profile);
    case INLET_SECRET_SESSION_TOKEN:
      return INLET_IS_CREDENTIALS (profile) &&
             inlet_credentials_has_session_token (INLET_CREDENTIALS (profile));
    case INLET_SECRET_LAST:
    default:
      return FALSE;
  }
}

/* Whether @typed has what goes with the ID of @profile; a session token comes beside it. */
static gboolean
is_key_typed (InletProfile *profile,
              InletSecrets *typed)
{
  for (InletSecretName name = 0; name < INLET_SECRET_LAST; name++)
    if (name != INLET_SECRET_SESSION_TOKEN && has_typed_secret (profile, name) &&
        inlet_secrets_get (typed, name) != NULL)
      return TRUE;

  return FALSE;
}

const char *
inlet_vault_merge_get_key_id (InletProfile *profile)
{
  if (INLET_IS_ACCOUNT (profile))
    return inlet_account_get_api_key (INLET_ACCOUNT (profile));

  return inlet_credentials_get_access_key_id (INLET_CREDENTIALS (profile));
}

gboolean
inlet_vault_merge_is_pair (InletProfile *profile,
                           InletSecrets *stored)
{
  const char *id = inlet_vault_merge_get_key_id (profile);
  const char *stored_id = inlet_secrets_get_key_id (stored);

  return id == NULL || *id == '\0' || stored_id == NULL || g_str_equal (id, stored_id);
}

void
inlet_vault_merge (InletProfile *profile,
                   InletProfile *known,
                   InletSecrets *typed,
                   InletSecrets *stored,
                   gboolean      is_update)
{
  /* Who leaves the secret as it is means the one that was there, not one of a change that came to
   * no end. */
  gboolean is_kept = is_update || (!is_key_typed (profile, typed) &&
                                   !inlet_vault_merge_is_pair (known, stored));

  inlet_secrets_set_key_id (typed, is_kept ? inlet_secrets_get_key_id (stored)
                                           : inlet_vault_merge_get_key_id (profile));
  for (InletSecretName name = 0; name < INLET_SECRET_LAST; name++)
    if (inlet_secrets_get (typed, name) == NULL &&
        (is_update || has_typed_secret (profile, name)))
      inlet_secrets_set (typed, name, inlet_secrets_get (stored, name));
  inlet_secrets_keep_others (typed, stored);
}

/* A secret that was lost and is typed again is taken for the one it was. */
gboolean
inlet_vault_merge_is_new_key (InletProfiles *credentials,
                              InletProfile  *profile,
                              InletSecrets  *merged,
                              InletSecrets  *stored)
{
  static const InletSecretName key[] = { INLET_SECRET_SECRET_KEY, INLET_SECRET_SESSION_TOKEN };
  InletProfile *known = inlet_profiles_find_by_id (credentials, inlet_profile_get_id (profile));

  if (known == NULL)
    return FALSE;
  if (!g_str_equal (inlet_credentials_get_access_key_id (INLET_CREDENTIALS (profile)),
                    inlet_credentials_get_access_key_id (INLET_CREDENTIALS (known))))
    return TRUE;

  for (gsize i = 0; stored != NULL && i < G_N_ELEMENTS (key); i++)
    if (g_strcmp0 (inlet_secrets_get (merged, key[i]), inlet_secrets_get (stored, key[i])) != 0)
      return TRUE;

  return FALSE;
}
