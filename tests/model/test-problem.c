/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem.h"
#include "inlet-redact.h"

#include <json-glib/json-glib.h>
#include <string.h>

static InletProblem *
read_reply_with (guint               status,
                 const char * const *headers,
                 const char         *body,
                 const char * const *secrets)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (InletReply) reply = inlet_reply_new (status, "Reason", headers, bytes);

  return inlet_problem_new_from_reply (reply, secrets);
}

static InletProblem *
read_reply (guint       status,
            const char *body)
{
  return read_reply_with (status, NULL, body, NULL);
}

static void
assert_same (InletProblem *a,
             InletProblem *b)
{
  g_assert_cmpint (inlet_problem_get_code (a), ==, inlet_problem_get_code (b));
  g_assert_cmpint (inlet_problem_get_certainty (a), ==, inlet_problem_get_certainty (b));
  g_assert_cmpuint (inlet_problem_get_status (a), ==, inlet_problem_get_status (b));
  g_assert_cmpstr (inlet_problem_get_adobe_code (a), ==, inlet_problem_get_adobe_code (b));
  g_assert_cmpstr (inlet_problem_get_message (a), ==, inlet_problem_get_message (b));
  g_assert_cmpstr (inlet_problem_get_request_id (a), ==, inlet_problem_get_request_id (b));
  g_assert_cmpstr (inlet_problem_get_details (a), ==, inlet_problem_get_details (b));
  g_assert_cmpstr (inlet_problem_get_title (a), ==, inlet_problem_get_title (b));
  g_assert_cmpstr (inlet_problem_get_hint (a), ==, inlet_problem_get_hint (b));
}

/* Sentence case without a full stop, and whole sentences. */
static void
assert_good_words (InletProblem *problem)
{
  const char *title = inlet_problem_get_title (problem);
  const char *hint = inlet_problem_get_hint (problem);

  g_assert_true (g_ascii_isupper (*title));
  g_assert_false (g_str_has_suffix (title, "."));
  g_assert_cmpuint (strlen (title), >=, 10);
  g_assert_cmpint (g_utf8_strlen (title, -1), <=, 65);
  g_assert_true (g_str_has_suffix (hint, "."));
  g_assert_null (strpbrk (title, "'<>"));
  g_assert_null (strpbrk (hint, "'<>"));
}

static void
test_new_destroy (void)
{
  InletProblem *problem = inlet_problem_new (INLET_ERROR_OFFLINE, "no route");

  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_OFFLINE);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpuint (inlet_problem_get_status (problem), ==, 0);
  g_assert_null (inlet_problem_get_adobe_code (problem));
  g_assert_cmpstr (inlet_problem_get_message (problem), ==, "no route");
  g_assert_null (inlet_problem_get_request_id (problem));
  g_assert_null (inlet_problem_get_details (problem));
  g_assert_finalize_object (problem);
}

static void
test_every_code_has_words (void)
{
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) hints = g_hash_table_new (g_str_hash, g_str_equal);

  for (InletErrorCode code = INLET_ERROR_FAILED; code <= INLET_ERROR_STORAGE; code++) {
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
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_STORAGE + 1, NULL);

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
    { 0, INLET_ERROR_FAILED }, { 101, INLET_ERROR_FAILED }, { 999, INLET_ERROR_FAILED },
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
test_certainty (void)
{
  static const struct { guint status; InletCertainty certainty; } cases[] = {
    { 200, INLET_CERTAINTY_UNKNOWN }, { 201, INLET_CERTAINTY_UNKNOWN },
    { 502, INLET_CERTAINTY_UNKNOWN }, { 504, INLET_CERTAINTY_UNKNOWN },
    { 302, INLET_CERTAINTY_REFUSED }, { 400, INLET_CERTAINTY_REFUSED },
    { 401, INLET_CERTAINTY_REFUSED }, { 429, INLET_CERTAINTY_REFUSED },
    { 500, INLET_CERTAINTY_REFUSED }, { 503, INLET_CERTAINTY_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletProblem) problem = read_reply (cases[i].status, "");

    g_assert_cmpint (inlet_problem_get_certainty (problem), ==, cases[i].certainty);
  }
}

