/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs in a throw-away desktop whose bus starts no keyring: see meson.build. */

#include "inlet-system-keyring.h"

#include "inlet-error.h"
#include "inlet-keyring-call.h"
#include "keyring-answer.h"
#include "keyring-fixture.h"

#include <signal.h>
#include <string.h>

#define PATH "/inlet/storage/system-keyring/"

static void
test_new_destroy (void)
{
  InletKeyring *keyring = inlet_system_keyring_new ();

  g_assert_true (INLET_IS_SYSTEM_KEYRING (keyring));
  g_assert_true (inlet_keyring_is_lasting (keyring));
  g_assert_finalize_object (G_OBJECT (keyring));
}

static void
test_says_that_no_keyring_runs (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) clear_error = NULL;

  assert_finds_error (fixture, INLET_ERROR_KEYRING_MISSING);
  g_assert_false (store (fixture->keyring, fixture->profile, fixture->secrets, &store_error));
  g_assert_error (store_error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);
  g_assert_false (clear (fixture->keyring, fixture->profile, &clear_error));
  g_assert_error (clear_error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);

  /* It is found once it runs. */
  keyring_daemon_start (fixture->daemon, TRUE);
  assert_finds_error (fixture, INLET_ERROR_NO_SECRET);
}

static void
test_keeps_replaces_and_removes (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (InletSecrets) other = secrets_new ("another");
  g_autoptr (GError) error = NULL;

  assert_finds_error (fixture, INLET_ERROR_NO_SECRET);

  g_assert_true (store (fixture->keyring, fixture->profile, fixture->secrets, &error));
  assert_finds (fixture, fixture->secrets);
  g_assert_true (store (fixture->keyring, fixture->profile, other, &error));
  assert_finds (fixture, other);
  assert_n_items (1);

  g_assert_true (clear (fixture->keyring, fixture->profile, &error));
  assert_finds_error (fixture, INLET_ERROR_NO_SECRET);
  assert_n_items (0);
  g_assert_true (clear (fixture->keyring, fixture->profile, &error));
  g_assert_no_error (error);
}

static void
test_keeps_awkward_characters (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autofree char *is_long = g_strnfill (20000, 'x');
  const char * const texts[] = {
    "\"quoted\\\"{\"a\":[]}", "키링–Schlüsselbund–🔑", "%s%n%%", "+/=&?#'`$(id)", "\\u0000",
    is_long,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (InletSecrets) secrets = secrets_new (texts[i]);
    g_autoptr (GError) error = NULL;

    inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, texts[i]);
    g_assert_true (store (fixture->keyring, fixture->profile, secrets, &error));
    assert_finds (fixture, secrets);
  }
}

