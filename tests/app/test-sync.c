/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-doubt.h"
#include "inlet-error.h"
#include "inlet-sync.h"

/* A create whose answer is lost, made at the other side or not. */
static gint64
lose_answer_of (Fixture    *self,
                InletDraft *draft,
                gboolean    is_made)
{
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletConnection) connection = NULL;

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (504));
  self->makes_anyway = is_made;
  inlet_create_set_again (create, TRUE);
  inlet_create_run_async (create, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_UNCERTAIN);
  return inlet_connection_get_row_id (connection);
}

static gint64
lose_answer (Fixture      *self,
             InletAccount *account,
             gboolean      is_made)
{
  g_autoptr (InletDraft) draft = draft_for (self, account);

  return lose_answer_of (self, draft, is_made);
}

static InletConnection *
choose (Fixture      *self,
        InletFinding *finding,
        const char   *remote_id)
{
  return inlet_finding_choose (finding, remote_id != NULL
                                        ? inlet_finding_find_candidate (finding, remote_id)
                                        : NULL);
}

static gboolean
settle (Fixture         *self,
        InletConnection *outcome)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_settled = FALSE;

  inlet_doubt_settle_async (database, outcome, on_answered, &answer);
  wait_for_answer (&answer);
  is_settled = inlet_doubt_settle_finish (database, answer, &error);
  g_assert_no_error (error);
  return is_settled;
}

/* @failure: (nullable): why some could not be asked. */
static GPtrArray *
look (Fixture  *self,
      gint64    patience,
      gint64    row_id,
      GError  **failure)
{
  g_autoptr (InletSync) sync = inlet_sync_new (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  inlet_sync_set_patience (sync, patience);
  inlet_sync_set_row (sync, row_id);
  inlet_sync_run_async (sync, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  findings = inlet_sync_run_finish (sync, answer, &error);
  g_assert_no_error (error);
  if (failure != NULL && inlet_sync_get_failure (sync) != NULL)
    *failure = g_error_copy (inlet_sync_get_failure (sync));
  return g_steal_pointer (&findings);
}

static InletConnectionState
get_state (Fixture *self,
           gint64   row_id)
{
  g_autoptr (GPtrArray) rows = read_history (self);

  return inlet_connection_get_state (rows->pdata[rows->len - row_id]);
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  InletSync *sync = inlet_sync_new (self->context);

  g_assert_finalize_object (sync);
}

static void
test_made_is_adopted (Fixture       *self,
                      gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->pasted, TRUE);
  g_autoptr (GPtrArray) findings = look (self, INLET_FINDING_PATIENCE, 0, NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) rows = read_history (self);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (inlet_finding_get_kind (findings->pdata[0]), ==, INLET_FINDING_MADE);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_remote_id (rows->pdata[0]), ==,
                   "4cb0c374-d3bb-4557-b139-000000000001");
  g_assert_cmpuint (count_requests (self, "POST"), ==, 1);

  again = look (self, 0, 0, NULL);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 1);
}

static void
test_not_made_is_told (Fixture       *self,
                       gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->pasted, FALSE);
  g_autoptr (GPtrArray) early = look (self, INLET_FINDING_PATIENCE, 0, NULL);
  g_autoptr (GPtrArray) later = NULL;

  g_assert_cmpint (inlet_finding_get_kind (early->pdata[0]), ==, INLET_FINDING_TOO_EARLY);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_UNCERTAIN);

  later = look (self, 0, 0, NULL);
  g_assert_cmpint (inlet_finding_get_kind (later->pdata[0]), ==, INLET_FINDING_NOT_MADE);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_FAILED);
  g_assert_cmpuint (count_requests (self, "POST"), ==, 1);
}

