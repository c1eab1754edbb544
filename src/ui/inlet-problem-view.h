/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-problem.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletProblemView:
 *
 * Says a problem in the place where it happened: title, hint, and *Details…*, which opens the
 * redacted reply as text that can be copied. Hidden while it has no problem.
 *
 * Property `problem` (nullable).
 */
#define INLET_TYPE_PROBLEM_VIEW (inlet_problem_view_get_type ())
G_DECLARE_FINAL_TYPE (InletProblemView, inlet_problem_view, INLET, PROBLEM_VIEW, AdwBin)

void          inlet_problem_view_set_problem (InletProblemView *self,
                                              InletProblem     *problem);
/* (nullable) (transfer none) */
InletProblem *inlet_problem_view_get_problem (InletProblemView *self);
/* @error (nullable): %NULL takes away what is shown. A cancellation is not shown. */
void          inlet_problem_view_show_error  (InletProblemView *self,
                                              const GError     *error);

G_END_DECLS
