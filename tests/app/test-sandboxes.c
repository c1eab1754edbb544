/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-error.h"
#include "inlet-kept-sandboxes.h"
#include "inlet-sandbox-query.h"
#include "inlet-sandboxes.h"
#include "lockable-keyring.h"

#define LISTED "GET /data/foundation/sandbox-management/"

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->keyring = lockable_keyring_new ();
  fixture_set_up (self, data);
}

static GPtrArray *
query (Fixture       *self,
       InletAccount  *account,
       gboolean       is_quiet,
       GError       **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_sandbox_query_async (self->context, account, is_quiet, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_sandbox_query_finish (self->context, answer, error);
}

/* As if they had been seen so many seconds ago. */
static void
keep (Fixture      *self,
      InletAccount *account,
      const char   *items,
      gint64        age)
{
  g_autofree char *json = g_strdup_printf ("{\"sandboxes\":[%s]}", items);
  g_autoptr (GPtrArray) sandboxes = inlet_sandbox_list_from_json (json);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_kept_sandboxes_write_async (inlet_context_get_database (self->context),
                                    inlet_profile_get_id (INLET_PROFILE (account)), sandboxes,
                                    g_get_real_time () / G_USEC_PER_SEC - age, NULL, on_answered,
                                    &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_kept_sandboxes_write_finish (inlet_context_get_database (self->context),
                                                    answer, NULL));
}

static InletKeptSandboxes *
read_kept (Fixture      *self,
           InletAccount *account)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_kept_sandboxes_read_async (inlet_context_get_database (self->context),
                                   inlet_profile_get_id (INLET_PROFILE (account)), NULL,
                                   on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_kept_sandboxes_read_finish (inlet_context_get_database (self->context), answer,
                                           NULL);
}

static guint
count (InletSandboxes *sandboxes)
{
  return g_list_model_get_n_items (G_LIST_MODEL (sandboxes));
}

/* (nullable) */
static InletProblem *
get_problem (InletSandboxes *sandboxes,
             InletErrorCode  code)
{
  InletProblem *problem = inlet_sandboxes_get_problem (sandboxes);

  return problem != NULL && inlet_problem_get_code (problem) == code ? problem : NULL;
}

static gboolean
is_idle (InletSandboxes *sandboxes)
{
  return !inlet_sandboxes_get_is_asking (sandboxes);
}

/* What goes on by itself has had time to. */
static void
settle (Fixture *self)
{
  for (guint i = 0; i < 3; i++) {
    g_autoptr (InletKeptSandboxes) kept = read_kept (self, self->pasted);

    while (g_main_context_iteration (NULL, FALSE))
      continue;
  }
}

static void
test_query_keeps (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sandboxes = query (self, self->account, FALSE, &error);
  g_autoptr (InletKeptSandboxes) kept = read_kept (self, self->account);

  g_assert_no_error (error);
  g_assert_cmpuint (sandboxes->len, ==, 2);
  g_assert_null (inlet_sandbox_query_explain (sandboxes));
  g_assert_cmpuint (kept->sandboxes->len, ==, 2);
  g_assert_cmpuint (count_requests (self, LISTED), ==, 1);
  g_assert_cmpuint (count_requests (self, "POST /ims"), ==, 1);
}

/* Never `prod`, never an empty list without a word. */
static void
test_query_none (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) sandboxes = NULL;
  g_autoptr (InletProblem) problem = NULL;

  self->sandboxes = "";
  sandboxes = query (self, self->pasted, FALSE, NULL);
  g_assert_cmpuint (sandboxes->len, ==, 0);
  problem = inlet_sandbox_query_explain (sandboxes);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_NO_SANDBOX);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_REFUSED);
}

static void
test_query_refused (Fixture       *self,
                    gconstpointer  data)
{
  const struct { guint status; const char *body; InletErrorCode code; } cases[] = {
    { 403, "{\"error_code\":403027,\"message\":\"User region is missing\"}",
      INLET_ERROR_NOT_ALLOWED },
    { 403, "{\"status\":403,\"type\":\"http://ns.adobe.com/aep/errors/SMS-2010-403\"}",
      INLET_ERROR_NOT_ALLOWED },
    { 401, "{\"error_code\":\"401013\",\"message\":\"Oauth token is not valid\"}",
      INLET_ERROR_SIGN_IN },
  };

  keep (self, self->pasted, "{\"name\":\"stage\"}", 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (InletKeptSandboxes) kept = NULL;

    self->sandboxes_status = cases[i].status;
    self->sandboxes_body = cases[i].body;
    g_assert_null (query (self, self->pasted, FALSE, &error));
    g_assert_error (error, INLET_ERROR, (int) cases[i].code);
    kept = read_kept (self, self->pasted);
    g_assert_cmpuint (kept->sandboxes->len, ==, 1);
  }
}