/* An ID belongs to one row, whichever is looked up first. */
static void
test_two_rows_one_made (Fixture       *self,
                        gconstpointer  data)
{
  gint64 first = lose_answer (self, self->pasted, TRUE);
  gint64 second = lose_answer (self, self->pasted, FALSE);
  g_autoptr (GPtrArray) findings = look (self, 0, 0, NULL);

  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpint (get_state (self, first), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpint (get_state (self, second), ==, INLET_CONNECTION_FAILED);
}

static void
test_only_looking_writes_nothing (Fixture       *self,
                                  gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->pasted, TRUE);
  g_autoptr (InletSync) sync = inlet_sync_new (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  lose_answer (self, self->pasted, FALSE);
  inlet_sync_set_only_looks (sync, TRUE);
  inlet_sync_run_async (sync, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  findings = inlet_sync_run_finish (sync, answer, NULL);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpint (inlet_finding_get_kind (findings->pdata[0]), ==, INLET_FINDING_MADE);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_UNCERTAIN);
}

/* Two rows for two connections of one name: a person says which is which, never the same twice. */
static void
test_choice_is_written_once (Fixture       *self,
                             gconstpointer  data)
{
  gint64 first = lose_answer (self, self->pasted, TRUE);
  gint64 second = lose_answer (self, self->pasted, TRUE);
  g_autoptr (GPtrArray) findings = look (self, 0, 0, NULL);
  const char *id = "4cb0c374-d3bb-4557-b139-000000000002";
  g_autoptr (InletConnection) adopted = NULL;
  g_autoptr (InletConnection) again = NULL;
  g_autoptr (InletConnection) none = NULL;

  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpint (inlet_finding_get_kind (findings->pdata[0]), ==, INLET_FINDING_SEVERAL);
  g_assert_cmpint (inlet_finding_get_kind (findings->pdata[1]), ==, INLET_FINDING_SEVERAL);

  adopted = choose (self, findings->pdata[0], id);
  g_assert_true (settle (self, adopted));
  g_assert_cmpint (get_state (self, first), ==, INLET_CONNECTION_CREATED);

  again = choose (self, findings->pdata[1], id);
  g_assert_false (settle (self, again));
  g_assert_cmpint (get_state (self, second), ==, INLET_CONNECTION_UNCERTAIN);

  none = choose (self, findings->pdata[1], NULL);
  g_assert_true (settle (self, none));
  g_assert_cmpint (get_state (self, second), ==, INLET_CONNECTION_FAILED);
  g_assert_cmpuint (count_requests (self, "POST"), ==, 2);
}

static void
test_only_one_row (Fixture       *self,
                   gconstpointer  data)
{
  gint64 first = lose_answer (self, self->pasted, FALSE);
  gint64 second = lose_answer (self, self->pasted, FALSE);
  g_autoptr (GPtrArray) findings = look (self, 0, second, NULL);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (get_state (self, first), ==, INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (get_state (self, second), ==, INLET_CONNECTION_FAILED);
}

static void
test_token_is_renewed (Fixture       *self,
                       gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->account, TRUE);
  g_autoptr (GPtrArray) findings = NULL;

  self->list_status = 401;
  findings = look (self, 0, 0, NULL);
  g_assert_nonnull (findings);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 2);
  g_assert_cmpuint (self->n_tokens, ==, 2);
}

/* An answer that is not understood is not an empty list. */
static void
test_refused_leaves_doubt (Fixture       *self,
                           gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->pasted, FALSE);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  self->list_status = 403;
  findings = look (self, 0, 0, &error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NOT_ALLOWED);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_UNCERTAIN);
}

static gint64
lose_answer_in (Fixture      *self,
                InletAccount *account,
                const char   *sandbox,
                const char   *name)
{
  g_autoptr (InletDraft) draft = inlet_draft_new (account, self->credentials, sandbox, name, "");

  return lose_answer_of (self, draft, TRUE);
}

/* Adobe is asked once for each account and sandbox, however many rows there are. */
static void
test_asked_once_for_a_sandbox (Fixture       *self,
                               gconstpointer  data)
{
  g_autoptr (GPtrArray) findings = NULL;

  lose_answer_in (self, self->pasted, "dev", "One");
  lose_answer_in (self, self->pasted, "prod", "Two");
  lose_answer_in (self, self->pasted, "dev", "Three");
  lose_answer_in (self, self->account, "dev", "Four");
  findings = look (self, 0, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 4);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 3);
  for (gint64 row_id = 1; row_id <= 4; row_id++)
    g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_CREATED);
}

