/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "problem-fixture.h"

static void
test_every_code_has_words (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);

  for (InletErrorCode code = INLET_ERROR_FAILED; code <= INLET_ERROR_STORAGE_DAMAGED; code++) {
    g_autoptr (InletProblem) problem = inlet_problem_new (code, NULL);

    g_assert_cmpint (inlet_problem_get_code (problem), ==, code);
    g_assert_cmpstr (inlet_problem_get_message (problem), ==, "");
    assert_good_words (problem);
    g_assert_true (g_hash_table_add (titles, (char *) inlet_problem_get_title (problem)));
    g_assert_true (g_hash_table_add (hints, (char *) inlet_problem_get_hint (problem)));
  }
}

static void
test_unknown_code (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_STORAGE_DAMAGED + 1, NULL);

  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_FAILED);
}

typedef struct
{
  guint          status;
  const char    *adobe_code;
  InletErrorCode code;
} Known;

/* Every code that Adobe documents for what Inlet asks. */
static const Known known[] = {
  { 403, "403010", INLET_ERROR_SIGN_IN },
  { 401, "401013", INLET_ERROR_SIGN_IN },
  { 403, "403000", INLET_ERROR_SIGN_IN },
  { 403, "403003", INLET_ERROR_SIGN_IN },
  { 400, "400003", INLET_ERROR_SIGN_IN },
  { 403, "403025", INLET_ERROR_NOT_ALLOWED },
  { 403, "403027", INLET_ERROR_NOT_ALLOWED },
  { 429, "429050", INLET_ERROR_BUSY },
  { 400, "invalid_client", INLET_ERROR_SIGN_IN },
  { 400, "unauthorized_client", INLET_ERROR_SIGN_IN },
  { 400, "invalid_scope", INLET_ERROR_SIGN_IN },
  { 400, "invalid_grant", INLET_ERROR_SIGN_IN },
  { 400, "unsupported_grant_type", INLET_ERROR_SIGN_IN },
  { 401, "invalid_token", INLET_ERROR_SIGN_IN },
  { 403, "insufficient_scope", INLET_ERROR_NOT_ALLOWED },
  { 403, "access_denied", INLET_ERROR_NOT_ALLOWED },
  { 400, "invalid_request", INLET_ERROR_SIGN_IN },
  { 500, "server_error", INLET_ERROR_SERVER },
  { 503, "temporarily_unavailable", INLET_ERROR_SERVER },
  { 400, "FLOW-1100-400", INLET_ERROR_S3_REFUSED },
  { 404, "FLOW-1101-404", INLET_ERROR_NOT_FOUND },
  { 500, "FLOW-1102-500", INLET_ERROR_SERVER },
  { 503, "FLOW-1103-503", INLET_ERROR_SERVER },
  { 500, "FLOW-1400-500", INLET_ERROR_SERVER },
  { 400, "FLOW-1401-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1402-400", INLET_ERROR_NOT_ALLOWED },
  { 400, "FLOW-1403-400", INLET_ERROR_INVALID_INPUT },
  { 412, "FLOW-1404-412", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1405-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1413-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1414-400", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1415-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1416-400", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1417-400", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1418-400", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1420-400", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1422-400", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1432-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1433-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1434-400", INLET_ERROR_INVALID_INPUT },
  { 404, "FLOW-1439-404", INLET_ERROR_NOT_FOUND },
  { 400, "FLOW-1440-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1443-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1445-400", INLET_ERROR_NOT_ALLOWED },
  { 400, "FLOW-1448-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1449-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1450-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1451-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1452-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1453-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1454-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1455-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1456-400", INLET_ERROR_INVALID_INPUT },
  { 400, "FLOW-1457-400", INLET_ERROR_CONFLICT },
  { 400, "FLOW-1458-400", INLET_ERROR_CONFLICT },
  { 401, "FLOW-2000-401", INLET_ERROR_SIGN_IN },
  { 401, "FLOW-2001-401", INLET_ERROR_SIGN_IN },
  { 401, "FLOW-2002-401", INLET_ERROR_SIGN_IN },
  { 404, "FLOW-2100-404", INLET_ERROR_SANDBOX },
  { 404, "FLOW-2101-404", INLET_ERROR_SANDBOX },
  { 500, "FLOW-2102-500", INLET_ERROR_SERVER },
  { 404, "FLOW-2103-404", INLET_ERROR_SANDBOX },
  { 500, "FLOW-2104-500", INLET_ERROR_SERVER },
  { 400, "FLOW-2105-400", INLET_ERROR_SANDBOX },
  { 404, "FLOW-2106-404", INLET_ERROR_SANDBOX },
  { 500, "FLOW-2107-500", INLET_ERROR_SERVER },
  { 500, "FLOW-2108-500", INLET_ERROR_SERVER },
  { 400, "FLOW-2110-400", INLET_ERROR_SANDBOX },
  { 403, "FLOW-2111-403", INLET_ERROR_SANDBOX },
  { 400, "FLOW-2112-400", INLET_ERROR_SANDBOX },
  { 400, "FLOW-2113-400", INLET_ERROR_SANDBOX },
  { 400, "FLOW-2114-400", INLET_ERROR_SIGN_IN },
  { 400, "FLOW-2115-400", INLET_ERROR_SIGN_IN },
  { 500, "FLOW-2116-500", INLET_ERROR_SERVER },
  { 500, "FLOW-2117-500", INLET_ERROR_SERVER },
  { 403, "FLOW-2118-403", INLET_ERROR_NOT_ALLOWED },
  { 403, "FLOW-2120-403", INLET_ERROR_NOT_ALLOWED },
  { 403, "FLOW-2121-403", INLET_ERROR_NOT_ALLOWED },
  { 403, "SMS-2010-403", INLET_ERROR_NOT_ALLOWED },
  { 400, "SMS-2074-400", INLET_ERROR_SANDBOX },
};

static InletProblem *
read_known (const Known *row)
{
  g_autofree char *body = g_strdup_printf ("{\"error_code\":\"%s\"}", row->adobe_code);

  return read_reply (row->status, body);
}

/* Each has a title of its own, and another one and another hint than its status alone. */
static void
test_every_adobe_code_has_words (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (InletProblem) generic = inlet_problem_new (INLET_ERROR_FAILED, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autoptr (InletProblem) problem = read_known (&known[i]);
    g_autoptr (InletProblem) by_status = read_reply (known[i].status, "");
    const char *title = inlet_problem_get_title (problem);

    g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, known[i].adobe_code);
    g_assert_cmpint (inlet_problem_get_code (problem), ==, known[i].code);
    assert_good_words (problem);
    g_assert_true (g_hash_table_add (titles, (char *) title));
    g_assert_cmpstr (title, !=, inlet_problem_get_title (by_status));
    g_assert_cmpstr (inlet_problem_get_hint (problem), !=, inlet_problem_get_hint (generic));
    if (known[i].status < 500)
      g_assert_cmpstr (inlet_problem_get_hint (problem), !=, inlet_problem_get_hint (by_status));
  }
}

