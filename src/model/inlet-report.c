/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-report.h"

#include "inlet-address.h"
#include "inlet-redact.h"
#include "inlet-test-result.h"

#include <string.h>

static void
append_line (GString    *text,
             const char *label,
             const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", label, value);
}

static void
append_time (GString    *text,
             const char *label,
             gint64      seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *value = time != NULL ? g_date_time_format (time, "%FT%TZ") : NULL;

  append_line (text, label, value);
}

static void
append_problem (GString      *text,
                InletProblem *problem)
{
  guint status = inlet_problem_get_status (problem);

  append_line (text, "Problem", inlet_problem_get_title (problem));
  append_line (text, "Code", inlet_error_code_to_nick (inlet_problem_get_code (problem)));
  if (status != 0)
    g_string_append_printf (text, "HTTP status: %u\n", status);
  append_line (text, "Adobe code", inlet_problem_get_adobe_code (problem));
  append_line (text, "Message", inlet_problem_get_message (problem));
  append_line (text, "Request ID", inlet_problem_get_request_id (problem));
}

/* What Inlet does to make one, which a person at Adobe can do as well. */
static void
append_steps (GString         *text,
              InletConnection *connection)
{
  g_string_append_printf (text,
                          "\nSteps\n"
                          "1. Sign in to the organization.\n"
                          "2. POST /" INLET_CONNECTIONS_PATH ", x-sandbox-name: %s, "
                          "connectionSpec " INLET_S3_SPEC_ID " " INLET_S3_SPEC_VERSION
                          ", auth.specName Access Key.\n",
                          inlet_connection_get_sandbox (connection));
  if (inlet_connection_get_remote_id (connection) != NULL)
    g_string_append_printf (text, "3. GET /" INLET_CONNECTIONS_PATH "/%s/test.\n",
                            inlet_connection_get_remote_id (connection));
}

static void
append_connection (GString         *text,
                   InletConnection *connection)
{
  gint64 broken_since = inlet_connection_get_broken_since (connection);

  g_string_append (text, "\nConnection\n");
  append_line (text, "State",
               inlet_connection_state_to_nick (inlet_connection_get_state (connection)));
  append_time (text, "Created at", inlet_connection_get_created_at (connection));
  append_line (text, "ID", inlet_connection_get_remote_id (connection));
  append_line (text, "Etag", inlet_connection_get_etag (connection));
  append_line (text, "Name", inlet_connection_get_name (connection));
  append_line (text, "Organization", inlet_connection_get_org_id (connection));
  append_line (text, "Sandbox", inlet_connection_get_sandbox (connection));
  append_line (text, "Sandbox type", inlet_connection_get_sandbox_type (connection));
  append_line (text, "Created by", inlet_connection_get_created_client (connection));
  if (broken_since != 0)
    append_time (text, "Broken since", broken_since);
}

static void
append_test (GString         *text,
             InletTestResult *test)
{
  InletProblem *problem = inlet_test_result_get_problem (test);

  g_string_append_c (text, '\n');
  append_time (text, "Tested at", inlet_test_result_get_tested_at (test));
  append_line (text, "Result",
               inlet_test_outcome_to_nick (inlet_test_result_get_outcome (test)));
  if (problem != NULL)
    append_problem (text, problem);
}

char *
inlet_report_build (const InletReportParts *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  InletConnection *connection = parts->connection;
  InletProblem *problem = parts->problem;

  if (problem == NULL && connection != NULL)
    problem = inlet_connection_get_problem (connection);

  if (problem != NULL)
    append_problem (text, problem);
  if (connection != NULL) {
    append_connection (text, connection);
    append_steps (text, connection);
  }
  for (guint i = 0; parts->tests != NULL && i < parts->tests->len; i++)
    append_test (text, parts->tests->pdata[i]);
  if (problem != NULL && inlet_problem_get_details (problem) != NULL)
    g_string_append_printf (text, "\nAnswer\n%s\n", inlet_problem_get_details (problem));
  g_string_append_printf (text, "%sSystem\n%s", text->len > 0 ? "\n" : "", parts->system);

  return inlet_redact (text->str + strspn (text->str, "\n"), -1, NULL);
}