static void
test_uncertain_hint (void)
{
  for (InletErrorCode code = INLET_ERROR_FAILED; code <= INLET_ERROR_STORAGE; code++) {
    g_autoptr (InletProblem) problem = inlet_problem_new (code, "lost");
    g_autoptr (InletProblem) uncertain =
      inlet_problem_with_certainty (problem, INLET_CERTAINTY_UNKNOWN);
    const char *hint = inlet_problem_get_hint (uncertain);

    g_assert_cmpstr (inlet_problem_get_title (uncertain), ==, inlet_problem_get_title (problem));
    g_assert_cmpstr (hint, !=, inlet_problem_get_hint (problem));
    g_assert_nonnull (strstr (hint, "may have been made"));
    g_assert_nonnull (strstr (hint, "Before you create it again"));
  }
}

static void
test_with_certainty (void)
{
  static const char * const headers[] = { "x-request-id", "r", NULL };
  g_autoptr (InletProblem) problem = read_reply_with (400, headers,
                                                      "{\"error\":\"invalid_client\"}",
                                                      NULL);
  g_autoptr (InletProblem) unsent =
    inlet_problem_with_certainty (problem, INLET_CERTAINTY_NOT_SENT);
  g_autoptr (InletProblem) again = inlet_problem_with_certainty (unsent, INLET_CERTAINTY_REFUSED);

  g_assert_cmpint (inlet_problem_get_certainty (unsent), ==, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_REFUSED);
  assert_same (problem, again);
}

typedef struct
{
  guint          status;
  const char    *body;
  const char    *adobe_code;
  const char    *message;
  const char    *request_id;
  InletErrorCode code;
} Sample;

#define HTML "<html><head><title>404 Not Found</title></head><body>nginx</body></html>"
#define FLOW_TYPE "https://ns.adobe.com/aep/errors/"

