/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any reply becomes a problem that can be shown and kept, without a secret in it. */

#include "fuzz.h"

#include "inlet-problem.h"

static void
assert_kept (InletProblem *problem)
{
  g_autofree char *json = inlet_problem_to_json (problem);
  g_autoptr (InletProblem) kept = inlet_problem_new_from_json (json);

  g_assert_nonnull (kept);
  g_assert_cmpint (inlet_problem_get_code (kept), ==, inlet_problem_get_code (problem));
  g_assert_cmpint (inlet_problem_get_certainty (kept), ==, inlet_problem_get_certainty (problem));
  g_assert_cmpuint (inlet_problem_get_status (kept), ==, inlet_problem_get_status (problem));
  g_assert_cmpstr (inlet_problem_get_adobe_code (kept), ==, inlet_problem_get_adobe_code (problem));
  g_assert_cmpstr (inlet_problem_get_message (kept), ==, inlet_problem_get_message (problem));
  g_assert_cmpstr (inlet_problem_get_request_id (kept), ==, inlet_problem_get_request_id (problem));
  g_assert_cmpstr (inlet_problem_get_details (kept), ==, inlet_problem_get_details (problem));
  g_assert_cmpstr (inlet_problem_get_title (kept), ==, inlet_problem_get_title (problem));
  g_assert_cmpstr (inlet_problem_get_hint (kept), ==, inlet_problem_get_hint (problem));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) planted = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &planted);
  const char * const *secrets = (const char * const *) planted;
  g_autoptr (InletProblem) problem = inlet_problem_new_from_reply (reply, secrets);

  fuzz_assert_redacted (inlet_problem_get_adobe_code (problem), secrets);
  fuzz_assert_redacted (inlet_problem_get_message (problem), secrets);
  fuzz_assert_redacted (inlet_problem_get_request_id (problem), secrets);
  fuzz_assert_redacted (inlet_problem_get_details (problem), secrets);
  fuzz_assert_own (inlet_problem_get_title (problem));
  fuzz_assert_own (inlet_problem_get_hint (problem));
  assert_kept (problem);

  return 0;
}
