/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-stage.h"

#include "inlet-error.h"

#include <string.h>

#define ID "4cb0c374-d3bb-4557-b139-5712880adc55"

static GString *printed;

static void
on_printed (const char *text)
{
  g_string_append (printed, text);
}

static InletConnection *
build_attempt (void)
{
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "account-id", "name", "ACME", NULL);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "credentials-id", "name", "Bucket", NULL);
  g_autoptr (InletDraft) draft = inlet_draft_new (account, credentials, "dev", "First", "");

  return inlet_connection_new_attempt (draft, 1795298794);
}

static gboolean
tell (InletConnection  *connection,
      const GError     *unsaved,
      GError          **error)
{
  GPrintFunc usual = g_set_printerr_handler (on_printed);
  gboolean is_there;

  g_string_truncate (printed, 0);
  is_there = inlet_cli_stage_tell (connection, unsaved, error);
  g_set_printerr_handler (usual);

  return is_there;
}

static void
test_made (void)
{
  g_autoptr (InletConnection) attempt = build_attempt ();
  g_autoptr (InletReceipt) receipt = inlet_receipt_new (ID, "\"e\"");
  g_autoptr (InletConnection) made = inlet_connection_with_receipt (attempt, receipt);
  g_autoptr (GError) unsaved = g_error_new_literal (INLET_ERROR, INLET_ERROR_STORAGE_FULL, "Full");
  g_autoptr (GError) error = NULL;

  g_assert_true (tell (made, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (printed->str, ID));
  g_assert_nonnull (strstr (printed->str, "“First”"));

  /* The verbs look in the history. */
  g_assert_false (tell (made, unsaved, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_FULL);
  g_assert_cmpstr (printed->str, ==, "There is no connection in the demo to try it with.\n");
  g_assert_cmpint (inlet_exit_from_error (error), ==, INLET_EXIT_UNEXPECTED);
}

static void
test_not_made (void)
{
  const struct { InletCertainty certainty; InletExit expected; } cases[] = {
    { INLET_CERTAINTY_NOT_SENT, INLET_EXIT_NOT_REACHED },
    { INLET_CERTAINTY_REFUSED, INLET_EXIT_REFUSED },
    { INLET_CERTAINTY_UNKNOWN, INLET_EXIT_UNCERTAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletConnection) attempt = build_attempt ();
    g_autoptr (InletProblem) any = inlet_problem_new (INLET_ERROR_SERVER, "Anything");
    g_autoptr (InletProblem) problem = inlet_problem_with_certainty (any, cases[i].certainty);
    g_autoptr (InletConnection) outcome = inlet_connection_with_problem (attempt, problem);
    g_autoptr (GError) error = NULL;

    g_assert_false (tell (outcome, NULL, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_SERVER);
    g_assert_cmpint (inlet_exit_from_error (error), ==, cases[i].expected);
    g_assert_cmpstr (printed->str, ==, "There is no connection in the demo to try it with.\n");
  }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  printed = g_string_new (NULL);

  g_test_add_func ("/inlet/cli/stage/says-what-was-made", test_made);
  g_test_add_func ("/inlet/cli/stage/says-what-happened-instead", test_not_made);

  status = g_test_run ();
  g_string_free (printed, TRUE);

  return status;
}