/* Adobe's own samples, of every family. */
static const Sample samples[] = {
  { 401, "{ \"error_code\": \"401013\", \"message\": \"Oauth token is not valid\" }",
    "401013", "Oauth token is not valid", NULL, INLET_ERROR_SIGN_IN },
  { 403, "{\"error_code\":403027,\"message\":\"User region is missing\"}",
    "403027", "User region is missing", NULL, INLET_ERROR_NOT_ALLOWED },
  { 404, "{ \"type\": \"" FLOW_TYPE "FLOW-1439-404\", \"title\": \"Resource not found\", "
    "\"status\": 404, \"report\": { \"detailed-message\": \"The requested flows resource "
    "84224def is not found.\", \"id\": \"84224def\", \"request-id\": \"REQ-1\", "
    "\"type\": \"flows\" }, \"errorMessage\": \"legacy\", \"errorDetails\": \"legacy\" }",
    "FLOW-1439-404", "The requested flows resource 84224def is not found.", "REQ-1",
    INLET_ERROR_NOT_FOUND },
  { 404, "{ \"errorMessage\": \"connections not found with id = [4890fc95]\", "
    "\"errorDetails\": \"connections not found with id = [4890fc95]\" }",
    NULL, "connections not found with id = [4890fc95]", NULL, INLET_ERROR_NOT_FOUND },
  { 400, "{ \"errorMessage\": \"Supplied version=[\\\"0400\\\"] does not match the current version "
    "on entity=[\\\"0401\\\"]\", \"errorDetails\": \"…\" }",
    NULL, "Supplied version=[\"0400\"] does not match the current version on entity=[\"0401\"]",
    NULL, INLET_ERROR_CONFLICT },
  { 400, "{ \"message\": \"Please provide a valid spec id\" }",
    NULL, "Please provide a valid spec id", NULL, INLET_ERROR_INVALID_INPUT },
  { 422, "{ \"message\": \"'version' is required for spec info\" }",
    NULL, "'version' is required for spec info", NULL, INLET_ERROR_INVALID_INPUT },
  { 400, "{\"type\":\"/placeholder/type/uri\",\"status\":400,\"title\":\"BadRequestError\","
    "\"detail\":\"A valid content-type must be specified\"}",
    NULL, "A valid content-type must be specified", NULL, INLET_ERROR_INVALID_INPUT },
  { 400, "{\"status\":400,\"title\":\"Sandbox `x` cannot be reset.\","
    "\"type\":\"http://ns.adobe.com/aep/errors/SMS-2074-400\"}",
    "SMS-2074-400", "Sandbox `x` cannot be reset.", NULL, INLET_ERROR_SANDBOX },
  { 403, "{\"status\":403,\"title\":\"Forbidden\",\"type\":\"" FLOW_TYPE "SMS-2010-403\"}",
    "SMS-2010-403", "Forbidden", NULL, INLET_ERROR_NOT_ALLOWED },
  { 404, "{\"errors\":{\"errorCode\":404,\"title\":\"Not here\",\"detail\":\"No such thing\"}}",
    NULL, "No such thing", NULL, INLET_ERROR_NOT_FOUND },
  { 400, "{\"errors\":{\"errorCode\":\"FLOW-2105-400\",\"title\":\"Header is missing\"}}",
    "FLOW-2105-400", "Header is missing", NULL, INLET_ERROR_SANDBOX },
  { 400, "{\"error\":\"invalid_client\",\"error_description\":\"invalid client_secret parameter\"}",
    "invalid_client", "invalid client_secret parameter", NULL, INLET_ERROR_SIGN_IN },
  { 401, "{\"error\":\"unauthorized_client\"}",
    "unauthorized_client", "HTTP 401 Reason", NULL, INLET_ERROR_SIGN_IN },
  { 400, "{\"error_code\":\"1415-400\",\"message\":\"m\"}",
    "FLOW-1415-400", "m", NULL, INLET_ERROR_INVALID_INPUT },
  { 401, "{\"type\":\"2001-401\",\"title\":\"t\"}",
    "FLOW-2001-401", "t", NULL, INLET_ERROR_SIGN_IN },
  { 401, "{\"error_code\":2001,\"title\":\"t\"}",
    "FLOW-2001-401", "t", NULL, INLET_ERROR_SIGN_IN },
  { 400, "{\"error_code\":\"flow-1100-400\",\"title\":\"t\"}",
    "flow-1100-400", "t", NULL, INLET_ERROR_S3_REFUSED },
  { 404, HTML, NULL, "HTTP 404 Reason", NULL, INLET_ERROR_NOT_FOUND },
  { 502, "", NULL, "HTTP 502 Reason", NULL, INLET_ERROR_SERVER },
  { 500, "{", NULL, "HTTP 500 Reason", NULL, INLET_ERROR_SERVER },
  { 500, "[{\"message\":\"in a list\"}]", NULL, "HTTP 500 Reason", NULL, INLET_ERROR_SERVER },
  { 500, "\xff\xfe", NULL, "HTTP 500 Reason", NULL, INLET_ERROR_SERVER },
};

static void
test_samples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    const Sample *sample = &samples[i];
    g_autoptr (InletProblem) problem = read_reply (sample->status, sample->body);

    g_assert_cmpuint (inlet_problem_get_status (problem), ==, sample->status);
    g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, sample->adobe_code);
    g_assert_cmpstr (inlet_problem_get_message (problem), ==, sample->message);
    g_assert_cmpstr (inlet_problem_get_request_id (problem), ==, sample->request_id);
    g_assert_cmpint (inlet_problem_get_code (problem), ==, sample->code);
    g_assert_true (g_str_has_prefix (inlet_problem_get_details (problem), "HTTP "));
    assert_good_words (problem);
  }
}

/* Replies without a code that are known by their words have another title than the status alone. */
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
    g_autofree char *body = g_strdup_printf ("{\"type\":\"x/FLOW-1100-400\",\"report\":"
                                             "{\"detailed-message\":\"Error from flow provider: %s\"}}",
                                             words[i]);
    g_autoptr (InletProblem) problem = read_reply (400, body);

    g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_S3_REFUSED);
    assert_good_words (problem);
    g_assert_true (g_hash_table_add (titles, (char *) inlet_problem_get_title (problem)));
  }
}