/* A sandbox, or an account, that fails keeps no other one's rows from being found. */
static void
test_failure_is_passed_over (Fixture       *self,
                             gconstpointer  data)
{
  gint64 first = lose_answer_in (self, self->pasted, "gone", "One");
  gint64 second = lose_answer_in (self, self->pasted, "dev", "Two");
  gint64 third = lose_answer_in (self, self->account, "dev", "Three");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  self->list_status = 403;
  findings = look (self, 0, 0, &error);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpint (get_state (self, first), ==, INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (get_state (self, second), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpint (get_state (self, third), ==, INLET_CONNECTION_CREATED);
}

/* Nothing is asked of an account's other sandboxes when it cannot sign in. */
static void
test_account_is_given_up (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  lose_answer_in (self, self->pasted, "dev", "One");
  lose_answer_in (self, self->pasted, "prod", "Two");
  lose_answer_in (self, self->account, "dev", "Three");
  self->list_status = 401;
  findings = look (self, 0, 0, &error);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_SIGN_IN);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 2);
}

static void
test_removed_account (Fixture       *self,
                      gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->pasted, TRUE);
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  inlet_vault_remove_async (vault, INLET_PROFILE (self->pasted), NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_vault_remove_finish (vault, answer, NULL));

  findings = look (self, 0, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_UNCERTAIN);
}

/* What an edit of the pasted account may make of it meanwhile. */
static void
edit_account (Fixture    *self,
              const char *org_id,
              const char *api_key)
{
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_ACCESS_TOKEN, "pasted");
  g_autoptr (InletAccount) edited =
    g_object_new (INLET_TYPE_ACCOUNT, "id", inlet_profile_get_id (INLET_PROFILE (self->pasted)),
                  "name", "Edited", "org-id", org_id, "api-key", api_key,
                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                  "platform-url", inlet_account_get_platform_url (self->pasted), NULL);

  save (self, INLET_PROFILE (edited), secrets);
}

/* That another organization has no such connection says nothing. */
static void
test_account_of_another_organization (Fixture       *self,
                                      gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->pasted, FALSE);
  g_autoptr (GPtrArray) findings = NULL;

  edit_account (self, "0000000000000000000000AA@AdobeOrg", "key");
  findings = look (self, 0, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 0);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_UNCERTAIN);
}

/* It was made with the key of then. */
static void
test_account_with_another_key (Fixture       *self,
                               gconstpointer  data)
{
  gint64 row_id = lose_answer (self, self->pasted, TRUE);
  g_autoptr (GPtrArray) findings = NULL;

  edit_account (self, inlet_account_get_org_id (self->pasted), "another-key");
  findings = look (self, 0, 0, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (inlet_finding_get_kind (findings->pdata[0]), ==, INLET_FINDING_SEVERAL);
  g_assert_cmpint (get_state (self, row_id), ==, INLET_CONNECTION_UNCERTAIN);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/sync/", name, NULL);

  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("new-destroy", test_new_destroy);
  add ("made-is-adopted", test_made_is_adopted);
  add ("not-made-is-told", test_not_made_is_told);
  add ("two-rows-one-made", test_two_rows_one_made);
  add ("only-looking-writes-nothing", test_only_looking_writes_nothing);
  add ("choice-is-written-once", test_choice_is_written_once);
  add ("only-one-row", test_only_one_row);
  add ("token-is-renewed", test_token_is_renewed);
  add ("refused-leaves-doubt", test_refused_leaves_doubt);
  add ("asked-once-for-a-sandbox", test_asked_once_for_a_sandbox);
  add ("failure-is-passed-over", test_failure_is_passed_over);
  add ("account-is-given-up", test_account_is_given_up);
  add ("removed-account", test_removed_account);
  add ("account-of-another-organization", test_account_of_another_organization);
  add ("account-with-another-key", test_account_with_another_key);

  return g_test_run ();
}
