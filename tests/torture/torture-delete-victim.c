/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-delete.h"
#include "inlet-find.h"
#include "inlet-session-keyring.h"
#include "inlet-settle.h"

/* torture-delete-victim PATH URL ID: has one connection deleted, as the program does it, to be
 * killed at any moment.
 * torture-delete-victim PATH URL: settles what was left behind. Makes the database where there is
 * none. */

#define ACCOUNT_ID "0a1b2c3d-0000-4000-8000-00000000000a"

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
save (InletContext *context,
      InletAccount *account)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_ACCESS_TOKEN, "secret");
  inlet_vault_save_async (inlet_context_get_vault (context), INLET_PROFILE (account), secrets, NULL,
                          on_answered, &answer);
  wait_for_answer (&answer);
  if (!inlet_vault_save_finish (inlet_context_get_vault (context), answer, &error))
    g_error ("%s", error->message);
}

static InletConnection *
find (InletContext *context,
      const char   *remote_id)
{
  InletDatabase *database = inlet_context_get_database (context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) found = NULL;

  inlet_find_created_async (database, remote_id, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  found = inlet_find_created_finish (database, answer, NULL);
  if (found == NULL || found->len != 1)
    g_error ("There is no connection %s", remote_id);

  return g_object_ref (found->pdata[0]);
}

/* That it fails is for the ledger to judge. */
static int
delete_one (InletContext *context,
            const char   *remote_id)
{
  g_autoptr (InletConnection) connection = find (context, remote_id);
  g_autoptr (InletDelete) operation = inlet_delete_new (context, connection);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  inlet_delete_run_async (operation, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  inlet_delete_run_finish (operation, answer, NULL);
  return 0;
}

/* The service is known to be at rest. */
static int
settle (InletContext *context)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  int n_left;

  inlet_settle_async (context, &inlet_settle_deletions, 0, 0, FALSE, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  n_left = inlet_settle_finish (context, answer, &error);
  if (n_left < 0)
    g_error ("%s", error->message);

  g_print ("left in doubt: %d\n", n_left);
  return n_left > 0;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletContext) context = NULL;
  g_autoptr (InletAccount) account = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 3 || argc > 4)
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

  save (context, account);
  return argc == 3 ? settle (context) : delete_one (context, argv[3]);
}
