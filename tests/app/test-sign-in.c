/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-error.h"

static InletSecrets *
get_token (Fixture       *self,
           InletAccount  *account,
           InletSecrets  *refused,
           GError       **error)
{
  InletSignIn *sign_in = inlet_context_get_sign_in (self->context);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_sign_in_get_token_async (sign_in, account, refused, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_sign_in_get_token_finish (sign_in, answer, error);
}

static void
assert_token (InletSecrets *secrets,
              const char   *expected)
{
  g_assert_nonnull (secrets);
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN), ==, expected);
}

static void
test_pasted (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (InletSecrets) token = get_token (self, self->pasted, NULL, NULL);
  g_autoptr (GError) error = NULL;

  assert_token (token, "pasted");
  g_assert_null (get_token (self, self->pasted, token, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_SIGN_IN);
  g_assert_cmpuint (self->requests->len, ==, 0);
}

static void
test_foreign_address (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_CLIENT_SECRET, "s3cr3t");
  g_autoptr (InletAccount) foreign = NULL;
  g_autoptr (InletAccount) confirmed = NULL;
  g_autoptr (InletSecrets) token = NULL;
  g_autoptr (GError) error = NULL;

  foreign = g_object_new (INLET_TYPE_ACCOUNT,
                          "platform-url", "https://platform.example",
                          "ims-url", inlet_account_get_ims_url (self->account),
                          NULL);
  save (self, INLET_PROFILE (foreign), secrets);

  g_assert_null (get_token (self, foreign, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_UNCONFIRMED);
  g_assert_cmpuint (self->n_tokens, ==, 0);

  confirmed = inlet_account_confirm (foreign);
  token = get_token (self, confirmed, NULL, NULL);
  assert_token (token, "fetched-1");
}

static void
test_fetched_and_kept (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletSecrets) first = get_token (self, self->account, NULL, NULL);
  g_autoptr (InletSecrets) second = get_token (self, self->account, NULL, NULL);

  assert_token (first, "fetched-1");
  assert_token (second, "fetched-1");
  g_assert_cmpstr (inlet_secrets_get (second, INLET_SECRET_CLIENT_SECRET), ==, "s3cr3t");
  g_assert_cmpuint (self->n_tokens, ==, 1);
}

static void
test_refused_is_renewed (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (InletSecrets) first = get_token (self, self->account, NULL, NULL);
  g_autoptr (InletSecrets) second = get_token (self, self->account, first, NULL);
  g_autoptr (InletSecrets) third = get_token (self, self->account, first, NULL);

  assert_token (second, "fetched-2");
  assert_token (third, "fetched-2");
}

/* Puts a token that ends in @seconds into the keyring. */
static void
keep_token (Fixture *self,
            gint64   seconds)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (InletSecrets) kept = secrets_with (INLET_SECRET_ACCESS_TOKEN, "kept");
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_secrets_set_expires_at (kept, g_get_real_time () / G_USEC_PER_SEC + seconds);
  inlet_vault_update_async (vault, INLET_PROFILE (self->account), kept, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_vault_update_finish (vault, answer, NULL));
}

static void
test_renewed_5_minutes_before (Fixture       *self,
                               gconstpointer  data)
{
  g_autoptr (InletSecrets) kept = NULL;
  g_autoptr (InletSecrets) renewed = NULL;

  keep_token (self, 5 * 60 + 30);
  kept = get_token (self, self->account, NULL, NULL);
  assert_token (kept, "kept");

  keep_token (self, 5 * 60 - 30);
  renewed = get_token (self, self->account, NULL, NULL);
  assert_token (renewed, "fetched-1");
}

static void
test_fetched_once_for_many (Fixture       *self,
                            gconstpointer  data)
{
  InletSignIn *sign_in = inlet_context_get_sign_in (self->context);
  GAsyncResult *answers[20] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    inlet_sign_in_get_token_async (sign_in, self->account, NULL, NULL, on_answered, &answers[i]);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (InletSecrets) token = NULL;

    wait_for_answer (&answers[i]);
    token = inlet_sign_in_get_token_finish (sign_in, answers[i], NULL);
    assert_token (token, "fetched-1");
    g_object_unref (answers[i]);
  }
  g_assert_cmpuint (self->n_tokens, ==, 1);
}

static void
test_one_cancels (Fixture       *self,
                  gconstpointer  data)
{
  InletSignIn *sign_in = inlet_context_get_sign_in (self->context);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) gone = NULL;
  g_autoptr (GAsyncResult) stays = NULL;
  g_autoptr (InletSecrets) token = NULL;
  g_autoptr (GError) error = NULL;

  inlet_sign_in_get_token_async (sign_in, self->account, NULL, cancellable, on_answered, &gone);
  inlet_sign_in_get_token_async (sign_in, self->account, NULL, NULL, on_answered, &stays);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&gone);
  g_assert_null (stays);
  g_assert_null (inlet_sign_in_get_token_finish (sign_in, gone, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  wait_for_answer (&stays);
  token = inlet_sign_in_get_token_finish (sign_in, stays, NULL);
  assert_token (token, "fetched-1");
}

static void
test_all_cancel (Fixture       *self,
                 gconstpointer  data)
{
  InletSignIn *sign_in = inlet_context_get_sign_in (self->context);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) gone = NULL;
  g_autoptr (InletSecrets) next = NULL;

  inlet_sign_in_get_token_async (sign_in, self->account, NULL, cancellable, on_answered, &gone);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&gone);
  g_assert_null (inlet_sign_in_get_token_finish (sign_in, gone, NULL));

  /* Who comes after is not answered with their cancelling. */
  next = get_token (self, self->account, NULL, NULL);
  g_assert_nonnull (next);
}

static void
test_not_reached (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "0a1b2c3d-0000-4000-8000-000000000003", "name", "Away",
                  "org-id", "A@AdobeOrg", "api-key", "key", "ims-url", "http://127.0.0.1:9", NULL);
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_CLIENT_SECRET, "s3cr3t");
  g_autoptr (GError) error = NULL;

  save (self, INLET_PROFILE (account), secrets);
  g_assert_null (get_token (self, account, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_OFFLINE);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/sign-in/", name, NULL);

  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("pasted", test_pasted);
  add ("foreign-address", test_foreign_address);
  add ("fetched-and-kept", test_fetched_and_kept);
  add ("refused-is-renewed", test_refused_is_renewed);
  add ("renewed-5-minutes-before", test_renewed_5_minutes_before);
  add ("fetched-once-for-many", test_fetched_once_for_many);
  add ("one-cancels", test_one_cancels);
  add ("all-cancel", test_all_cancel);
  add ("not-reached", test_not_reached);

  return g_test_run ();
}
