/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text in the history as a problem: what is read is kept the same when it is written again. */

#include "fuzz.h"

#include "inlet-problem.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_autofree char *text = fuzz_input_read_text (&input);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_json (text);
  g_autoptr (InletProblem) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  if (problem == NULL)
    return 0;

  once = inlet_problem_to_json (problem);
  again = inlet_problem_new_from_json (once);
  g_assert_nonnull (again);
  twice = inlet_problem_to_json (again);

  g_assert_cmpstr (twice, ==, once);
  fuzz_assert_utf8 (once);
  g_assert_nonnull (inlet_problem_get_message (problem));
  g_assert_cmpuint (inlet_problem_get_status (problem), <, 1000);
  g_assert_cmpstr (inlet_problem_get_title (again), ==, inlet_problem_get_title (problem));
  fuzz_assert_own (inlet_problem_get_title (problem));
  fuzz_assert_own (inlet_problem_get_hint (problem));

  return 0;
}
