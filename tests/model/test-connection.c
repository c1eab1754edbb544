/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-error.h"
#include "inlet-connection.h"

#include "inlet-connection-json.h"
#include "inlet-json.h"

#include <string.h>

/* Saturday, 21 November 2026, 22:06:34 UTC */
#define NOW G_GINT64_CONSTANT (1795298794)
#define ID "4cb0c374-d3bb-4557-b139-5712880adc55"
#define ETAG "\"1700d77b-0000-0200-0000-5e3b41a10000\""

static InletDraft *
build_draft (void)
{
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "account-id", "name", "ACME", NULL);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "credentials-id", "name", "Bucket",
                  "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);

  return inlet_draft_new (account, credentials, "dev", "Billing", "All of it");
}

static InletConnection *
build_attempt (void)
{
  g_autoptr (InletDraft) draft = build_draft ();

  return inlet_connection_new_attempt (draft, NOW);
}

static void
assert_same_attempt (InletConnection *connection)
{
  g_assert_cmpint (inlet_connection_get_created_at (connection), ==, NOW);
  g_assert_cmpstr (inlet_connection_get_name (connection), ==, "Billing");
  g_assert_cmpstr (inlet_connection_get_description (connection), ==, "All of it");
  g_assert_cmpstr (inlet_connection_get_sandbox (connection), ==, "dev");
  g_assert_cmpstr (inlet_connection_get_account_id (connection), ==, "account-id");
  g_assert_cmpstr (inlet_connection_get_account_name (connection), ==, "ACME");
  g_assert_cmpstr (inlet_connection_get_credentials_id (connection), ==, "credentials-id");
  g_assert_cmpstr (inlet_connection_get_credentials_name (connection), ==, "Bucket");
  g_assert_cmpstr (inlet_connection_get_access_key_id (connection), ==, "AKIAIOSFODNN7EXAMPLE");
}

static void
assert_json (InletConnection *connection,
             const char      *expected)
{
  g_autoptr (JsonNode) node = inlet_connection_to_json (connection);
  g_autofree char *text = inlet_json_to_text (node, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_new_destroy (void)
{
  const InletConnectionFields fields = { .name = "Billing" };
  InletConnection *connection = inlet_connection_new (&fields);

  g_assert_cmpint (inlet_connection_get_row_id (connection), ==, 0);
  g_assert_cmpstr (inlet_connection_get_name (connection), ==, "Billing");
  g_assert_null (inlet_connection_get_remote_id (connection));
  g_assert_null (inlet_connection_get_etag (connection));
  g_assert_null (inlet_connection_get_problem (connection));
  g_assert_cmpstr (inlet_connection_get_description (connection), ==, "");
  g_assert_cmpstr (inlet_connection_get_sandbox (connection), ==, "");
  g_assert_cmpstr (inlet_connection_get_account_id (connection), ==, "");
  g_assert_cmpstr (inlet_connection_get_account_name (connection), ==, "");
  g_assert_cmpstr (inlet_connection_get_credentials_id (connection), ==, "");
  g_assert_cmpstr (inlet_connection_get_credentials_name (connection), ==, "");
  g_assert_cmpstr (inlet_connection_get_access_key_id (connection), ==, "");
  g_assert_finalize_object (connection);
}

static void
test_states (void)
{
  static const char * const nicks[] = { "sending", "created", "failed", "uncertain", "gone" };

  for (guint state = 0; state < G_N_ELEMENTS (nicks); state++) {
    g_assert_cmpstr (inlet_connection_state_to_nick (state), ==, nicks[state]);
    g_assert_cmpint (inlet_connection_state_from_nick (nicks[state]), ==, state);
  }

  g_assert_cmpint (inlet_connection_state_from_nick ("lost"), ==, INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (inlet_connection_state_from_nick (""), ==, INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (inlet_connection_state_from_nick (NULL), ==, INLET_CONNECTION_UNCERTAIN);
}

static void
test_attempt (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletConnection) row = inlet_connection_with_row_id (attempt, 7);

  assert_same_attempt (attempt);
  g_assert_cmpint (inlet_connection_get_row_id (attempt), ==, 0);
  g_assert_cmpint (inlet_connection_get_state (attempt), ==, INLET_CONNECTION_SENDING);
  g_assert_null (inlet_connection_get_remote_id (attempt));

  assert_same_attempt (row);
  g_assert_cmpint (inlet_connection_get_row_id (row), ==, 7);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_SENDING);
}

static void
test_receipt (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletConnection) row = inlet_connection_with_row_id (attempt, 7);
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, "No route");
  g_autoptr (InletConnection) failed = inlet_connection_with_problem (row, problem);
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (ID, ETAG);
  g_autoptr (InletConnection) created = inlet_connection_with_receipt (failed, receipt);

  assert_same_attempt (created);
  g_assert_cmpint (inlet_connection_get_row_id (created), ==, 7);
  g_assert_cmpint (inlet_connection_get_state (created), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_remote_id (created), ==, ID);
  g_assert_cmpstr (inlet_connection_get_etag (created), ==, ETAG);
  g_assert_null (inlet_connection_get_problem (created));
}

