/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-side.h"
#include "inlet-test-result.h"
#include "problem-fixture.h"

#define FLOW(code, status, text) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-" code "-" status "\",\"status\":" status "," \
  "\"report\":{\"detailed-message\":\"" text "\"}}"
#define PROVIDER(text) \
  FLOW ("1100", "400", "The request could not be processed. Error from flow provider: " text)

/* Every answer that is known, whose side it is on, and so what it says of the connection. */
static const struct
{
  guint            status;
  const char      *body;
  InletSide        side;
  InletTestOutcome outcome;
} replies[] = {
  { 400, PROVIDER ("InvalidAccessKeyId"), INLET_SIDE_KEY, INLET_TEST_FAILED },
  { 400, PROVIDER ("SignatureDoesNotMatch"), INLET_SIDE_KEY, INLET_TEST_FAILED },
  { 400, PROVIDER ("The request signature we calculated does not match"), INLET_SIDE_KEY,
    INLET_TEST_FAILED },
  { 400, PROVIDER ("ExpiredToken"), INLET_SIDE_KEY, INLET_TEST_FAILED },
  { 400, PROVIDER ("InvalidToken"), INLET_SIDE_KEY, INLET_TEST_FAILED },
  { 400, PROVIDER ("NoSuchBucket"), INLET_SIDE_BUCKET, INLET_TEST_FAILED },
  { 400, PROVIDER ("AccessDenied"), INLET_SIDE_BUCKET, INLET_TEST_FAILED },
  { 400, PROVIDER ("NoSuchKey"), INLET_SIDE_BUCKET, INLET_TEST_FAILED },
  { 400, PROVIDER ("PermanentRedirect"), INLET_SIDE_BUCKET, INLET_TEST_FAILED },
  { 400, PROVIDER ("AuthorizationHeaderMalformed"), INLET_SIDE_BUCKET, INLET_TEST_FAILED },
  { 400, PROVIDER ("Unknown error while processing request."), INLET_SIDE_STORAGE,
    INLET_TEST_FAILED },
  { 200, "{\"result\":false}", INLET_SIDE_STORAGE, INLET_TEST_FAILED },
  { 404, FLOW ("1101", "404", "Resource with given id does not exist."), INLET_SIDE_BUCKET,
    INLET_TEST_FAILED },
  { 404, FLOW ("1439", "404", "not found"), INLET_SIDE_CONNECTION, INLET_TEST_FAILED },
  { 404, "{\"errorMessage\":\"connections not found with id = [4890fc95]\"}",
    INLET_SIDE_CONNECTION, INLET_TEST_FAILED },
  { 410, "", INLET_SIDE_CONNECTION, INLET_TEST_FAILED },
  { 400, FLOW ("1420", "400", "state"), INLET_SIDE_CONNECTION, INLET_TEST_FAILED },
  { 404, FLOW ("2100", "404", "Sandbox not found"), INLET_SIDE_SANDBOX, INLET_TEST_FAILED },
  { 403, FLOW ("2121", "403", "The permission manage is denied"), INLET_SIDE_PERMISSION,
    INLET_TEST_UNKNOWN },
  { 403, "{\"error_code\":\"403027\",\"message\":\"User region is missing\"}",
    INLET_SIDE_PERMISSION, INLET_TEST_UNKNOWN },
  { 401, "{\"error_code\":\"401013\",\"message\":\"Oauth token is not valid\"}",
    INLET_SIDE_ACCOUNT, INLET_TEST_UNKNOWN },
  { 404, "<html>404</html>", INLET_SIDE_NETWORK, INLET_TEST_UNKNOWN },
  { 200, "<html>Sign in to the hotel</html>", INLET_SIDE_NETWORK, INLET_TEST_UNKNOWN },
  { 302, "", INLET_SIDE_NETWORK, INLET_TEST_UNKNOWN },
  { 429, "{\"error_code\":\"429050\",\"message\":\"Too many requests\"}", INLET_SIDE_ADOBE,
    INLET_TEST_UNKNOWN },
  { 500, FLOW ("1102", "500", "Internal"), INLET_SIDE_ADOBE, INLET_TEST_UNKNOWN },
  { 503, "", INLET_SIDE_ADOBE, INLET_TEST_UNKNOWN },
  { 418, "", INLET_SIDE_ADOBE, INLET_TEST_UNKNOWN },
};