static void
test_query_renews_token (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->sandboxes_status = 401;
  g_assert_null (query (self, self->account, FALSE, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_SIGN_IN);
  g_assert_cmpuint (count_requests (self, "POST /ims"), ==, 2);
  g_assert_cmpuint (count_requests (self, LISTED), ==, 2);
}

static void
test_query_quietly (Fixture       *self,
                    gconstpointer  data)
{
  LockableKeyring *keyring = (LockableKeyring *) self->keyring;
  g_autoptr (GError) error = NULL;

  keyring->is_locked = TRUE;
  g_assert_null (query (self, self->pasted, TRUE, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);
  g_assert_cmpuint (keyring->n_asked, ==, 0);
  g_assert_cmpuint (count_requests (self, LISTED), ==, 0);
}

static void
test_query_cancelled (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_sandbox_query_async (self->context, self->pasted, FALSE, cancellable, on_answered,
                             &answer);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&answer);
  g_assert_null (inlet_sandbox_query_finish (self->context, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* An answer for what the account was is not kept for what it is. */
static void
test_edited_meanwhile (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletAccount) before = g_object_ref (self->pasted);
  g_autoptr (InletAccount) edited =
    g_object_new (INLET_TYPE_ACCOUNT, "id", inlet_profile_get_id (INLET_PROFILE (before)),
                  "name", "Pasted", "org-id", "Other@AdobeOrg", "api-key", "key",
                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                  "platform-url", inlet_account_get_platform_url (before), NULL);
  g_autoptr (InletSecrets) token = secrets_with (INLET_SECRET_ACCESS_TOKEN, "pasted");
  g_autoptr (GPtrArray) sandboxes = NULL;
  g_autoptr (InletKeptSandboxes) kept = NULL;

  save (self, INLET_PROFILE (edited), token);
  sandboxes = query (self, before, FALSE, NULL);
  g_assert_cmpuint (sandboxes->len, ==, 2);
  kept = read_kept (self, before);
  g_assert_null (kept);
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  InletSandboxes *sandboxes = inlet_sandboxes_new (self->context);

  inlet_sandboxes_set_account (sandboxes, self->pasted);
  g_assert_finalize_object (sandboxes);
}

static void
test_never_seen_is_asked_for (Fixture       *self,
                              gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (count (sandboxes) == 2);
  wait_until (is_idle (sandboxes));
  g_assert_null (inlet_sandboxes_get_problem (sandboxes));
  g_assert_cmpint (inlet_sandboxes_get_seen_at (sandboxes), >, 0);
  g_assert_true (inlet_sandbox_is_production (inlet_sandboxes_find (sandboxes, "prod")));
  g_assert_null (inlet_sandboxes_find (sandboxes, "unheard-of"));
}

/* What was kept today is there without anybody being asked. */
static void
test_kept_is_there (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  keep (self, self->pasted, "{\"name\":\"stage\"}", 60);
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (count (sandboxes) == 1);
  settle (self);
  g_assert_nonnull (inlet_sandboxes_find (sandboxes, "stage"));
  g_assert_cmpuint (count_requests (self, LISTED), ==, 0);

  /* Looked at, it is refreshed behind. */
  inlet_sandboxes_refresh (sandboxes);
  g_assert_false (is_idle (sandboxes));
  g_assert_cmpuint (count (sandboxes), ==, 1);
  wait_until (count (sandboxes) == 2);
}

static void
test_old_is_refreshed (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  keep (self, self->pasted, "{\"name\":\"stage\"}", 25 * 60 * 60);
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (count (sandboxes) == 1);
  wait_until (count (sandboxes) == 2);
}

static void
test_offline_keeps_what_was_kept (Fixture       *self,
                                  gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  keep (self, self->unreached, "{\"name\":\"stage\"}", 25 * 60 * 60);
  inlet_sandboxes_set_account (sandboxes, self->unreached);
  wait_until (get_problem (sandboxes, INLET_ERROR_OFFLINE) != NULL);
  g_assert_true (is_idle (sandboxes));
  g_assert_cmpuint (count (sandboxes), ==, 1);
}

static void
test_none_is_explained (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);
  g_autoptr (InletSandboxes) again = inlet_sandboxes_new (self->context);

  self->sandboxes = "";
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (get_problem (sandboxes, INLET_ERROR_NO_SANDBOX) != NULL);
  g_assert_cmpuint (count (sandboxes), ==, 0);

  /* The next time as well, before anybody is asked. */
  inlet_sandboxes_set_account (again, self->pasted);
  wait_until (get_problem (again, INLET_ERROR_NO_SANDBOX) != NULL);
  g_assert_cmpuint (count_requests (self, LISTED), ==, 1);
}

static void
test_locked_keyring_is_not_asked (Fixture       *self,
                                  gconstpointer  data)
{
  LockableKeyring *keyring = (LockableKeyring *) self->keyring;
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletSecrets) secrets = NULL;

  keyring->is_locked = TRUE;
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (get_problem (sandboxes, INLET_ERROR_KEYRING_LOCKED) != NULL);
  g_assert_cmpuint (keyring->n_asked, ==, 0);

  /* Unlocked for something else. */
  keyring->is_locked = FALSE;
  inlet_vault_lookup_async (inlet_context_get_vault (self->context),
                            INLET_PROFILE (self->credentials), NULL, on_answered, &answer);
  wait_for_answer (&answer);
  secrets = inlet_vault_lookup_finish (inlet_context_get_vault (self->context), answer, NULL);
  wait_until (count (sandboxes) == 2);
  g_assert_cmpuint (keyring->n_asked, ==, 0);
  g_assert_null (inlet_sandboxes_get_problem (sandboxes));
}

static void
test_who_asks_may_be_asked (Fixture       *self,
                            gconstpointer  data)
{
  LockableKeyring *keyring = (LockableKeyring *) self->keyring;
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  keyring->is_locked = TRUE;
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (get_problem (sandboxes, INLET_ERROR_KEYRING_LOCKED) != NULL);
  inlet_sandboxes_ask (sandboxes);
  wait_until (count (sandboxes) == 2);
  g_assert_cmpuint (keyring->n_asked, >, 0);
}

/* Each minute of the fixture's clock is 60 ms. */
static void
test_once_a_minute (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  inlet_clock_set_speed (inlet_context_get_clock (self->context), 1);
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (count (sandboxes) == 2 && is_idle (sandboxes));
  inlet_sandboxes_refresh (sandboxes);
  g_assert_true (is_idle (sandboxes));

  inlet_clock_set_speed (inlet_context_get_clock (self->context), 1000 * 1000);
  wait_until ((inlet_sandboxes_refresh (sandboxes), !is_idle (sandboxes)));
}

static void
test_other_account (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  keep (self, self->pasted, "{\"name\":\"stage\"}", 60);
  keep (self, self->account, "{\"name\":\"one\"},{\"name\":\"two\"},{\"name\":\"three\"}", 60);
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (count (sandboxes) == 1);
  inlet_sandboxes_set_account (sandboxes, self->account);
  g_assert_cmpuint (count (sandboxes), ==, 0);
  g_assert_cmpint (inlet_sandboxes_get_seen_at (sandboxes), ==, 0);
  wait_until (count (sandboxes) == 3);
  inlet_sandboxes_set_account (sandboxes, NULL);
  g_assert_cmpuint (count (sandboxes), ==, 0);
  inlet_sandboxes_ask (sandboxes);
  g_assert_true (is_idle (sandboxes));
}

/* As another process keeps them: the terminal, while the window is open. */
static void
test_others_are_followed (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);

  keep (self, self->pasted, "{\"name\":\"stage\"}", 60);
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (count (sandboxes) == 1);
  keep (self, self->pasted, "{\"name\":\"stage\"},{\"name\":\"qa\"}", 30);
  wait_until (count (sandboxes) == 2);
  g_assert_cmpuint (count_requests (self, LISTED), ==, 0);
}