static void
test_text_order (void)
{
  static const char * const bodies[] = {
    "{\"report\":{\"detailed-message\":\"best\"},\"detail\":\"d\",\"errorMessage\":\"e\"}",
    "{\"report\":{},\"title\":\"t\",\"message\":\"m\",\"errorMessage\":\"e\",\"detail\":\"best\"}",
    "{\"report\":7,\"detail\":\"\",\"message\":\"m\",\"errorMessage\":\"best\"}",
    "{\"error_description\":\"d\",\"title\":\"t\",\"errorMessage\":7,\"message\":\"best\"}",
    "{\"error_description\":\"d\",\"message\":{},\"title\":\"best\"}",
    "{\"title\":[\"t\"],\"error_description\":\"best\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (InletProblem) problem = read_reply (400, bodies[i]);

    g_assert_cmpstr (inlet_problem_get_message (problem), ==, "best");
  }
}

static void
test_request_id (void)
{
  static const char body[] = "{\"report\":{\"request-id\":\"body\"}}";
  static const char * const names[] = { "X-Request-Id", "x-adobe-request-id", "X-Correlation-ID" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *headers[] = { "Date", "today", names[i], "header", NULL };
    g_autoptr (InletProblem) with_header = read_reply_with (400, headers, "", NULL);
    g_autoptr (InletProblem) with_both = read_reply_with (400, headers, body, NULL);

    g_assert_cmpstr (inlet_problem_get_request_id (with_header), ==, "header");
    g_assert_cmpstr (inlet_problem_get_request_id (with_both), ==, "body");
  }
}

static void
test_wrong_types_everywhere (void)
{
  static const char * const names[] = {
    "error_code", "error", "errorCode", "code", "type", "title", "detail", "message", "report",
    "errors", "errorMessage", "error_description", "status",
  };
  static const char * const values[] = {
    "null", "true", "7", "-1.5", "\"\"", "[]", "{}", "[\"a\"]", "{\"a\":{}}",
    "{\"detailed-message\":{},\"request-id\":[]}", "99999999999999999999999", "\"\\u0000\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++) {
      g_autofree char *body = g_strdup_printf ("{\"%s\":%s}", names[i], values[j]);
      g_autoptr (InletProblem) problem = read_reply (400, body);

      g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_INVALID_INPUT);
      g_assert_cmpstr (inlet_problem_get_message (problem), !=, "");
    }
  }
}

static void
test_random_bodies (void)
{
  for (int round = 0; round < 3000; round++) {
    const Sample *sample = &samples[g_test_rand_int_range (0, G_N_ELEMENTS (samples))];
    g_autoptr (GString) body = g_string_new (sample->body);
    g_autoptr (InletProblem) problem = NULL;
    g_autoptr (InletProblem) again = NULL;
    g_autofree char *json = NULL;

    for (int i = g_test_rand_int_range (0, 4); i > 0 && body->len > 0; i--)
      body->str[g_test_rand_int_range (0, body->len)] = g_test_rand_int_range (1, 256);
    problem = read_reply (g_test_rand_int_range (0, 700), body->str);
    json = inlet_problem_to_json (problem);
    again = inlet_problem_new_from_json (json);

    g_assert_nonnull (again);
    assert_same (problem, again);
  }
}

static void
test_long_texts (void)
{
  g_autofree char *text = g_strnfill (500000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"error_code\":\"%s\",\"message\":\"é%s\","
                                           "\"report\":{\"request-id\":\"%s\"}}", text, text, text);
  g_autoptr (InletProblem) problem = read_reply (400, body);

  g_assert_cmpuint (strlen (inlet_problem_get_adobe_code (problem)), <=, 100);
  g_assert_cmpuint (strlen (inlet_problem_get_request_id (problem)), <=, 100);
  g_assert_cmpuint (strlen (inlet_problem_get_message (problem)), <=, 2000);
  g_assert_cmpuint (strlen (inlet_problem_get_details (problem)), <=, 17000);
}