static void
assert_outcome (InletProblem     *problem,
                InletTestOutcome  outcome)
{
  g_autoptr (InletTestResult) result = inlet_test_result_new (1750000000, problem);

  g_assert_cmpint (inlet_test_result_get_outcome (result), ==, outcome);
}

static void
test_of_replies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++) {
    g_autoptr (InletProblem) problem = read_reply (replies[i].status, replies[i].body);
    g_autofree char *json = inlet_problem_to_json (problem);
    g_autoptr (InletProblem) kept = inlet_problem_new_from_json (json);

    g_test_message ("%u %s", replies[i].status, replies[i].body);
    g_assert_cmpint (inlet_side_of_problem (problem), ==, replies[i].side);
    assert_outcome (problem, replies[i].outcome);
    assert_good_words (problem);

    /* The history says the same of it. */
    g_assert_cmpint (inlet_side_of_problem (kept), ==, replies[i].side);
    g_assert_cmpstr (inlet_problem_get_title (kept), ==, inlet_problem_get_title (problem));
  }
}

static void
test_without_reply (void)
{
  static const struct { InletErrorCode code; InletSide side; } cases[] = {
    { INLET_ERROR_OFFLINE, INLET_SIDE_NETWORK },
    { INLET_ERROR_UNTRUSTED, INLET_SIDE_NETWORK },
    { INLET_ERROR_TIMED_OUT, INLET_SIDE_NETWORK },
    { INLET_ERROR_INTERRUPTED, INLET_SIDE_NETWORK },
    { INLET_ERROR_SIGN_IN, INLET_SIDE_ACCOUNT },
    { INLET_ERROR_UNCONFIRMED, INLET_SIDE_ACCOUNT },
    { INLET_ERROR_NO_ACCOUNT, INLET_SIDE_ACCOUNT },
    { INLET_ERROR_KEYRING_LOCKED, INLET_SIDE_COMPUTER },
    { INLET_ERROR_NO_SECRET, INLET_SIDE_COMPUTER },
    { INLET_ERROR_STORAGE_FULL, INLET_SIDE_COMPUTER },
    { INLET_ERROR_INVALID_INPUT, INLET_SIDE_COMPUTER },
    { INLET_ERROR_FAILED, INLET_SIDE_COMPUTER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletProblem) problem = inlet_problem_new (cases[i].code, "x");

    g_assert_cmpint (inlet_side_of_problem (problem), ==, cases[i].side);
    assert_outcome (problem, INLET_TEST_UNKNOWN);
  }
}

/* Each has a nick and words of its own. */
static void
test_words (void)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_SIDE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < class->n_values; i++) {
    g_assert_cmpstr (inlet_side_to_nick (i), ==, class->values[i].value_nick);
    g_assert_true (g_hash_table_add (seen, (gpointer) inlet_side_to_text (i)));
  }
  g_assert_cmpuint (class->n_values, ==, INLET_SIDE_COMPUTER + 1);
}

/* What a program asks for: codes, and sentences to show. */
static void
test_describe (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, "x");
  g_autoptr (JsonObject) object = inlet_side_describe (problem);

  g_assert_cmpuint (json_object_get_size (object), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (object, "code"), ==, "offline");
  g_assert_cmpstr (json_object_get_string_member (object, "side"), ==, "network");
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==,
                   inlet_problem_get_title (problem));
  g_assert_cmpstr (json_object_get_string_member (object, "hint"), ==,
                   inlet_problem_get_hint (problem));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/side/of-replies", test_of_replies);
  g_test_add_func ("/inlet/model/side/without-reply", test_without_reply);
  g_test_add_func ("/inlet/model/side/words", test_words);
  g_test_add_func ("/inlet/model/side/describe", test_describe);

  return g_test_run ();
}