static void
test_gateway_timeout_of_flow_service (void)
{
  g_autoptr (InletProblem) problem = read_reply (504, "{\"type\":\"https://x/FLOW-1104-504\"}");
  g_autoptr (InletProblem) refused = inlet_problem_with_certainty (problem,
                                                                   INLET_CERTAINTY_REFUSED);

  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_SERVER);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_UNKNOWN);
  g_assert_cmpstr (inlet_problem_get_title (problem), ==, "Flow Service didn’t answer in time");
  g_assert_cmpstr (inlet_problem_get_hint (refused), ==, "Wait a few minutes, then try again.");
}

/* “User region is missing” says nothing to a person. */
static void
test_user_region_is_missing (void)
{
  g_autoptr (InletProblem) problem =
    read_reply (403, "{\"error_code\":403027,\"message\":\"User region is missing\"}");

  g_assert_nonnull (strstr (inlet_problem_get_title (problem), "Organization ID"));
  g_assert_nonnull (strstr (inlet_problem_get_hint (problem), "product profile"));
  g_assert_cmpstr (inlet_problem_get_message (problem), ==, "User region is missing");
}

static void
test_status_alone (void)
{
  static const struct { guint status; InletErrorCode code; } cases[] = {
    { 200, INLET_ERROR_BAD_REPLY }, { 204, INLET_ERROR_BAD_REPLY }, { 301, INLET_ERROR_BAD_REPLY },
    { 302, INLET_ERROR_BAD_REPLY }, { 308, INLET_ERROR_BAD_REPLY },
    { 400, INLET_ERROR_INVALID_INPUT }, { 401, INLET_ERROR_SIGN_IN },
    { 402, INLET_ERROR_NOT_ALLOWED }, { 403, INLET_ERROR_NOT_ALLOWED },
    { 404, INLET_ERROR_NOT_FOUND }, { 405, INLET_ERROR_FAILED }, { 407, INLET_ERROR_OFFLINE },
    { 408, INLET_ERROR_SERVER }, { 409, INLET_ERROR_CONFLICT }, { 410, INLET_ERROR_NOT_FOUND },
    { 412, INLET_ERROR_CONFLICT }, { 413, INLET_ERROR_INVALID_INPUT },
    { 415, INLET_ERROR_INVALID_INPUT }, { 418, INLET_ERROR_FAILED },
    { 422, INLET_ERROR_INVALID_INPUT }, { 428, INLET_ERROR_CONFLICT }, { 429, INLET_ERROR_BUSY },
    { 500, INLET_ERROR_SERVER }, { 501, INLET_ERROR_SERVER }, { 502, INLET_ERROR_SERVER },
    { 503, INLET_ERROR_SERVER }, { 504, INLET_ERROR_SERVER }, { 599, INLET_ERROR_SERVER },
    { 0, INLET_ERROR_FAILED }, { 101, INLET_ERROR_BAD_REPLY }, { 999, INLET_ERROR_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletProblem) problem = read_reply (cases[i].status, "");

    g_assert_cmpint (inlet_problem_get_code (problem), ==, cases[i].code);
    g_assert_null (inlet_problem_get_adobe_code (problem));
    assert_good_words (problem);
  }
}

