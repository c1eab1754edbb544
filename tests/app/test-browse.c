/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-browse.h"
#include "inlet-error.h"
#include "inlet-problem.h"

#define DENIED \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1100-400\"," \
  "\"report\":{\"detailed-message\":\"Error from flow provider: AccessDenied\"}}"

static InletConnection *
connection_of (const char *account_id)
{
  const InletConnectionFields fields = {
    .row_id = 1, .state = INLET_CONNECTION_CREATED, .remote_id = "a", .name = "N",
    .sandbox = "dev", .account_id = account_id, .account_name = "ACME",
  };

  return inlet_connection_new (&fields);
}

static InletBrowse *
browse_with (Fixture      *self,
             InletAccount *account)
{
  g_autoptr (InletConnection) connection =
    connection_of (inlet_profile_get_id (INLET_PROFILE (account)));

  return inlet_browse_new (self->context, connection);
}

static InletListing *
list (InletBrowse  *browse,
      const char   *path,
      GError      **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_browse_list_async (browse, path, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_browse_list_finish (browse, answer, error);
}

static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (InletBrowse) browse = browse_with (self, self->pasted);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletListing) listing = NULL;

  g_assert_null (inlet_browse_get_known (browse, NULL));
  listing = list (browse, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (inlet_listing_get_n_entries (listing), ==, 2);
  g_assert_cmpuint (count_requests (self, "/explore"), ==, 1);
  g_assert_true (inlet_browse_get_known (browse, NULL) == listing);
  g_assert_null (inlet_browse_get_known (browse, "a/"));
}

/* What was known before is forgotten only when there is something newer. */
static void
test_known (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (InletBrowse) browse = browse_with (self, self->pasted);
  g_autoptr (InletListing) first = list (browse, "a/", NULL);
  g_autoptr (InletListing) second = list (browse, "a/", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (first != second);
  g_assert_true (inlet_browse_get_known (browse, "a/") == second);
  self->explore_status = 400;
  self->explore_reply = DENIED;
  g_assert_null (list (browse, "a/", &error));
  g_assert_true (inlet_browse_get_known (browse, "a/") == second);
}

static void
test_many_known (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (InletBrowse) browse = browse_with (self, self->pasted);
  g_autoptr (GString) many = g_string_new ("[");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (many, "%s{\"type\":\"file\",\"name\":\"%u\",\"path\":\"%u\"}",
                            i > 0 ? "," : "", i, i);
  g_string_append_c (many, ']');
  self->explore_reply = many->str;

  for (guint i = 0; i < 3; i++) {
    g_autofree char *path = g_strdup_printf ("%u/", i);
    g_autoptr (InletListing) listing = list (browse, path, NULL);

    g_assert_nonnull (listing);
  }
  g_assert_null (inlet_browse_get_known (browse, "0/"));
  g_assert_nonnull (inlet_browse_get_known (browse, "1/"));
  g_assert_nonnull (inlet_browse_get_known (browse, "2/"));
}

static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (InletBrowse) browse = browse_with (self, self->pasted);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;

  self->explore_status = 400;
  self->explore_reply = DENIED;
  g_assert_null (list (browse, "private/", &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_S3_REFUSED);
  problem = inlet_problem_new_from_error (error);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_ASKED);
  g_assert_null (inlet_browse_get_known (browse, "private/"));
}

static void
test_read (Fixture       *self,
           gconstpointer  data)
{
  const InletFileFormat format = { INLET_FILE_JSON, ',', 0, 0 };
  g_autoptr (InletBrowse) browse = browse_with (self, self->pasted);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletTable) table = NULL;

  self->explore_reply = "{\"schema\":{\"columns\":[{\"name\":\"a\"}]},\"data\":[{\"a\":1}]}";
  inlet_browse_read_async (browse, "/a.json", &format, TRUE, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  table = inlet_browse_read_finish (browse, answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (inlet_table_get_n_rows (table), ==, 1);
}

static void
test_token_is_renewed (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletBrowse) browse = browse_with (self, self->account);
  g_autoptr (InletListing) listing = NULL;

  self->explore_status = 401;
  g_assert_null (list (browse, NULL, NULL));
  g_assert_cmpuint (self->n_tokens, ==, 2);
  g_assert_cmpuint (count_requests (self, "/explore"), ==, 2);
}

static void
on_status (InletBrowse *browse,
           GParamSpec  *pspec,
           guint       *n_waits)
{
  *n_waits += inlet_browse_get_status (browse) != NULL;
}

static void
test_throttled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletBrowse) browse = browse_with (self, self->pasted);
  g_autoptr (GError) error = NULL;
  guint n_waits = 0;

  self->explore_status = 429;
  self->retry_after = "1";
  g_signal_connect (browse, "notify::status", G_CALLBACK (on_status), &n_waits);
  g_assert_null (list (browse, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_BUSY);
  g_assert_cmpuint (n_waits, >, 0);
  g_assert_null (inlet_browse_get_status (browse));
}

static void
test_account_is_gone (Fixture       *self,
                      gconstpointer  data)
{
  static const char *const ids[] = { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d01", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (InletConnection) connection = connection_of (ids[i]);
    g_autoptr (InletBrowse) browse = inlet_browse_new (self->context, connection);
    g_autoptr (GError) error = NULL;

    g_assert_null (list (browse, NULL, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_ACCOUNT);
  }
  g_assert_cmpuint (self->requests->len, ==, 0);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletBrowse) browse = browse_with (self, self->pasted);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_browse_list_async (browse, NULL, cancellable, on_answered, &answer);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&answer);
  g_assert_null (inlet_browse_list_finish (browse, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  InletBrowse *browse = browse_with (self, self->pasted);

  g_assert_finalize_object (browse);
}

#define ADD(name, function) \
  g_test_add ("/inlet/app/browse/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new-destroy", test_new_destroy);
  ADD ("list", test_list);
  ADD ("known", test_known);
  ADD ("many-known", test_many_known);
  ADD ("refused", test_refused);
  ADD ("read", test_read);
  ADD ("token-is-renewed", test_token_is_renewed);
  ADD ("throttled", test_throttled);
  ADD ("account-is-gone", test_account_is_gone);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
