/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "keyring-answer.h"

#include "inlet-account.h"
#include "inlet-credentials.h"

#define PATIENCE 20 /* seconds */

void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->secrets, inlet_secrets_unref);
  g_clear_error (&answer->error);
}

void
on_looked_up (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Answer *answer = user_data;

  answer->secrets = inlet_keyring_lookup_finish (INLET_KEYRING (object), result, &answer->error);
  answer->is_done = TRUE;
  g_assert_true ((answer->secrets != NULL) == (answer->error == NULL));
}

void
on_kept (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Answer *answer = user_data;

  answer->is_true = inlet_keyring_store_finish (INLET_KEYRING (object), result, &answer->error);
  answer->is_done = TRUE;
  g_assert_true (answer->is_true == (answer->error == NULL));
}

void
on_removed (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Answer *answer = user_data;

  answer->is_true = inlet_keyring_clear_finish (INLET_KEYRING (object), result, &answer->error);
  answer->is_done = TRUE;
  g_assert_true (answer->is_true == (answer->error == NULL));
}

static gboolean
on_patience_ended (gpointer user_data)
{
  g_error ("No answer in %d seconds", PATIENCE);
  return G_SOURCE_REMOVE;
}

void
wait_for_flag (const gboolean *flag)
{
  unsigned int patience = g_timeout_add_seconds (PATIENCE, on_patience_ended, NULL);

  while (!*flag)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (patience);
}

InletSecrets *
lookup (InletKeyring  *keyring,
        InletProfile  *profile,
        GError       **error)
{
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_lookup_async (keyring, profile, NULL, on_looked_up, &answer);
  wait_for_flag (&answer.is_done);
  if (answer.error != NULL)
    g_propagate_error (error, g_steal_pointer (&answer.error));

  return g_steal_pointer (&answer.secrets);
}

gboolean
store (InletKeyring  *keyring,
       InletProfile  *profile,
       InletSecrets  *secrets,
       GError       **error)
{
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_store_async (keyring, profile, secrets, NULL, on_kept, &answer);
  wait_for_flag (&answer.is_done);
  if (answer.error != NULL)
    g_propagate_error (error, g_steal_pointer (&answer.error));

  return answer.is_true;
}

gboolean
clear (InletKeyring  *keyring,
       InletProfile  *profile,
       GError       **error)
{
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_clear_async (keyring, profile, NULL, on_removed, &answer);
  wait_for_flag (&answer.is_done);
  if (answer.error != NULL)
    g_propagate_error (error, g_steal_pointer (&answer.error));

  return answer.is_true;
}

InletProfile *
account_new (const char *id,
             const char *name)
{
  return g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", name, NULL);
}

InletProfile *
credentials_new (const char *id,
                 const char *name)
{
  return g_object_new (INLET_TYPE_CREDENTIALS, "id", id, "name", name, NULL);
}

InletSecrets *
secrets_new (const char *client_secret)
{
  InletSecrets *secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, client_secret);
  inlet_secrets_set_expires_at (secrets, 1764000000);

  return secrets;
}

/* Without saying what they are. */
void
assert_equal_secrets (InletSecrets *one,
                      InletSecrets *other)
{
  inlet_autosecret char *one_json = NULL;
  inlet_autosecret char *other_json = NULL;

  g_assert_nonnull (one);
  g_assert_nonnull (other);
  one_json = inlet_secrets_to_json (one);
  other_json = inlet_secrets_to_json (other);
  g_assert_true (g_str_equal (one_json, other_json));
}
