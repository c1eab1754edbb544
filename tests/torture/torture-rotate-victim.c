/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-rotation.h"
#include "inlet-session-keyring.h"
#include "inlet-settle.h"

/* torture-rotate-victim PATH URL KEY: gives the credentials the access key ID KEY and sends it to
 * all connections, as the program does it, to be killed at any moment.
 * torture-rotate-victim PATH URL KEY rest: sends it to those that lack it still.
 * torture-rotate-victim PATH URL: looks at what is in doubt, and ends with 0 when nothing is any
 * more. Makes the database where there is none. */

#define ACCOUNT_ID     "0a1b2c3d-0000-4000-8000-00000000000a"
#define CREDENTIALS_ID "0a1b2c3d-0000-4000-8000-00000000000c"

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

static void
wait_for_answer (GAsyncResult **answer)
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
  inlet_vault_save_async (inlet_context_get_vault (context), profile, secrets, NULL, on_answered,
                          &answer);
  wait_for_answer (&answer);
  if (!inlet_vault_save_finish (inlet_context_get_vault (context), answer, &error))
    g_error ("%s", error->message);
}

/* The service is known to be at rest. */
static int
look (InletContext *context)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  int n_left;

  inlet_settle_async (context, &inlet_settle_edits, 0, 0, FALSE, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  n_left = inlet_settle_finish (context, answer, &error);
  if (n_left < 0)
    g_error ("%s", error->message);

  return n_left > 0;
}

/* That it fails for some is for the ledger to judge. */
static int
rotate (InletContext     *context,
        InletCredentials *credentials,
        gboolean          is_rest)
{
  g_autoptr (InletRotation) rotation = inlet_rotation_new (context, credentials);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  /* Adobe's seconds of waiting are short. */
  inlet_clock_set_speed (inlet_context_get_clock (context), 50);
  inlet_rotation_load_async (rotation, is_rest, NULL, on_answered, &loaded);
  wait_for_answer (&loaded);
  if (!inlet_rotation_load_finish (rotation, loaded, &error))
    g_error ("%s", error->message);

  inlet_rotation_run_async (rotation, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  if (!inlet_rotation_run_finish (rotation, answer, &error))
    g_error ("%s", error->message);

  return 0;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletContext) context = NULL;
  g_autoptr (InletAccount) account = NULL;
  g_autoptr (InletCredentials) credentials = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 3 || argc > 5)
    return 2;

  context = inlet_context_new (argv[1], keyring);
  account = g_object_new (INLET_TYPE_ACCOUNT, "id", ACCOUNT_ID, "name", "Account",
                          "org-id", "5C1328435BF324E90A49402A@AdobeOrg", "api-key", "key",
                          "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN, "platform-url", argv[2],
                          NULL);
  inlet_context_open_async (context, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  if (!inlet_context_open_finish (context, answer, &error))
    g_error ("%s", error->message);

  save (context, account, INLET_SECRET_ACCESS_TOKEN);
  if (argc == 3)
    return look (context);

  credentials = g_object_new (INLET_TYPE_CREDENTIALS, "id", CREDENTIALS_ID, "name", "Bucket",
                              "access-key-id", argv[3], NULL);
  save (context, credentials, INLET_SECRET_SECRET_KEY);
  return rotate (context, credentials, argc == 5);
}
