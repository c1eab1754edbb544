/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-session-keyring.h"

#include "inlet-error.h"
#include "keyring-answer.h"

static void
test_new_destroy (void)
{
  InletKeyring *keyring = inlet_session_keyring_new ();

  g_assert_true (INLET_IS_SESSION_KEYRING (keyring));
  g_assert_finalize_object (G_OBJECT (keyring));
}

static void
test_is_not_lasting (void)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();

  g_assert_false (inlet_keyring_is_lasting (keyring));
}

static void
test_keeps_replaces_and_forgets (void)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletProfile) profile = account_new ("a", "ACME");
  g_autoptr (InletSecrets) first = secrets_new ("first");
  g_autoptr (InletSecrets) second = secrets_new ("second");
  g_autoptr (InletSecrets) found_first = NULL;
  g_autoptr (InletSecrets) found_second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (keyring, profile, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  g_clear_error (&error);

  g_assert_true (store (keyring, profile, first, &error));
  found_first = lookup (keyring, profile, &error);
  assert_equal_secrets (found_first, first);

  g_assert_true (store (keyring, profile, second, &error));
  found_second = lookup (keyring, profile, &error);
  assert_equal_secrets (found_second, second);

  g_assert_true (clear (keyring, profile, &error));
  g_assert_true (clear (keyring, profile, &error));
  g_assert_no_error (error);
  g_assert_null (lookup (keyring, profile, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
}

static void
test_tells_profiles_apart (void)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletProfile) account = account_new ("a", "Same");
  g_autoptr (InletProfile) other = account_new ("b", "Same");
  g_autoptr (InletProfile) credentials = credentials_new ("a", "Same");
  g_autoptr (InletSecrets) secrets = secrets_new ("secret");
  g_autoptr (InletSecrets) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, account, secrets, &error));
  g_assert_null (lookup (keyring, other, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  g_clear_error (&error);
  g_assert_null (lookup (keyring, credentials, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  g_clear_error (&error);

  g_assert_true (clear (keyring, credentials, &error));
  found = lookup (keyring, account, &error);
  assert_equal_secrets (found, secrets);
}

static void
test_keeps_and_gives_copies (void)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletProfile) profile = account_new ("a", "ACME");
  g_autoptr (InletSecrets) secrets = secrets_new ("before");
  g_autoptr (InletSecrets) original = inlet_secrets_copy (secrets);
  g_autoptr (InletSecrets) found = NULL;
  g_autoptr (InletSecrets) found_again = NULL;

  g_assert_true (store (keyring, profile, secrets, NULL));
  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, "after storing");

  found = lookup (keyring, profile, NULL);
  assert_equal_secrets (found, original);
  inlet_secrets_set (found, INLET_SECRET_CLIENT_SECRET, "after finding");

  found_again = lookup (keyring, profile, NULL);
  assert_equal_secrets (found_again, original);
}

static void
test_does_nothing_when_cancelled (void)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletProfile) profile = account_new ("a", "ACME");
  g_autoptr (InletSecrets) kept = secrets_new ("kept");
  g_autoptr (InletSecrets) secrets = secrets_new ("cancelled");
  g_autoptr (InletSecrets) found = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) looked_up = ANSWER_INIT;
  g_auto (Answer) stored = ANSWER_INIT;
  g_auto (Answer) cleared = ANSWER_INIT;

  g_assert_true (store (keyring, profile, kept, NULL));
  g_cancellable_cancel (cancellable);

  inlet_keyring_lookup_async (keyring, profile, cancellable, on_looked_up, &looked_up);
  inlet_keyring_store_async (keyring, profile, secrets, cancellable, on_kept, &stored);
  inlet_keyring_clear_async (keyring, profile, cancellable, on_removed, &cleared);
  g_assert_false (looked_up.is_done || stored.is_done || cleared.is_done);
  wait_for_flag (&looked_up.is_done);
  wait_for_flag (&stored.is_done);
  wait_for_flag (&cleared.is_done);

  g_assert_error (looked_up.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (stored.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (cleared.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  found = lookup (keyring, profile, NULL);
  assert_equal_secrets (found, kept);
}

static void
test_answers_when_let_go_in_the_middle (void)
{
  InletKeyring *keyring = inlet_session_keyring_new ();
  g_autoptr (InletProfile) profile = account_new ("a", "ACME");
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_lookup_async (keyring, profile, NULL, on_looked_up, &answer);
  g_object_unref (keyring);
  wait_for_flag (&answer.is_done);

  g_assert_error (answer.error, INLET_ERROR, INLET_ERROR_NO_SECRET);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/storage/session-keyring/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/storage/session-keyring/is-not-lasting", test_is_not_lasting);
  g_test_add_func ("/inlet/storage/session-keyring/keeps-replaces-and-forgets",
                   test_keeps_replaces_and_forgets);
  g_test_add_func ("/inlet/storage/session-keyring/tells-profiles-apart",
                   test_tells_profiles_apart);
  g_test_add_func ("/inlet/storage/session-keyring/keeps-and-gives-copies",
                   test_keeps_and_gives_copies);
  g_test_add_func ("/inlet/storage/session-keyring/does-nothing-when-cancelled",
                   test_does_nothing_when_cancelled);
  g_test_add_func ("/inlet/storage/session-keyring/answers-when-let-go-in-the-middle",
                   test_answers_when_let_go_in_the_middle);

  return g_test_run ();
}