static void
test_problems (void)
{
  static const InletConnectionState states[] = {
    [INLET_CERTAINTY_NOT_SENT] = INLET_CONNECTION_FAILED,
    [INLET_CERTAINTY_REFUSED] = INLET_CONNECTION_FAILED,
    [INLET_CERTAINTY_UNKNOWN] = INLET_CONNECTION_UNCERTAIN,
    [INLET_CERTAINTY_ASKED] = INLET_CONNECTION_FAILED,
  };
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_TIMED_OUT, "90 s");

  for (guint certainty = 0; certainty < G_N_ELEMENTS (states); certainty++) {
    g_autoptr (InletProblem) one = inlet_problem_with_certainty (problem, certainty);
    g_autoptr (InletConnection) connection = inlet_connection_with_problem (attempt, one);

    assert_same_attempt (connection);
    g_assert_cmpint (inlet_connection_get_state (connection), ==, states[certainty]);
    g_assert_true (inlet_connection_get_problem (connection) == one);
    g_assert_null (inlet_connection_get_remote_id (connection));
  }
}

static void
test_json_of_an_attempt (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();

  assert_json (attempt,
               "{\"id\":null,\"etag\":null,\"name\":\"Billing\",\"description\":\"All of it\","
               "\"sandbox\":\"dev\",\"sandbox_type\":null,"
               "\"account\":\"ACME\",\"credentials\":\"Bucket\","
               "\"state\":\"sending\",\"created_at\":\"2026-11-21T22:06:34Z\","
               "\"created_client\":null,"
               "\"broken_since\":null,\"error\":null}");
}

static void
test_json_of_a_connection (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (ID, ETAG);
  g_autoptr (InletConnection) created = inlet_connection_with_receipt (attempt, receipt);

  assert_json (created,
               "{\"id\":\"" ID "\",\"etag\":\"\\\"1700d77b-0000-0200-0000-5e3b41a10000\\\"\","
               "\"name\":\"Billing\",\"description\":\"All of it\","
               "\"sandbox\":\"dev\",\"sandbox_type\":null,"
               "\"account\":\"ACME\",\"credentials\":\"Bucket\","
               "\"state\":\"created\",\"created_at\":\"2026-11-21T22:06:34Z\","
               "\"created_client\":null,"
               "\"broken_since\":null,\"error\":null}");
}

static void
test_json_of_a_failure (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, "No route to host");
  g_autoptr (InletConnection) failed = inlet_connection_with_problem (attempt, problem);
  g_autoptr (JsonNode) node = inlet_connection_to_json (failed);
  JsonObject *object = json_node_get_object (node);
  JsonObject *error = json_object_get_object_member (object, "error");

  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "failed");
  g_assert_cmpint (json_object_get_size (error), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "offline");
  g_assert_cmpstr (json_object_get_string_member (error, "title"), ==,
                   inlet_problem_get_title (problem));
  g_assert_cmpstr (json_object_get_string_member (error, "hint"), ==,
                   inlet_problem_get_hint (problem));
}

