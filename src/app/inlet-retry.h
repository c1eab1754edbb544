/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-problem.h"

G_BEGIN_DECLS

/**
 * InletRetry:
 *
 * Decides whether a call that failed is made again, and when. Begins as all zeros.
 *
 * A call that changes something at Adobe is made again only when it was certainly not begun,
 * because Flow Service keeps no idempotency key:
 *
 * | failure | again? |
 * |---|---|
 * | not sent: refused, unreachable, proxy down, name not looked up just now | yes |
 * | not sent: no such name, proxy wants something, not trusted, no connection in time | no |
 * | 429 of whatever family | yes: throttled before it was looked at |
 * | 503 with `Retry-After`, not of Flow Service itself | yes: the gateway passed it on to nobody |
 * | 503 without, or with a `FLOW-` code (`FLOW-1103-503`) | no: what lies behind may have begun |
 * | 408, 500, other refusals | no |
 * | 502, 504, a lost or unreadable answer: unknown | never |
 *
 * A call that only reads is made again after whatever may pass: these, 408, 500, 502, 503 and 504,
 * and a line that was cut. Only a time-out of ours is not followed by another: it has taken long
 * enough.
 *
 * At most 4 tries, apart by 1, 2 and 4 seconds and up to half as much again, so that many who
 * failed together do not come back together; or by what `Retry-After` asks for, where that is more.
 * Altogether at most a minute: who is asked to wait for longer is told so instead.
 */
typedef struct
{
  guint  n_failures;
  gint64 waited;        /* milliseconds */
} InletRetry;

/* After another failure: how many milliseconds to wait before the next try, -1 if there is none.
 * @changes: whether the call changes something at Adobe. */
gint64 inlet_retry_next (InletRetry   *self,
                         InletProblem *problem,
                         gboolean      changes);

G_END_DECLS
