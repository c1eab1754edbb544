/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs in a throw-away desktop whose bus starts no keyring: see meson.build. */

#include "inlet-system-keyring.h"

#include "inlet-account.h"
#include "inlet-error.h"
#include "keyring-answer.h"
#include "keyring-fixture.h"

#include <string.h>
#include <unistd.h>

#define PATH "/inlet/storage/system-keyring-locked/"
#define TYPE_RIGHT "r i g h t Return"
#define TYPE_WRONG "w r o n g Return"

static void
test_asks_to_unlock_since_login (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);

  g_assert_no_error (answer.error);
  assert_equal_secrets (answer.secrets, fixture->secrets);
}

static void
on_checked (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Answer *answer = user_data;

  answer->is_true = inlet_keyring_check_finish (INLET_KEYRING (object), result, &answer->error);
  answer->is_done = TRUE;
}

static void
test_checks_without_asking (Fixture       *fixture,
                            gconstpointer  data)
{
  g_auto (Answer) locked = ANSWER_INIT;
  g_auto (Answer) looked_up = ANSWER_INIT;
  g_auto (Answer) open = ANSWER_INIT;

  inlet_keyring_check_async (fixture->keyring, fixture->profile, NULL, on_checked, &locked);
  wait_for_flag (&locked.is_done);
  g_assert_error (locked.error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);
  g_assert_cmpint (keyring_daemon_count_prompts (fixture->daemon), ==, 0);

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &looked_up);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &looked_up.is_done, G_MAXINT);
  inlet_keyring_check_async (fixture->keyring, fixture->profile, NULL, on_checked, &open);
  wait_for_flag (&open.is_done);
  g_assert_no_error (open.error);
  g_assert_true (open.is_true);
}

static void
test_asks_again_after_a_wrong_password (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_WRONG, &answer.is_done, 2);
  g_assert_false (answer.is_done);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);

  g_assert_no_error (answer.error);
  assert_equal_secrets (answer.secrets, fixture->secrets);
}

static void
test_asks_to_unlock_within_the_session (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_auto (Answer) answer = ANSWER_INIT;

  keyring_daemon_lock (fixture->daemon);
  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);

  g_assert_no_error (answer.error);
  assert_equal_secrets (answer.secrets, fixture->secrets);
  g_assert_cmpint (keyring_daemon_count_prompts (fixture->daemon), >=, 1);
}

static void
test_says_that_the_prompt_was_dismissed (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (InletSecrets) other = secrets_new ("another");
  g_auto (Answer) looked_up = ANSWER_INIT;
  g_auto (Answer) stored = ANSWER_INIT;
  g_auto (Answer) removed = ANSWER_INIT;
  g_auto (Answer) found = ANSWER_INIT;

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &looked_up);
  keyring_daemon_type (fixture->daemon, "Escape", &looked_up.is_done, G_MAXINT);
  g_assert_error (looked_up.error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);

  inlet_keyring_store_async (fixture->keyring, fixture->profile, other, NULL, on_kept, &stored);
  keyring_daemon_type (fixture->daemon, "Escape", &stored.is_done, G_MAXINT);
  g_assert_error (stored.error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);

  inlet_keyring_clear_async (fixture->keyring, fixture->profile, NULL, on_removed, &removed);
  keyring_daemon_type (fixture->daemon, "Escape", &removed.is_done, G_MAXINT);
  g_assert_error (removed.error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);

  /* Nothing was changed, and asking again asks again. */
  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &found);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &found.is_done, G_MAXINT);
  g_assert_no_error (found.error);
  assert_equal_secrets (found.secrets, fixture->secrets);
}

static void
test_unlocks_to_store (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (InletSecrets) other = secrets_new ("another");
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_store_async (fixture->keyring, fixture->profile, other, NULL, on_kept, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);

  g_assert_no_error (answer.error);
  assert_finds (fixture, other);
  assert_n_items (1);
}

static void
test_unlocks_to_clear (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_clear_async (fixture->keyring, fixture->profile, NULL, on_removed, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);

  g_assert_no_error (answer.error);
  assert_finds_error (fixture, INLET_ERROR_NO_SECRET);
  assert_n_items (0);
}

static void
test_makes_the_first_keyring (Fixture       *fixture,
                              gconstpointer  data)
{
  g_auto (Answer) dismissed = ANSWER_INIT;
  g_auto (Answer) answer = ANSWER_INIT;

  keyring_daemon_start (fixture->daemon, FALSE);
  assert_finds_error (fixture, INLET_ERROR_NO_SECRET);

  inlet_keyring_store_async (fixture->keyring, fixture->profile, fixture->secrets, NULL, on_kept,
                             &dismissed);
  keyring_daemon_type (fixture->daemon, "Escape", &dismissed.is_done, G_MAXINT);
  g_assert_error (dismissed.error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);

  inlet_keyring_store_async (fixture->keyring, fixture->profile, fixture->secrets, NULL, on_kept,
                             &answer);
  keyring_daemon_type (fixture->daemon, "r i g h t Tab r i g h t Return", &answer.is_done,
                       G_MAXINT);
  g_assert_no_error (answer.error);
  assert_finds (fixture, fixture->secrets);
}