static void
test_error (void)
{
  g_autoptr (InletConnection) sending = build_attempt ();
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (ID, ETAG);
  g_autoptr (InletConnection) created = inlet_connection_with_receipt (sending, receipt);
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Lost");
  g_autoptr (InletProblem) unknown = inlet_problem_with_certainty (problem,
                                                                   INLET_CERTAINTY_UNKNOWN);
  g_autoptr (InletConnection) uncertain = inlet_connection_with_problem (sending, unknown);
  const struct { InletConnection *connection; const char *words; } cases[] = {
    { sending, "right now" }, { created, ID }, { uncertain, "may have been created" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = inlet_connection_to_error (cases[i].connection);
    g_autoptr (InletProblem) read = inlet_problem_new_from_error (error);

    g_assert_error (error, INLET_ERROR, INLET_ERROR_EXISTS);
    g_assert_true (inlet_connection_get_from_error (error) == cases[i].connection);
    g_assert_nonnull (strstr (error->message, "“Billing”"));
    g_assert_nonnull (strstr (error->message, "“dev”"));
    g_assert_nonnull (strstr (error->message, cases[i].words));

    g_assert_cmpint (inlet_problem_get_code (read), ==, INLET_ERROR_EXISTS);
    g_assert_cmpint (inlet_problem_get_certainty (read), ==, INLET_CERTAINTY_NOT_SENT);
    g_assert_cmpstr (inlet_problem_get_message (read), ==, error->message);
  }
}

static void
test_other_errors_have_none (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_EXISTS, "On purpose");
  g_autoptr (GError) with_problem = inlet_problem_to_error (problem);
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "other");

  g_assert_null (inlet_connection_get_from_error (with_problem));
  g_assert_null (inlet_connection_get_from_error (other));
  g_assert_null (inlet_connection_get_from_error (NULL));
}

/* A row that anything may have written. */
static void
test_foreign_rows (void)
{
  const InletConnectionFields fields = {
    .state = INLET_CONNECTION_GONE,
    .created_at = G_MAXINT64,
    .broken_since = NOW,
    .remote_id = "",
    .etag = "",
    .name = "bad \xff byte",
  };
  g_autoptr (InletConnection) connection = inlet_connection_new (&fields);

  g_assert_null (inlet_connection_get_remote_id (connection));
  g_assert_null (inlet_connection_get_etag (connection));
  g_assert_true (g_utf8_validate (inlet_connection_get_name (connection), -1, NULL));
  assert_json (connection,
               "{\"id\":null,\"etag\":null,\"name\":\"bad \xef\xbf\xbd byte\","
               "\"description\":\"\",\"sandbox\":\"\",\"sandbox_type\":null,"
               "\"account\":\"\",\"credentials\":\"\","
               "\"state\":\"gone\",\"created_at\":null,"
               "\"created_client\":null,"
               "\"broken_since\":\"2026-11-21T22:06:34Z\",\"error\":null}");
}

static void
test_sandbox_type (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletConnection) production = NULL;
  g_autoptr (InletConnection) development = NULL;
  g_autoptr (InletConnection) unknown = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_null (inlet_connection_get_sandbox_type (attempt));
  g_assert_false (inlet_connection_is_in_production (attempt));

  production = inlet_connection_with_sandbox_type (attempt, "production");
  assert_same_attempt (production);
  g_assert_true (inlet_connection_is_in_production (production));
  node = inlet_connection_to_json (production);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "sandbox_type"), ==,
                   "production");

  development = inlet_connection_with_sandbox_type (production, "development");
  g_assert_cmpstr (inlet_connection_get_sandbox_type (development), ==, "development");
  g_assert_false (inlet_connection_is_in_production (development));

  unknown = inlet_connection_with_sandbox_type (production, "");
  g_assert_null (inlet_connection_get_sandbox_type (unknown));
}

static InletRemote *
make_remote (const char *item)
{
  g_autofree char *text = g_strdup_printf ("{\"items\":[%s]}", item);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (InletReply) reply = inlet_reply_new (200, NULL, NULL, body);
  g_autofree char *continuation = NULL;
  g_autoptr (GPtrArray) remotes = inlet_remote_list_from_reply (reply, NULL, &continuation, NULL);

  return g_object_ref (remotes->pdata[0]);
}

