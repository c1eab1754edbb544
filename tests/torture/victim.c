/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "victim.h"

#include "inlet-session-keyring.h"

void
victim_on_answered (GObject      *source,
                    GAsyncResult *result,
                    gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

void
victim_wait (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
save (InletContext    *context,
      gpointer         profile,
      InletSecretName  name)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_secrets_set (secrets, name, "secret");
  inlet_vault_save_async (inlet_context_get_vault (context), profile, secrets, NULL,
                          victim_on_answered, &answer);
  victim_wait (&answer);
  if (!inlet_vault_save_finish (inlet_context_get_vault (context), answer, &error))
    g_error ("%s", error->message);
}

InletContext *
victim_open (const char *path)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletContext) context = inlet_context_new (path, keyring);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_context_open_async (context, NULL, victim_on_answered, &answer);
  victim_wait (&answer);
  if (!inlet_context_open_finish (context, answer, &error))
    g_error ("%s", error->message);

  return g_steal_pointer (&context);
}

InletAccount *
victim_save_account (InletContext *context,
                     const char   *url)
{
  InletAccount *account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "0a1b2c3d-0000-4000-8000-00000000000a",
                  "name", "Account", "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                  "api-key", "key", "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                  "platform-url", url, NULL);

  save (context, account, INLET_SECRET_ACCESS_TOKEN);
  return account;
}

InletCredentials *
victim_save_credentials (InletContext *context,
                         const char   *access_key_id)
{
  InletCredentials *credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "0a1b2c3d-0000-4000-8000-00000000000c",
                  "name", "Bucket", "access-key-id", access_key_id, NULL);

  save (context, credentials, INLET_SECRET_SECRET_KEY);
  return credentials;
}

int
victim_settle (InletContext          *context,
               const InletSettleKind *kind)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  int n_left;

  inlet_settle_async (context, kind, 0, 0, FALSE, NULL, victim_on_answered, &answer);
  victim_wait (&answer);
  n_left = inlet_settle_finish (context, answer, &error);
  if (n_left < 0)
    g_error ("%s", error->message);

  return n_left > 0;
}
