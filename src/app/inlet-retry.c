/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-retry.h"

#define MAX_TRIES 4
#define FIRST_WAIT 1000
#define MAX_WAIT (60 * 1000)

/* Before anything was begun. Flow Service's own 503 says that what lies behind it failed, which it
 * had then begun to ask. */
static gboolean
is_throttled (InletProblem *problem)
{
  guint status = inlet_problem_get_status (problem);
  const char *adobe_code = inlet_problem_get_adobe_code (problem);

  if (status == 503)
    return inlet_problem_get_retry_after (problem) >= 0 &&
           (adobe_code == NULL || !g_str_has_prefix (adobe_code, "FLOW-"));

  return status == 429;
}

static gboolean
is_certainly_not_begun (InletProblem *problem)
{
  switch (inlet_problem_get_certainty (problem)) {
    case INLET_CERTAINTY_NOT_SENT:
      return TRUE;
    case INLET_CERTAINTY_REFUSED:
      return is_throttled (problem);
    case INLET_CERTAINTY_UNKNOWN:
    case INLET_CERTAINTY_ASKED:
    default:
      return FALSE;
  }
}

gint64
inlet_retry_next (InletRetry   *self,
                  InletProblem *problem,
                  gboolean      changes)
{
  gint64 backoff, wait;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (INLET_IS_PROBLEM (problem), -1);

  self->n_failures++;
  if (self->n_failures >= MAX_TRIES || !inlet_problem_is_passing (problem) ||
      inlet_problem_get_code (problem) == INLET_ERROR_TIMED_OUT ||
      (changes && !is_certainly_not_begun (problem)))
    return -1;

  backoff = FIRST_WAIT << (self->n_failures - 1);
  wait = MAX (backoff, inlet_problem_get_retry_after (problem) * 1000);
  if (self->waited + wait > MAX_WAIT)
    return -1;

  self->waited += wait;
  return wait + g_random_int_range (0, backoff / 2);
}
