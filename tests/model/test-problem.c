/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem.h"
#include "inlet-redact.h"
#include "problem-fixture.h"

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
test_certainty (void)
{
  static const struct { guint status; InletCertainty certainty; } cases[] = {
    { 200, INLET_CERTAINTY_UNKNOWN }, { 201, INLET_CERTAINTY_UNKNOWN },
    { 502, INLET_CERTAINTY_UNKNOWN }, { 504, INLET_CERTAINTY_UNKNOWN },
    { 101, INLET_CERTAINTY_UNKNOWN }, { 303, INLET_CERTAINTY_UNKNOWN },
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
test_passing (void)
{
  static const struct { guint status; gboolean is_passing; } cases[] = {
    { 200, FALSE }, { 400, FALSE }, { 401, FALSE }, { 408, TRUE }, { 429, TRUE }, { 500, TRUE },
    { 501, FALSE }, { 502, TRUE }, { 503, TRUE }, { 504, TRUE }, { 505, FALSE },
  };
  static const char *const headers[] = { "Retry-After", "7", NULL };
  g_autoptr (InletProblem) plain = inlet_problem_new (INLET_ERROR_OFFLINE, "no route");
  g_autoptr (InletProblem) passing = inlet_problem_as_passing (plain);
  g_autoptr (InletProblem) asking = read_reply_with (429, headers, "", NULL);
  g_autoptr (InletProblem) copy = inlet_problem_with_certainty (asking, INLET_CERTAINTY_UNKNOWN);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletProblem) problem = read_reply (cases[i].status, "");

    g_assert_cmpint (inlet_problem_is_passing (problem), ==, cases[i].is_passing);
    g_assert_cmpint (inlet_problem_get_retry_after (problem), ==, -1);
  }

  g_assert_false (inlet_problem_is_passing (plain));
  g_assert_true (inlet_problem_is_passing (passing));
  assert_same (plain, passing);
  g_assert_cmpint (inlet_problem_get_retry_after (passing), ==, -1);
  g_assert_cmpint (inlet_problem_get_retry_after (asking), ==, 7);
  g_assert_cmpint (inlet_problem_get_retry_after (copy), ==, 7);
  g_assert_true (inlet_problem_is_passing (copy));
}

/* Its status says enough, and as a tree it would take a multiple of its size. */
static void
test_with_large_body (void)
{
  g_autofree char *filling = g_strnfill (64 * 1024, ' ');
  g_autofree char *small = g_strdup_printf ("{\"error\":\"invalid_client\"}%.1000s", filling);
  g_autofree char *large = g_strdup_printf ("{\"error\":\"invalid_client\"}%s", filling);
  g_autoptr (InletProblem) said = read_reply (403, small);
  g_autoptr (InletProblem) unsaid = read_reply (403, large);

  g_assert_cmpstr (inlet_problem_get_adobe_code (said), ==, "invalid_client");
  g_assert_cmpstr (inlet_problem_get_adobe_code (unsaid), ==, NULL);
  g_assert_cmpint (inlet_problem_get_code (unsaid), ==, INLET_ERROR_NOT_ALLOWED);
  g_assert_cmpint (inlet_problem_get_certainty (unsaid), ==, INLET_CERTAINTY_REFUSED);
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

/* It makes nothing, so nothing is said of what was made or not. */
static void
test_as_question (void)
{
  static const InletCertainty certainties[] = {
    INLET_CERTAINTY_NOT_SENT, INLET_CERTAINTY_REFUSED, INLET_CERTAINTY_UNKNOWN,
  };
  g_autoptr (InletProblem) lost = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Cut");

  for (gsize i = 0; i < G_N_ELEMENTS (certainties); i++) {
    g_autoptr (InletProblem) problem = inlet_problem_with_certainty (lost, certainties[i]);
    g_autoptr (InletProblem) question = inlet_problem_as_question (problem);
    g_autofree char *json = inlet_problem_to_json (question);
    g_autoptr (InletProblem) kept = inlet_problem_new_from_json (json);

    g_assert_cmpint (inlet_problem_get_certainty (question), ==, INLET_CERTAINTY_ASKED);
    g_assert_cmpstr (inlet_problem_get_title (question), ==, "The answer was lost");
    g_assert_null (strstr (inlet_problem_get_hint (question), "reate"));
    assert_same (question, kept);
  }
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
  g_autofree char *letters = g_strnfill (7000, 'x');
  g_auto (GStrv) parts = g_strsplit (letters, "x", -1);
  g_autofree char *text = g_strjoinv ("비", parts);
  g_autofree char *body = g_strdup_printf ("{\"error_code\":\"%s\",\"message\":\"%s\","
                                           "\"report\":{\"request-id\":\"%s\"}}", text, text, text);
  g_autoptr (InletProblem) problem = read_reply (400, body);

  g_assert_true (g_utf8_validate (inlet_problem_get_message (problem), -1, NULL));
  g_assert_true (g_utf8_validate (inlet_problem_get_adobe_code (problem), -1, NULL));

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
                     "{\"error\":\"p8e/secret+value\","
                     "\"error_description\":\"p8e\\/secret+value and token\\\"token\","
                     "\"auth\":{\"params\":{\"s3SecretKey\":\"another\"}},"
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
  g_test_add_func ("/inlet/model/problem/certainty", test_certainty);
  g_test_add_func ("/inlet/model/problem/passing", test_passing);
  g_test_add_func ("/inlet/model/problem/with-certainty", test_with_certainty);
  g_test_add_func ("/inlet/model/problem/as-question", test_as_question);
  g_test_add_func ("/inlet/model/problem/samples", test_samples);
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
  g_test_add_func ("/inlet/model/problem/with-large-body", test_with_large_body);
  g_test_add_func ("/inlet/model/problem/from-foreign-errors", test_from_foreign_errors);
  g_test_add_func ("/inlet/model/problem/json", test_json);
  g_test_add_func ("/inlet/model/problem/json-of-replies", test_json_of_replies);
  g_test_add_func ("/inlet/model/problem/not-json", test_not_json);
  g_test_add_func ("/inlet/model/problem/json-of-others", test_json_of_others);

  return g_test_run ();
}
