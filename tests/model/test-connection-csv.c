/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-csv.h"

#include <string.h>

static char *
write_row (const InletConnectionFields *fields)
{
  g_autoptr (InletConnection) connection = inlet_connection_new (fields);
  GString *csv = g_string_new (NULL);

  inlet_connection_csv_append_row (csv, connection);
  return g_string_free (csv, FALSE);
}

static void
assert_name (const char *name,
             const char *expected)
{
  const InletConnectionFields fields = { .name = name };
  g_autofree char *row = write_row (&fields);
  g_autofree char *cells = g_strdup_printf (
    "\"1970-01-01T00:00:00Z\",\"sending\",%s,,,,,,,,,,,,\r\n",
    expected);

  g_assert_cmpstr (row, ==, cells);
}

static void
test_header (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  inlet_connection_csv_append_header (csv);
  g_assert_cmpstr (csv->str, ==,
                   "created_at,state,name,description,id,etag,sandbox,sandbox_type,account,"
                   "credentials,created_client,broken_since,error_code,error_title,error_hint\r\n");
}

static void
test_row (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, NULL);
  const InletConnectionFields fields = {
    .state = INLET_CONNECTION_FAILED, .created_at = 1580000000, .remote_id = "4cb0c374",
    .etag = "\"1700\"", .name = "Raw, \"new\"", .description = "two\nlines", .sandbox = "dev",
    .account_name = "ACME", .credentials_name = "Billing", .problem = problem,
  };
  g_autofree char *row = write_row (&fields);

  g_assert_true (g_str_has_prefix (row,
                                   "\"2020-01-26T00:53:20Z\",\"failed\",\"Raw, \"\"new\"\"\","
                                   "\"two\nlines\",\"4cb0c374\",\"\"\"1700\"\"\",\"dev\",,\"ACME\","
                                   "\"Billing\",,,\"offline\",\""));
  g_assert_true (g_str_has_suffix (row, "\"\r\n"));
}

static void
test_formulas (void)
{
  assert_name ("=1+1", "\"'=1+1\"");
  assert_name ("+1", "\"'+1\"");
  assert_name ("-1", "\"'-1\"");
  assert_name ("@SUM(A1)", "\"'@SUM(A1)\"");
  assert_name ("＝1", "\"'＝1\"");
  assert_name ("\"=1", "\"\"\"'=1\"");
  assert_name ("a;=1", "\"a;'=1\"");
  assert_name ("a\t=1", "\"a\t'=1\"");
  assert_name ("a\r\n=1", "\"a\r\n'=1\"");
  assert_name ("a;\"=1", "\"a;\"\"'=1\"");
  assert_name ("a-b=c", "\"a-b=c\"");
  assert_name ("é😀", "\"é😀\"");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/connection-csv/has-a-header", test_header);
  g_test_add_func ("/inlet/model/connection-csv/has-what-json-has", test_row);
  g_test_add_func ("/inlet/model/connection-csv/has-no-formula", test_formulas);

  return g_test_run ();
}
