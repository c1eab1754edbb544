/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any answer to a test: passed, or a problem that is on somebody's side and is
 * kept as it is told. */

#include "fuzz.h"

#include "inlet-side.h"
#include "inlet-test-result.h"

static void
assert_kept (InletProblem *problem)
{
  g_autoptr (InletProblem) question = inlet_problem_as_question (problem);
  g_autofree char *json = inlet_problem_to_json (question);
  g_autoptr (InletProblem) kept = inlet_problem_new_from_json (json);
  g_autoptr (InletTestResult) result = inlet_test_result_new (0, question);

  g_assert_nonnull (kept);
  g_assert_cmpint (inlet_problem_get_certainty (kept), ==, INLET_CERTAINTY_ASKED);
  g_assert_cmpint (inlet_side_of_problem (kept), ==, inlet_side_of_problem (problem));
  g_assert_cmpstr (inlet_problem_get_title (kept), ==, inlet_problem_get_title (question));
  g_assert_cmpint (inlet_test_result_get_outcome (result), !=, INLET_TEST_PASSED);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &secrets);
  g_autoptr (InletProblem) problem = NULL;

  if (inlet_test_result_is_passed_reply (reply)) {
    g_assert_true (inlet_reply_is_success (reply));
    return 0;
  }

  problem = inlet_problem_new_from_reply (reply, (const char * const *) secrets);
  assert_kept (problem);

  return 0;
}
