/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-json.h"
#include "inlet-test-result.h"

#include <string.h>

static InletReply *
make_reply (guint       status,
            const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return inlet_reply_new (status, NULL, NULL, body);
}

static InletConnection *
make_connection (void)
{
  const InletConnectionFields fields = {
    .row_id = 1, .state = INLET_CONNECTION_CREATED, .created_at = 1750000000,
    .remote_id = "4cb0c374-d3bb-4557-b139-5712880adc55", .name = "Billing", .sandbox = "dev",
    .account_name = "ACME",
  };

  return inlet_connection_new (&fields);
}

static void
test_new_destroy (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, "x");
  InletTestResult *result = inlet_test_result_new (1750000000, problem);

  g_assert_cmpint (inlet_test_result_get_tested_at (result), ==, 1750000000);
  g_assert_true (inlet_test_result_get_problem (result) == problem);
  g_assert_finalize_object (result);
}

static void
test_outcome (void)
{
  g_autoptr (InletProblem) refused = inlet_problem_new (INLET_ERROR_S3_REFUSED, "x");
  g_autoptr (InletProblem) offline = inlet_problem_new (INLET_ERROR_OFFLINE, "x");
  g_autoptr (InletTestResult) passed = inlet_test_result_new (1, NULL);
  g_autoptr (InletTestResult) failed = inlet_test_result_new (1, refused);
  g_autoptr (InletTestResult) unknown = inlet_test_result_new (1, offline);

  g_assert_cmpint (inlet_test_result_get_outcome (passed), ==, INLET_TEST_PASSED);
  g_assert_cmpint (inlet_test_result_get_outcome (failed), ==, INLET_TEST_FAILED);
  g_assert_cmpint (inlet_test_result_get_outcome (unknown), ==, INLET_TEST_UNKNOWN);
  g_assert_cmpstr (inlet_test_outcome_to_nick (INLET_TEST_PASSED), ==, "passed");
  g_assert_cmpstr (inlet_test_outcome_to_nick (INLET_TEST_FAILED), ==, "failed");
  g_assert_cmpstr (inlet_test_outcome_to_nick (INLET_TEST_UNKNOWN), ==, "unknown");
}

/* Only one answer is a test that was passed. */
static void
test_passed_reply (void)
{
  static const struct { guint status; const char *body; gboolean is_passed; } cases[] = {
    { 200, "{\"result\":true}", TRUE },
    { 200, "{\"result\": true, \"more\": [1]}", TRUE },
    { 200, "{\"result\":false}", FALSE },
    { 200, "{\"result\":\"true\"}", FALSE },
    { 200, "{\"result\":1}", FALSE },
    { 200, "{\"result\":null}", FALSE },
    { 200, "{\"result\":{\"result\":true}}", FALSE },
    { 200, "{\"state\":\"enabled\"}", FALSE },
    { 200, "{}", FALSE },
    { 200, "[true]", FALSE },
    { 200, "true", FALSE },
    { 200, "", FALSE },
    { 200, "<html>", FALSE },
    { 302, "{\"result\":true}", FALSE },
    { 400, "{\"result\":true}", FALSE },
    { 500, "{\"result\":true}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletReply) reply = make_reply (cases[i].status, cases[i].body);

    g_test_message ("%u %s", cases[i].status, cases[i].body);
    g_assert_cmpint (inlet_test_result_is_passed_reply (reply), ==, cases[i].is_passed);
  }
}

static void
test_json (void)
{
  g_autoptr (InletConnection) connection = make_connection ();
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, "x");
  g_autoptr (InletTestResult) passed = inlet_test_result_new (1750000000, NULL);
  g_autoptr (InletTestResult) unknown = inlet_test_result_new (1750000000, problem);
  g_autoptr (JsonNode) passed_node = inlet_test_result_to_json (passed, connection);
  g_autoptr (JsonNode) unknown_node = inlet_test_result_to_json (unknown, connection);
  g_autofree char *text = inlet_json_to_text (passed_node, FALSE);
  JsonObject *object = json_node_get_object (unknown_node);
  JsonObject *error = inlet_json_get_object (object, "error");

  g_assert_cmpstr (text, ==,
                   "{\"id\":\"4cb0c374-d3bb-4557-b139-5712880adc55\",\"name\":\"Billing\","
                   "\"sandbox\":\"dev\",\"account\":\"ACME\",\"outcome\":\"passed\","
                   "\"tested_at\":\"2025-06-15T15:06:40Z\",\"error\":null}");
  g_assert_cmpstr (inlet_json_get_string (object, "outcome"), ==, "unknown");
  g_assert_cmpstr (inlet_json_get_string (error, "code"), ==, "offline");
  g_assert_cmpstr (inlet_json_get_string (error, "side"), ==, "network");
  g_assert_cmpstr (inlet_json_get_string (error, "title"), ==, inlet_problem_get_title (problem));
  g_assert_cmpstr (inlet_json_get_string (error, "hint"), ==, inlet_problem_get_hint (problem));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/test-result/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/test-result/outcome", test_outcome);
  g_test_add_func ("/inlet/model/test-result/passed-reply", test_passed_reply);
  g_test_add_func ("/inlet/model/test-result/json", test_json);

  return g_test_run ();
}