static void
on_items_changed (guint *n_changes)
{
  *n_changes += 1;
}

static void
test_same_list_changes_nothing (Fixture       *self,
                                gconstpointer  data)
{
  g_autoptr (InletSandboxes) sandboxes = inlet_sandboxes_new (self->context);
  gint64 seen_at;
  guint n_changes = 0;

  keep (self, self->pasted, "{\"name\":\"stage\"}", 60);
  inlet_sandboxes_set_account (sandboxes, self->pasted);
  wait_until (count (sandboxes) == 1);
  seen_at = inlet_sandboxes_get_seen_at (sandboxes);
  g_signal_connect_swapped (sandboxes, "items-changed", G_CALLBACK (on_items_changed),
                            &n_changes);
  keep (self, self->pasted, "{\"name\":\"stage\"}", 30);
  wait_until (inlet_sandboxes_get_seen_at (sandboxes) != seen_at);
  g_assert_cmpuint (n_changes, ==, 0);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/sandboxes/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("query-keeps", test_query_keeps);
  add ("query-none", test_query_none);
  add ("query-refused", test_query_refused);
  add ("query-renews-token", test_query_renews_token);
  add ("query-quietly", test_query_quietly);
  add ("query-cancelled", test_query_cancelled);
  add ("edited-meanwhile", test_edited_meanwhile);
  add ("new-destroy", test_new_destroy);
  add ("never-seen-is-asked-for", test_never_seen_is_asked_for);
  add ("kept-is-there", test_kept_is_there);
  add ("old-is-refreshed", test_old_is_refreshed);
  add ("offline-keeps-what-was-kept", test_offline_keeps_what_was_kept);
  add ("none-is-explained", test_none_is_explained);
  add ("locked-keyring-is-not-asked", test_locked_keyring_is_not_asked);
  add ("who-asks-may-be-asked", test_who_asks_may_be_asked);
  add ("once-a-minute", test_once_a_minute);
  add ("other-account", test_other_account);
  add ("others-are-followed", test_others_are_followed);
  add ("same-list-changes-nothing", test_same_list_changes_nothing);

  return g_test_run ();
}