static void
test_no_secret_is_kept (void)
{
  static const char * const secrets[] = { "p8e/secret+value", "token\"token", NULL };
  static const char * const headers[] = { "x-request-id", "p8e/secret+value", "x", "token\"token",
                                          NULL };
  g_autoptr (InletProblem) problem =
    read_reply_with (400, headers,
                     "{\"error\":\"p8e/secret+value\",\"error_description\":\"p8e\\/secret+value and "
                     "token\\\"token\",\"auth\":{\"params\":{\"s3SecretKey\":\"another\"}},"
                     "\"url\":\"p8e%2Fsecret%2Bvalue\"}",
                     secrets);
  g_autofree char *json = inlet_problem_to_json (problem);
  g_autoptr (GError) error = inlet_problem_to_error (problem);

  g_assert_cmpstr (inlet_problem_get_message (problem), ==, INLET_REDACTED " and " INLET_REDACTED);
  g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, INLET_REDACTED);
  g_assert_cmpstr (inlet_problem_get_request_id (problem), ==, INLET_REDACTED);
  g_assert_null (strstr (json, "secret+value"));
  g_assert_null (strstr (json, "secret%2Bvalue"));
  g_assert_null (strstr (json, "token\\\"token"));
  g_assert_null (strstr (json, "another"));
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_message_is_redacted (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_FAILED,
                                                        "sent Authorization: Bearer abcdef");
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                                    "https://h/?access_token=abcdef");
  g_autoptr (InletProblem) from_error = inlet_problem_new_from_error (foreign);

  g_assert_null (strstr (inlet_problem_get_message (problem), "abcdef"));
  g_assert_null (strstr (inlet_problem_get_message (from_error), "abcdef"));
}

static void
test_in_an_error (void)
{
  g_autoptr (InletProblem) problem = read_reply (404, samples[2].body);
  g_autoptr (GError) error = inlet_problem_to_error (problem);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (InletProblem) same = NULL;

  g_assert_error (error, INLET_ERROR, INLET_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, inlet_problem_get_message (problem));

  g_clear_error (&error);
  same = inlet_problem_new_from_error (copy);
  g_assert_true (same == problem);
}

static void
test_from_an_error_without_problem (void)
{
  g_autoptr (GError) error =
    g_error_new_literal (INLET_ERROR, INLET_ERROR_KEYRING_LOCKED, "locked");
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_KEYRING_LOCKED);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpstr (inlet_problem_get_message (problem), ==, "locked");
}

static void
test_from_foreign_errors (void)
{
  const struct { GQuark domain; int error; InletErrorCode code; } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_PROXY_FAILED, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED, INLET_ERROR_OFFLINE },
    { G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, INLET_ERROR_INTERRUPTED },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, INLET_ERROR_INTERRUPTED },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, INLET_ERROR_INTERRUPTED },
    { G_IO_ERROR, G_IO_ERROR_CANCELLED, INLET_ERROR_INTERRUPTED },
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, INLET_ERROR_FAILED },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, INLET_ERROR_OFFLINE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, INLET_ERROR_OFFLINE },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, INLET_ERROR_UNTRUSTED },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, INLET_ERROR_UNTRUSTED },
    { G_FILE_ERROR, G_FILE_ERROR_ACCES, INLET_ERROR_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = g_error_new_literal (cases[i].domain, cases[i].error, "why");
    g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

    g_assert_cmpint (inlet_problem_get_code (problem), ==, cases[i].code);
    g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
    g_assert_cmpstr (inlet_problem_get_message (problem), ==, "why");
  }
}

static void
test_json (void)
{
  g_autoptr (InletProblem) plain = inlet_problem_new (INLET_ERROR_KEYRING_LOCKED, "é \"x\"");
  g_autoptr (InletProblem) uncertain = inlet_problem_with_certainty (plain,
                                                                     INLET_CERTAINTY_UNKNOWN);
  g_autofree char *plain_json = inlet_problem_to_json (plain);
  g_autofree char *uncertain_json = inlet_problem_to_json (uncertain);
  g_autoptr (InletProblem) plain_again = inlet_problem_new_from_json (plain_json);
  g_autoptr (InletProblem) uncertain_again = inlet_problem_new_from_json (uncertain_json);

  assert_same (plain, plain_again);
  assert_same (uncertain, uncertain_again);
  g_assert_nonnull (strstr (plain_json, "\"keyring-locked\""));
  g_assert_nonnull (strstr (plain_json, "\"not-sent\""));
  g_assert_null (strstr (plain_json, inlet_problem_get_title (plain)));
}

