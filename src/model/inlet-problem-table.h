/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"

G_BEGIN_DECLS

/* What one failure means, and the sentences for it, not yet translated. */
typedef struct
{
  /* The HTTP status; below 10 a whole class, such as 5 for 5xx; 0 for any. */
  guint          status;
  /* Adobe's code; one of Flow Service stands without the status at its end, in which Adobe's
   * documentation and its replies differ. %NULL for any. */
  const char    *adobe_code;
  /* Words that must occur in the message, in any case. %NULL for any. */
  const char    *words;
  InletErrorCode code;
  const char    *title;
  const char    *hint;
} InletProblemRow;

/* Everything that Adobe is known to answer, ending with a row without a title. */
extern const InletProblemRow inlet_problem_reply_rows[];

/* The first row that fits a reply, %NULL when none does. */
const InletProblemRow *inlet_problem_table_find_reply (guint           status,
                                                       const char     *adobe_code,
                                                       const char     *message);
/* The row of a failure without a reply. (not nullable) */
const InletProblemRow *inlet_problem_table_find_code  (InletErrorCode  code);

G_END_DECLS