static void
test_tells_profiles_apart (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (InletProfile) credentials = credentials_new (PROFILE_ID, "Same ID");
  g_autoptr (InletProfile) other = account_new ("f0000000-0000-0000-0000-000000000000", "Other");
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (fixture->keyring, credentials, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  g_clear_error (&error);
  g_assert_null (lookup (fixture->keyring, other, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  g_clear_error (&error);

  g_assert_true (clear (fixture->keyring, credentials, &error));
  g_assert_true (clear (fixture->keyring, other, &error));
  assert_finds (fixture, fixture->secrets);
}

static void
test_labels_the_item_with_the_name (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (InletProfile) renamed = account_new (PROFILE_ID, "ACME 100%s");
  g_autofree char *before = run (NULL, "secret-tool", "search", ATTRIBUTES, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (before, "label = Inlet: account ACME “production”\n"));

  g_assert_true (store (fixture->keyring, renamed, fixture->secrets, &error));
  after = run (NULL, "secret-tool", "search", "--all", ATTRIBUTES, NULL);
  g_assert_nonnull (strstr (after, "label = Inlet: account ACME 100%s\n"));
  g_assert_null (strstr (after, "production"));
}

static void
test_finds_what_another_program_relabelled (Fixture       *fixture,
                                            gconstpointer  data)
{
  inlet_autosecret char *json = inlet_secrets_to_json (fixture->secrets);

  store_as_another_program (json);
  assert_finds (fixture, fixture->secrets);
}

static void
test_does_not_overwrite_what_it_cannot_read (Fixture       *fixture,
                                             gconstpointer  data)
{
  const char * const texts[] = {
    "hunter2", "", "[1]", "{\"client_secret\":", "{\"client_secret\":7}",
    "{\"client_secret\":\"two words\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *found = NULL;

    store_as_another_program (texts[i]);
    assert_finds_error (fixture, INLET_ERROR_KEYRING_FAILED);
    assert_finds_error (fixture, INLET_ERROR_KEYRING_FAILED);
    found = run (NULL, "secret-tool", "lookup", ATTRIBUTES, NULL);
    g_assert_cmpstr (found, ==, texts[i]);
  }
}

/* What holds the task for longer is not to hold what was stored. */
static void
on_kept_or_not (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  InletKeyringCall *call = g_task_get_task_data (G_TASK (result));

  g_assert_null (call->value);
  on_kept (object, result, user_data);
}

static void
test_lets_go_of_what_is_stored (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answer) kept = ANSWER_INIT;
  g_auto (Answer) refused = ANSWER_INIT;
  g_auto (Answer) cancelled = ANSWER_INIT;

  inlet_keyring_store_async (fixture->keyring, fixture->profile, fixture->secrets, NULL,
                             on_kept_or_not, &kept);
  wait_for_flag (&kept.is_done);
  g_assert_true (kept.is_true);

  store_as_another_program ("hunter2");
  inlet_keyring_store_async (fixture->keyring, fixture->profile, fixture->secrets, NULL,
                             on_kept_or_not, &refused);
  wait_for_flag (&refused.is_done);
  g_assert_error (refused.error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED);

  inlet_keyring_store_async (fixture->keyring, fixture->profile, fixture->secrets, cancellable,
                             on_kept_or_not, &cancelled);
  g_cancellable_cancel (cancellable);
  wait_for_flag (&cancelled.is_done);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_does_not_store_over_what_it_cannot_read (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  store_as_another_program ("hunter2");
  g_assert_false (store (fixture->keyring, fixture->profile, fixture->secrets, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED);
  g_clear_error (&error);
  found = run (NULL, "secret-tool", "lookup", ATTRIBUTES, NULL);
  g_assert_cmpstr (found, ==, "hunter2");

  /* The person removes it, and saves the secret anew. */
  g_assert_true (clear (fixture->keyring, fixture->profile, &error));
  g_assert_true (store (fixture->keyring, fixture->profile, fixture->secrets, &error));
  g_assert_no_error (error);
  assert_finds (fixture, fixture->secrets);
  assert_n_items (1);
}

static void
test_finds_no_secret_in_an_empty_item (Fixture       *fixture,
                                       gconstpointer  data)
{
  store_as_another_program ("{}");
  assert_finds_error (fixture, INLET_ERROR_NO_SECRET);
}

static void
test_replaces_the_newest_and_leaves_the_other (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr (InletSecrets) theirs = secrets_new ("theirs");
  g_autoptr (InletSecrets) ours = secrets_new ("ours");
  inlet_autosecret char *json = inlet_secrets_to_json (theirs);
  g_autofree char *found = NULL;

  /* The keyring counts in seconds. */
  wait_for_next_second ();
  store_beside_ours (json);
  assert_finds (fixture, theirs);

  g_assert_true (store (fixture->keyring, fixture->profile, ours, NULL));
  assert_finds (fixture, ours);
  assert_n_items (2);
  found = run (NULL, "secret-tool", "search", "--all", ATTRIBUTES, NULL);
  g_assert_nonnull (strstr (found, SECRET));
  g_assert_null (strstr (found, "theirs"));
}

static void
test_leaves_beside_it_what_it_cannot_read (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autoptr (InletSecrets) ours = secrets_new ("ours");
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  store_beside_ours ("hunter2");
  wait_for_next_second ();
  store_as_another_program ("{\"client_secret\":\"edited\"}");
  g_assert_true (store (fixture->keyring, fixture->profile, ours, &error));
  g_assert_no_error (error);
  assert_finds (fixture, ours);
  assert_n_items (2);
  found = run (NULL, "secret-tool", "search", "--all", ATTRIBUTES, NULL);
  g_assert_nonnull (strstr (found, "secret = hunter2\n"));
}

static void
test_removes_every_double (Fixture       *fixture,
                           gconstpointer  data)
{
  store_beside_ours ("theirs");
  g_assert_true (clear (fixture->keyring, fixture->profile, NULL));
  assert_n_items (0);
}

static void
test_writes_nothing_in_the_clear (Fixture       *fixture,
                                  gconstpointer  data)
{
  const char *dir = keyring_daemon_get_dir (fixture->daemon);
  g_autofree char *keyrings = run (NULL, "grep", "-rlaF", "GnomeKeyring", dir, NULL);
  g_autofree char *leaks = run (NULL, "grep", "-rlaF", "nobody-may-see", dir, NULL);

  g_assert_true (g_str_has_suffix (keyrings, "login.keyring\n"));
  g_assert_cmpstr (leaks, ==, "");
}

/* One call of each kind at the same time. */
typedef struct
{
  Answer looked_up;
  Answer stored;
  Answer removed;
} Answers;

static void
answers_clear (Answers *answers)
{
  answer_clear (&answers->looked_up);
  answer_clear (&answers->stored);
  answer_clear (&answers->removed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, answers_clear)

static void
ask_all (Fixture      *fixture,
         GCancellable *cancellable,
         Answers      *answers)
{
  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, cancellable,
                              on_looked_up, &answers->looked_up);
  inlet_keyring_store_async (fixture->keyring, fixture->profile, fixture->secrets, cancellable,
                             on_kept, &answers->stored);
  inlet_keyring_clear_async (fixture->keyring, fixture->profile, cancellable,
                             on_removed, &answers->removed);

  while (g_main_context_iteration (NULL, FALSE));
}

static void
wait_for_all (Answers *answers)
{
  wait_for_flag (&answers->looked_up.is_done);
  wait_for_flag (&answers->stored.is_done);
  wait_for_flag (&answers->removed.is_done);
}

static void
assert_all_cancelled (Answers *answers)
{
  g_assert_error (answers->looked_up.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (answers->stored.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (answers->removed.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_is_cancelled_before_it_begins (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answers) answers = { ANSWER_INIT, };

  g_cancellable_cancel (cancellable);
  ask_all (fixture, cancellable, &answers);
  wait_for_all (&answers);
  assert_all_cancelled (&answers);
  assert_n_items (0);
}

static void
test_is_cancelled_while_nothing_answers (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Answers) answers = { ANSWER_INIT, };

  keyring_daemon_signal (fixture->daemon, SIGSTOP);
  ask_all (fixture, cancellable, &answers);
  g_assert_false (answers.looked_up.is_done || answers.stored.is_done || answers.removed.is_done);

  g_cancellable_cancel (cancellable);
  wait_for_all (&answers);
  assert_all_cancelled (&answers);
  keyring_daemon_signal (fixture->daemon, SIGCONT);
}

static void
assert_lost (const Answer *answer)
{
  g_assert_nonnull (answer->error);
  g_assert_true (answer->error->domain == INLET_ERROR);
  g_assert_true (answer->error->code == INLET_ERROR_KEYRING_FAILED ||
                 answer->error->code == INLET_ERROR_KEYRING_MISSING);
}

static void
test_answers_when_the_keyring_is_killed (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_auto (Answers) answers = { ANSWER_INIT, };

  keyring_daemon_signal (fixture->daemon, SIGSTOP);
  ask_all (fixture, NULL, &answers);
  keyring_daemon_kill (fixture->daemon);
  wait_for_all (&answers);
  assert_lost (&answers.looked_up);
  assert_lost (&answers.stored);
  assert_lost (&answers.removed);

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_finds (fixture, fixture->secrets);
}

static void
test_goes_on_with_another_keyring_daemon (Fixture       *fixture,
                                          gconstpointer  data)
{
  for (int i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;

    keyring_daemon_kill (fixture->daemon);
    keyring_daemon_start (fixture->daemon, TRUE);
    assert_finds (fixture, fixture->secrets);
    g_assert_true (store (fixture->keyring, fixture->profile, fixture->secrets, &error));
    g_assert_no_error (error);
  }
}

static void
test_answers_when_let_go_in_the_middle (Fixture       *fixture,
                                        gconstpointer  data)
{
  InletKeyring *keyring = inlet_system_keyring_new ();
  g_auto (Answer) answer = ANSWER_INIT;

  inlet_keyring_lookup_async (keyring, fixture->profile, NULL, on_looked_up, &answer);
  g_object_unref (keyring);
  wait_for_flag (&answer.is_done);
  assert_equal_secrets (answer.secrets, fixture->secrets);
}

/* Takes as long as the limit. */
static void
test_does_not_wait_for_ever (Fixture       *fixture,
                             gconstpointer  data)
{
  g_auto (Answer) answer = ANSWER_INIT;

  keyring_daemon_signal (fixture->daemon, SIGSTOP);
  inlet_keyring_lookup_async (fixture->keyring, fixture->profile, NULL, on_looked_up, &answer);
  while (!answer.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answer.error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED);

  keyring_daemon_signal (fixture->daemon, SIGCONT);
  assert_finds (fixture, fixture->secrets);
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

  g_test_add_func (PATH "new-destroy", test_new_destroy);
  add ("says-that-no-keyring-runs", fixture_set_up, test_says_that_no_keyring_runs);
  add ("keeps-replaces-and-removes", fixture_set_up_unlocked, test_keeps_replaces_and_removes);
  add ("keeps-awkward-characters", fixture_set_up_unlocked, test_keeps_awkward_characters);
  add ("tells-profiles-apart", fixture_set_up_stored, test_tells_profiles_apart);
  add ("labels-the-item-with-the-name", fixture_set_up_stored, test_labels_the_item_with_the_name);
  add ("finds-what-another-program-relabelled", fixture_set_up_stored,
       test_finds_what_another_program_relabelled);
  add ("does-not-overwrite-what-it-cannot-read", fixture_set_up_unlocked,
       test_does_not_overwrite_what_it_cannot_read);
  add ("lets-go-of-what-is-stored-with-the-answer", fixture_set_up_unlocked,
       test_lets_go_of_what_is_stored);
  add ("does-not-store-over-what-it-cannot-read", fixture_set_up_unlocked,
       test_does_not_store_over_what_it_cannot_read);
  add ("finds-no-secret-in-an-empty-item", fixture_set_up_unlocked,
       test_finds_no_secret_in_an_empty_item);
  add ("replaces-the-newest-and-leaves-the-other", fixture_set_up_stored,
       test_replaces_the_newest_and_leaves_the_other);
  add ("leaves-beside-it-what-it-cannot-read", fixture_set_up_stored,
       test_leaves_beside_it_what_it_cannot_read);
  add ("removes-every-double", fixture_set_up_stored, test_removes_every_double);
  add ("writes-nothing-in-the-clear", fixture_set_up_stored, test_writes_nothing_in_the_clear);
  add ("is-cancelled-before-it-begins", fixture_set_up_unlocked,
       test_is_cancelled_before_it_begins);
  add ("is-cancelled-while-nothing-answers", fixture_set_up_stored,
       test_is_cancelled_while_nothing_answers);
  add ("answers-when-the-keyring-is-killed", fixture_set_up_stored,
       test_answers_when_the_keyring_is_killed);
  add ("goes-on-with-another-keyring-daemon", fixture_set_up_stored,
       test_goes_on_with_another_keyring_daemon);
  add ("answers-when-let-go-in-the-middle", fixture_set_up_stored,
       test_answers_when_let_go_in_the_middle);
  if (g_test_slow ())
    add ("does-not-wait-for-ever", fixture_set_up_stored, test_does_not_wait_for_ever);

  return g_test_run ();
}