/* A code that is not in the table falls back to the status. */
static void
test_unknown_adobe_code (void)
{
  static const char * const codes[] = { "FLOW-1499-400", "FLOW-110-400", "FLOW-11000-400", "40302",
                                        "4030270", "made_up", "FLOW", "-", "" };
  g_autoptr (InletProblem) by_status = read_reply (400, "");

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *body = g_strdup_printf ("{\"error_code\":\"%s\"}", codes[i]);
    g_autoptr (InletProblem) problem = read_reply (400, body);

    g_assert_cmpstr (inlet_problem_get_title (problem), ==, inlet_problem_get_title (by_status));
  }
}

static void
test_uncertain_hint (void)
{
  for (InletErrorCode code = INLET_ERROR_FAILED; code <= INLET_ERROR_STORAGE_DAMAGED; code++) {
    g_autoptr (InletProblem) problem = inlet_problem_new (code, "lost");
    g_autoptr (InletProblem) uncertain =
      inlet_problem_with_certainty (problem, INLET_CERTAINTY_UNKNOWN);
    const char *hint = inlet_problem_get_hint (uncertain);

    /* Only an answer can be lost: what was never asked for was not created. */
    g_assert_cmpint (g_str_equal (inlet_problem_get_title (uncertain),
                                  inlet_problem_get_title (problem)), ==,
                     code != INLET_ERROR_INTERRUPTED);
    g_assert_cmpstr (hint, !=, inlet_problem_get_hint (problem));
    g_assert_nonnull (strstr (hint, "may have been made"));
    g_assert_nonnull (strstr (hint, "Before you create it again"));
  }
}