static void
test_adopted (void)
{
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME", "org-id", "an-org", NULL);
  g_autoptr (InletRemote) remote =
    make_remote ("{\"id\":\"" ID "\",\"name\":\"Theirs\",\"description\":\"Why\","
                 "\"createdAt\":1600000000123,\"createdClient\":\"exc_app\"}");
  g_autoptr (InletRemote) sparse = make_remote ("{\"id\":\"" ID "\"}");
  g_autoptr (InletConnection) adopted = inlet_connection_new_adopted (remote, account, "dev", 9);
  g_autoptr (InletConnection) unsaid = inlet_connection_new_adopted (sparse, account, "dev", 9);

  g_assert_cmpint (inlet_connection_get_row_id (adopted), ==, 0);
  g_assert_cmpint (inlet_connection_get_state (adopted), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_remote_id (adopted), ==, ID);
  g_assert_cmpstr (inlet_connection_get_name (adopted), ==, "Theirs");
  g_assert_cmpstr (inlet_connection_get_description (adopted), ==, "Why");
  g_assert_cmpstr (inlet_connection_get_org_id (adopted), ==, "an-org");
  g_assert_cmpstr (inlet_connection_get_created_client (adopted), ==, "exc_app");
  g_assert_cmpstr (inlet_connection_get_credentials_name (adopted), ==, "");
  g_assert_cmpint (inlet_connection_get_created_at (adopted), ==, 1600000000);

  g_assert_cmpstr (inlet_connection_get_created_client (unsaid), ==, "");
  g_assert_cmpint (inlet_connection_get_created_at (unsaid), ==, 9);
}

static void
test_remote_and_gone (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (ID, ETAG);
  g_autoptr (InletConnection) created = inlet_connection_with_receipt (attempt, receipt);
  g_autoptr (InletRemote) renamed = make_remote ("{\"id\":\"" ID "\",\"name\":\"Other\"}");
  g_autoptr (InletConnection) gone = inlet_connection_as_gone (created);
  g_autoptr (InletConnection) back = inlet_connection_with_remote (gone, renamed);
  g_autoptr (InletConnection) placed = inlet_connection_with_org_id (back, "elsewhere");

  g_assert_cmpint (inlet_connection_get_state (gone), ==, INLET_CONNECTION_GONE);
  g_assert_cmpstr (inlet_connection_get_remote_id (gone), ==, ID);
  g_assert_cmpint (inlet_connection_get_state (back), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_name (back), ==, "Other");
  g_assert_cmpstr (inlet_connection_get_description (back), ==, "All of it");
  g_assert_cmpstr (inlet_connection_get_etag (back), ==, ETAG);
  g_assert_null (inlet_connection_get_created_client (back));
  g_assert_cmpstr (inlet_connection_get_org_id (placed), ==, "elsewhere");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/connection/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/connection/states-and-their-nicks", test_states);
  g_test_add_func ("/inlet/model/connection/attempt", test_attempt);
  g_test_add_func ("/inlet/model/connection/receipt-makes-it-created", test_receipt);
  g_test_add_func ("/inlet/model/connection/problem-tells-the-state", test_problems);
  g_test_add_func ("/inlet/model/connection/json-of-an-attempt", test_json_of_an_attempt);
  g_test_add_func ("/inlet/model/connection/json-of-a-connection", test_json_of_a_connection);
  g_test_add_func ("/inlet/model/connection/json-of-a-failure", test_json_of_a_failure);
  g_test_add_func ("/inlet/model/connection/error-has-it", test_error);
  g_test_add_func ("/inlet/model/connection/other-errors-have-none", test_other_errors_have_none);
  g_test_add_func ("/inlet/model/connection/foreign-rows", test_foreign_rows);
  g_test_add_func ("/inlet/model/connection/sandbox-type", test_sandbox_type);
  g_test_add_func ("/inlet/model/connection/adopted", test_adopted);
  g_test_add_func ("/inlet/model/connection/remote-and-gone", test_remote_and_gone);

  return g_test_run ();
}