static void
cancel_at_prompt (Fixture      *fixture,
                  GCancellable *cancellable,
                  Answer       *cancelled)
{
  keyring_daemon_wait_prompts (fixture->daemon, 1);
  g_cancellable_cancel (cancellable);
  wait_for_flag (&cancelled->is_done);
  g_assert_error (cancelled->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_is_cancelled_while_the_prompt_is_up (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) cancelled = ANSWER_INIT;
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, cancellable, on_looked_up,
                              &cancelled);
  cancel_at_prompt (fixture, cancellable, &cancelled);

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);
  g_assert_no_error (answer.error);
  assert_equal_secrets (answer.secrets, fixture->secrets);
}

static void
test_does_not_remove_after_it_was_cancelled (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) cancelled = ANSWER_INIT;
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_clear_async (fixture->keyring, fixture->profile, cancellable, on_removed,
                             &cancelled);
  cancel_at_prompt (fixture, cancellable, &cancelled);

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);
  g_assert_no_error (answer.error);
  assert_n_items (1);
}

/* One that is not there yet. */
static void
test_does_not_store_after_it_was_cancelled (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (InletProfile) other =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "0c2f6d2c-0000-4a58-9d4e-6a4f3a2b1c0d",
                  "name", "Other", NULL);
  g_autoptr (InletSecrets) found = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Answer) cancelled = ANSWER_INIT;
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_store_async (fixture->keyring, other, fixture->secrets, cancellable, on_kept,
                             &cancelled);
  cancel_at_prompt (fixture, cancellable, &cancelled);

  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);
  g_assert_no_error (answer.error);
  found = lookup (fixture->keyring, other, &error);
  g_assert_null (found);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
}

static void
test_unlocks_to_store_another (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (InletProfile) other =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "0c2f6d2c-0000-4a58-9d4e-6a4f3a2b1c0d",
                  "name", "Other", NULL);
  g_autoptr (InletSecrets) found = NULL;
  g_auto (Answer) dismissed = ANSWER_INIT;
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_store_async (fixture->keyring, other, fixture->secrets, NULL, on_kept, &dismissed);
  keyring_daemon_type (fixture->daemon, "Escape", &dismissed.is_done, G_MAXINT);
  g_assert_error (dismissed.error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);

  inlet_keyring_store_async (fixture->keyring, other, fixture->secrets, NULL, on_kept, &answer);
  keyring_daemon_type (fixture->daemon, TYPE_RIGHT, &answer.is_done, G_MAXINT);
  g_assert_no_error (answer.error);
  found = lookup (fixture->keyring, other, NULL);
  assert_equal_secrets (found, fixture->secrets);
  assert_finds (fixture, fixture->secrets);
}

static gboolean
on_fatal_log (const char     *domain,
              GLogLevelFlags  level,
              const char     *message,
              gpointer        user_data)
{
  /* libsecret's own, when its prompt vanishes; newer GLib says that of its task, too. */
  return strstr (message, "g_task_return_error: assertion 'error != NULL' failed") == NULL &&
         strstr (message, "GTask secret_service_real_prompt_async ") == NULL;
}

/* Alone, since libsecret then loses its task, and with it ours. */
static void
test_answers_when_killed_while_the_prompt_is_up (void)
{
  Fixture fixture = { NULL, };
  g_auto (Answer) answer = ANSWER_INIT;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    return;
  }

  g_test_log_set_fatal_handler (on_fatal_log, NULL);
  fixture_set_up_locked (&fixture, NULL);
  inlet_keyring_lookup_async (fixture.keyring, fixture.profile, NULL, on_looked_up, &answer);
  keyring_daemon_wait_prompts (fixture.daemon, 1);
  keyring_daemon_kill (fixture.daemon);
  wait_for_flag (&answer.is_done);
  g_assert_error (answer.error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED);

  keyring_daemon_start (fixture.daemon, TRUE);
  assert_finds (&fixture, fixture.secrets);
  keyring_daemon_free (fixture.daemon);
  _exit (EXIT_SUCCESS);
}

typedef void (*FixtureFunc) (Fixture *fixture, gconstpointer data);

static void
add (const char  *name,
     FixtureFunc  set_up,
     FixtureFunc  test)
{
  g_autofree char *path = g_strconcat (PATH, name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("checks-without-asking", fixture_set_up_locked, test_checks_without_asking);
  add ("asks-to-unlock-since-login", fixture_set_up_locked, test_asks_to_unlock_since_login);
  add ("asks-again-after-a-wrong-password", fixture_set_up_locked,
       test_asks_again_after_a_wrong_password);
  add ("asks-to-unlock-within-the-session", fixture_set_up_stored,
       test_asks_to_unlock_within_the_session);
  add ("says-that-the-prompt-was-dismissed", fixture_set_up_locked,
       test_says_that_the_prompt_was_dismissed);
  add ("unlocks-to-store", fixture_set_up_locked, test_unlocks_to_store);
  add ("unlocks-to-clear", fixture_set_up_locked, test_unlocks_to_clear);
  add ("makes-the-first-keyring", fixture_set_up, test_makes_the_first_keyring);
  add ("is-cancelled-while-the-prompt-is-up", fixture_set_up_locked,
       test_is_cancelled_while_the_prompt_is_up);
  add ("does-not-remove-after-it-was-cancelled", fixture_set_up_locked,
       test_does_not_remove_after_it_was_cancelled);
  add ("does-not-store-after-it-was-cancelled", fixture_set_up_locked,
       test_does_not_store_after_it_was_cancelled);
  add ("unlocks-to-store-another", fixture_set_up_locked, test_unlocks_to_store_another);
  g_test_add_func (PATH "answers-when-killed-while-the-prompt-is-up",
                   test_answers_when_killed_while_the_prompt_is_up);

  return g_test_run ();
}