/* Replies without a code that are known by their words have a title of their own. */
static void
test_words (void)
{
  static const struct { guint status; const char *body; } cases[] = {
    { 404, "{\"errorMessage\":\"Connections NOT FOUND with id = [1]\"}" },
    { 400, "{\"errorMessage\":\"version does not match the current version on entity\"}" },
    { 400, "{\"message\":\"Please provide a valid spec id\"}" },
    { 400, "{\"detail\":\"A valid content-type must be specified\"}" },
    { 422, "{\"message\":\"'version' is required for spec info\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletProblem) problem = read_reply (cases[i].status, cases[i].body);
    g_autoptr (InletProblem) by_status = read_reply (cases[i].status, "");

    g_assert_cmpstr (inlet_problem_get_title (problem), !=, inlet_problem_get_title (by_status));
    g_assert_cmpstr (inlet_problem_get_hint (problem), !=, inlet_problem_get_hint (by_status));
  }
}

static void
test_which_half_of_the_client_is_wrong (void)
{
  g_autoptr (InletProblem) secret =
    read_reply (400, "{\"error\":\"invalid_client\","
                "\"error_description\":\"invalid client_secret parameter\"}");
  g_autoptr (InletProblem) either = read_reply (400, "{\"error\":\"invalid_client\"}");

  g_assert_cmpstr (inlet_problem_get_title (secret), ==, "The Client Secret is wrong");
  g_assert_cmpstr (inlet_problem_get_title (either), ==,
                   "Adobe refused the Client ID or the Client Secret");
}

static void
test_what_amazon_said (void)
{
  static const char * const words[] = {
    "Not entitled to this operation.", "(InvalidAccessKeyId)", "SignatureDoesNotMatch:",
    "ExpiredToken", "code InvalidToken", "NoSuchBucket", "AuthorizationHeaderMalformed",
    "PermanentRedirect", "accessdenied",
  };
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *body = g_strdup_printf ("{\"type\":\"x/FLOW-1100-400\","
                                             "\"errorMessage\":\"Error from flow provider: %s\"}",
                                             words[i]);
    g_autoptr (InletProblem) problem = read_reply (400, body);

    g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_S3_REFUSED);
    assert_good_words (problem);
    g_assert_true (g_hash_table_add (titles, (char *) inlet_problem_get_title (problem)));
  }
}

static void
test_nothing_at_path (void)
{
  static const char * const words[] = {
    "NoSuchKey: The specified key does not exist.",
    "Rest call failed with client error, status code 404 Not Found, please check your activity.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *body = g_strdup_printf ("{\"type\":\"x/FLOW-1100-400\","
                                             "\"errorMessage\":\"Error from flow provider: %s\"}",
                                             words[i]);
    g_autoptr (InletProblem) problem = read_reply (400, body);

    g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_NOT_FOUND);
    g_assert_cmpstr (inlet_problem_get_title (problem), ==, "There is nothing at this path");
    assert_good_words (problem);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/problem-table/every-code-has-words", test_every_code_has_words);
  g_test_add_func ("/inlet/model/problem-table/unknown-code", test_unknown_code);
  g_test_add_func ("/inlet/model/problem-table/every-adobe-code-has-words",
                   test_every_adobe_code_has_words);
  g_test_add_func ("/inlet/model/problem-table/gateway-timeout-of-flow-service",
                   test_gateway_timeout_of_flow_service);
  g_test_add_func ("/inlet/model/problem-table/user-region-is-missing",
                   test_user_region_is_missing);
  g_test_add_func ("/inlet/model/problem-table/status-alone", test_status_alone);
  g_test_add_func ("/inlet/model/problem-table/unknown-adobe-code", test_unknown_adobe_code);
  g_test_add_func ("/inlet/model/problem-table/uncertain-hint", test_uncertain_hint);
  g_test_add_func ("/inlet/model/problem-table/words", test_words);
  g_test_add_func ("/inlet/model/problem-table/which-half-of-the-client-is-wrong",
                   test_which_half_of_the_client_is_wrong);
  g_test_add_func ("/inlet/model/problem-table/what-amazon-said", test_what_amazon_said);
  g_test_add_func ("/inlet/model/problem-table/nothing-at-path", test_nothing_at_path);

  return g_test_run ();
}