static void
test_json_of_replies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autoptr (InletProblem) problem = read_reply (samples[i].status, samples[i].body);
    g_autofree char *json = inlet_problem_to_json (problem);
    g_autoptr (InletProblem) again = inlet_problem_new_from_json (json);

    assert_same (problem, again);
  }
}

static void
test_not_json (void)
{
  static const char * const texts[] =
  { "", "null", "[]", "7", "{", "\"failed\"", "\xff", "{\"a\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (inlet_problem_new_from_json (texts[i]));

  g_assert_null (inlet_problem_new_from_json (NULL));
}

/* What another version wrote, or a damaged disk: uncertain is the careful answer. */
static void
test_json_of_others (void)
{
  static const char * const texts[] = {
    "{}",
    "{\"code\":\"unheard-of\",\"certainty\":\"perhaps\",\"status\":\"x\",\"new\":{}}",
    "{\"code\":7,\"certainty\":null,\"status\":-5,\"adobe_code\":[],\"message\":{},"
    "\"request_id\":1,\"details\":true}",
    "{\"status\":1e300}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (InletProblem) problem = inlet_problem_new_from_json (texts[i]);

    g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_FAILED);
    g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_UNKNOWN);
    g_assert_cmpuint (inlet_problem_get_status (problem), ==, 0);
    g_assert_null (inlet_problem_get_adobe_code (problem));
    g_assert_cmpstr (inlet_problem_get_message (problem), ==, "");
    g_assert_null (inlet_problem_get_request_id (problem));
    g_assert_null (inlet_problem_get_details (problem));
    assert_good_words (problem);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/problem/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/problem/every-code-has-words", test_every_code_has_words);
  g_test_add_func ("/inlet/model/problem/unknown-code", test_unknown_code);
  g_test_add_func ("/inlet/model/problem/every-adobe-code-has-words",
                   test_every_adobe_code_has_words);
  g_test_add_func ("/inlet/model/problem/gateway-timeout-of-flow-service",
                   test_gateway_timeout_of_flow_service);
  g_test_add_func ("/inlet/model/problem/user-region-is-missing", test_user_region_is_missing);
  g_test_add_func ("/inlet/model/problem/status-alone", test_status_alone);
  g_test_add_func ("/inlet/model/problem/unknown-adobe-code", test_unknown_adobe_code);
  g_test_add_func ("/inlet/model/problem/certainty", test_certainty);
  g_test_add_func ("/inlet/model/problem/uncertain-hint", test_uncertain_hint);
  g_test_add_func ("/inlet/model/problem/with-certainty", test_with_certainty);
  g_test_add_func ("/inlet/model/problem/samples", test_samples);
  g_test_add_func ("/inlet/model/problem/words", test_words);
  g_test_add_func ("/inlet/model/problem/which-half-of-the-client-is-wrong",
                   test_which_half_of_the_client_is_wrong);
  g_test_add_func ("/inlet/model/problem/what-amazon-said", test_what_amazon_said);
  g_test_add_func ("/inlet/model/problem/text-order", test_text_order);
  g_test_add_func ("/inlet/model/problem/request-id", test_request_id);
  g_test_add_func ("/inlet/model/problem/wrong-types-everywhere", test_wrong_types_everywhere);
  g_test_add_func ("/inlet/model/problem/random-bodies", test_random_bodies);
  g_test_add_func ("/inlet/model/problem/long-texts", test_long_texts);
  g_test_add_func ("/inlet/model/problem/no-secret-is-kept", test_no_secret_is_kept);
  g_test_add_func ("/inlet/model/problem/message-is-redacted", test_message_is_redacted);
  g_test_add_func ("/inlet/model/problem/in-an-error", test_in_an_error);
  g_test_add_func ("/inlet/model/problem/from-an-error-without-problem",
                   test_from_an_error_without_problem);
  g_test_add_func ("/inlet/model/problem/from-foreign-errors", test_from_foreign_errors);
  g_test_add_func ("/inlet/model/problem/json", test_json);
  g_test_add_func ("/inlet/model/problem/json-of-replies", test_json_of_replies);
  g_test_add_func ("/inlet/model/problem/not-json", test_not_json);
  g_test_add_func ("/inlet/model/problem/json-of-others", test_json_of_others);

  return g_test_run ();
}
