/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-report.h"

#include "inlet-test-result.h"
#include "problem-fixture.h"

#define TOKEN "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"

static InletConnection *
create_connection (InletProblem *problem)
{
  const InletConnectionFields fields = {
    .row_id = 1,
    .state = problem != NULL ? INLET_CONNECTION_FAILED : INLET_CONNECTION_CREATED,
    .created_at = 1580000000,
    .remote_id = problem != NULL ? NULL : "4cb0c374-d3bb-4557-b139-5712880adc55",
    .name = "Raw events",
    .sandbox = "dev",
    .org_id = "ACME@AdobeOrg",
    .problem = problem,
    .broken_since = problem != NULL ? 0 : 1580000100,
  };

  return inlet_connection_new (&fields);
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("No “%s” in:\n%s", part, text);
}

static void
test_system (void)
{
  const InletReportParts parts = { .system = "Inlet: 1\n" };
  g_autofree char *text = inlet_report_build (&parts);

  g_assert_cmpstr (text, ==, "System\nInlet: 1\n");
}

static void
test_refused (void)
{
  const char *headers[] = { "x-request-id", "REQUEST-1", NULL };
  g_autoptr (InletProblem) problem =
    read_reply_with (403, headers, "{\"error_code\":\"403027\",\"message\":\"Region\"}", NULL);
  g_autoptr (InletConnection) connection = create_connection (problem);
  const InletReportParts parts = { .system = "Inlet: 1\n", .connection = connection };
  g_autofree char *text = inlet_report_build (&parts);

  assert_has (text, "HTTP status: 403\n");
  assert_has (text, "Adobe code: 403027\n");
  assert_has (text, "Request ID: REQUEST-1\n");
  assert_has (text, "State: failed\nCreated at: 2020-01-26T00:53:20Z\nName: Raw events\n");
  assert_has (text, "x-sandbox-name: dev");
  assert_has (text, "\nAnswer\n");
  g_assert_true (g_str_has_suffix (text, "\nSystem\nInlet: 1\n"));
  g_assert_null (strstr (text, "/test."));
}

static void
test_tested (void)
{
  const char *headers[] = { "x-request-id", "REQUEST-2", NULL };
  g_autoptr (InletProblem) problem = read_reply_with (500, headers, "{}", NULL);
  g_autoptr (InletConnection) connection = create_connection (NULL);
  g_autoptr (GPtrArray) tests = g_ptr_array_new_with_free_func (g_object_unref);
  const InletReportParts parts = { .system = "", .connection = connection, .tests = tests };
  g_autofree char *text = NULL;

  g_ptr_array_add (tests, inlet_test_result_new (1580000200, problem));
  g_ptr_array_add (tests, inlet_test_result_new (1580000300, NULL));
  text = inlet_report_build (&parts);

  assert_has (text, "ID: 4cb0c374-d3bb-4557-b139-5712880adc55\n");
  assert_has (text, "Broken since: 2020-01-26T00:55:00Z\n");
  assert_has (text, "connections/4cb0c374-d3bb-4557-b139-5712880adc55/test.\n");
  assert_has (text, "Tested at: 2020-01-26T00:56:40Z\nResult: ");
  assert_has (text, "Request ID: REQUEST-2\n");
  assert_has (text, "Tested at: 2020-01-26T00:58:20Z\nResult: passed\n");
}

/* The row was made elsewhere, and somebody has put a token into its name. */
static void
test_redacted (void)
{
  const InletConnectionFields fields = {
    .state = INLET_CONNECTION_CREATED, .name = "Authorization: Bearer " TOKEN, .sandbox = "dev",
  };
  g_autoptr (InletConnection) connection = inlet_connection_new (&fields);
  const InletReportParts parts = { .system = "", .connection = connection };
  g_autofree char *text = inlet_report_build (&parts);

  g_assert_null (strstr (text, "eyJ"));
  assert_has (text, "•••");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/report/is-on-the-system-alone", test_system);
  g_test_add_func ("/inlet/model/report/has-what-adobe-answered", test_refused);
  g_test_add_func ("/inlet/model/report/has-the-tests", test_tested);
  g_test_add_func ("/inlet/model/report/goes-through-the-redactor", test_redacted);

  return g_test_run ();
}
