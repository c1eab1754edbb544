/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-create-many.h"
#include "inlet-session-keyring.h"
#include "inlet-sync.h"

#include <stdlib.h>

/* torture-victim PATH URL NAME N: creates in N sandboxes at once, to be killed at any moment.
 * torture-victim PATH URL NAME: one create, as the program does it, to be killed at any moment,
 * with a key of its own, for which there is no connection yet.
 * torture-victim PATH URL: looks up what is in doubt, and ends with 0 when nothing is any more.
 * Secrets are in memory, since what is under test is what happens between database and service. */

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

/* Twenty characters that begin as those of AWS do. */
static char *
make_access_key_id (const char *name)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *upper = g_ascii_strup (digest, 16);

  return g_strconcat ("AKIA", upper, NULL);
}

static int
create (InletContext *context,
        InletDraft   *draft)
{
  g_autoptr (InletCreate) operation = inlet_create_new (context, draft);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  inlet_create_run_async (operation, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (operation, answer, &error);
  if (connection == NULL)
    g_error ("%s", error->message);

  return 0;
}

/* In sandbox-0, sandbox-1… */
static int
create_many (InletContext *context,
             InletDraft   *draft,
             guint         n)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InletCreateMany) many = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    g_autofree char *sandbox = g_strdup_printf ("sandbox-%u", i);

    g_ptr_array_add (drafts, inlet_draft_new (inlet_draft_get_account (draft),
                                              inlet_draft_get_credentials (draft), sandbox,
                                              inlet_draft_get_name (draft), ""));
  }

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  /* Adobe's seconds of waiting are short. */
  inlet_clock_set_speed (inlet_context_get_clock (context), 50);
  many = inlet_create_many_new (context, drafts);
  inlet_create_many_run_async (many, on_answered, &answer);
  wait_for_answer (&answer);
  if (!inlet_create_many_run_finish (many, answer, &error))
    g_error ("%s", error->message);

  return 0;
}

static int
look_up (InletContext *context)
{
  g_autoptr (InletSync) sync = inlet_sync_new (context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  int n_in_doubt = 0;

  /* The service is known to be at rest. */
  inlet_sync_set_patience (sync, 0);
  inlet_sync_run_async (sync, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  findings = inlet_sync_run_finish (sync, answer, &error);
  if (findings == NULL)
    g_error ("%s", error->message);
  if (inlet_sync_get_failure (sync) != NULL)
    g_error ("%s", inlet_sync_get_failure (sync)->message);

  for (guint i = 0; i < findings->len; i++)
    n_in_doubt += inlet_connection_get_state (inlet_finding_get_outcome (findings->pdata[i])) ==
                  INLET_CONNECTION_UNCERTAIN;

  g_print ("looked up %u, still in doubt %d\n", findings->len, n_in_doubt);
  return n_in_doubt > 0;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autofree char *access_key_id = make_access_key_id (argc >= 4 ? argv[3] : "");
  g_autoptr (InletContext) context = NULL;
  g_autoptr (InletAccount) account = NULL;
  g_autoptr (InletCredentials) credentials = NULL;
  g_autoptr (InletDraft) draft = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 3 || argc > 5)
    return 2;

  context = inlet_context_new (argv[1], keyring);
  account = g_object_new (INLET_TYPE_ACCOUNT, "id", ACCOUNT_ID, "name", "Account",
                          "org-id", "5C1328435BF324E90A49402A@AdobeOrg", "api-key", "key",
                          "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN, "platform-url", argv[2],
                          NULL);
  credentials = g_object_new (INLET_TYPE_CREDENTIALS, "id", CREDENTIALS_ID, "name", "Bucket",
                              "access-key-id", access_key_id, NULL);
  inlet_context_open_async (context, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  if (!inlet_context_open_finish (context, answer, &error))
    g_error ("%s", error->message);

  save (context, account, INLET_SECRET_ACCESS_TOKEN);
  save (context, credentials, INLET_SECRET_SECRET_KEY);
  if (argc == 3)
    return look_up (context);

  draft = inlet_draft_new (account, credentials, "dev", argv[3], "");
  return argc == 5 ? create_many (context, draft, atoi (argv[4])) : create (context, draft);
}
