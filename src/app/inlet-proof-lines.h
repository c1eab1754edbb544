/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-proof-line.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletProofLines:
 *
 * The lines of a [class@Proof]: a `GListModel` of [class@ProofLine], one for each
 * [enum@ProofStep] in that order, at most one of which is running.
 *
 * Property, read only, notifies: `status` (nullable): the line that was begun or decided last, see
 * inlet_proof_line_dup_text().
 */
#define INLET_TYPE_PROOF_LINES (inlet_proof_lines_get_type ())
G_DECLARE_FINAL_TYPE (InletProofLines, inlet_proof_lines, INLET, PROOF_LINES, GObject)

InletProofLines *inlet_proof_lines_new         (void);
/* (transfer none) */
InletProofLine  *inlet_proof_lines_get         (InletProofLines *self,
                                                    InletProofStep   step);
const char        *inlet_proof_lines_get_status  (InletProofLines *self);
/* Of the first that failed. (nullable) (transfer none) */
InletProblem      *inlet_proof_lines_get_problem (InletProofLines *self);

/* @step is waited for, as @doing says; @status says more, where it is another text. One that was
 * waited for until now is open again: it was interrupted by signing in anew. */
void               inlet_proof_lines_run         (InletProofLines *self,
                                                    InletProofStep   step,
                                                    const char        *doing,
                                                    const char        *status);
/* The same of what is waited for already. */
void               inlet_proof_lines_go_on       (InletProofLines *self,
                                                    const char        *doing,
                                                    const char        *status);
/* @note: (nullable) */
void               inlet_proof_lines_pass        (InletProofLines *self,
                                                    InletProofStep   step,
                                                    const char        *note);
void               inlet_proof_lines_fail        (InletProofLines *self,
                                                    InletProofStep   step,
                                                    InletProblem      *problem);
/* The connection was not made, or perhaps not: fails the step that @problem is about, passes those
 * before it that must have gone well for Adobe to have come to it, and skips the rest.
 * @is_sandbox_missing: Adobe does not list the sandbox for the account. */
void               inlet_proof_lines_fail_create (InletProofLines *self,
                                                    InletProblem      *problem,
                                                    gboolean           is_sandbox_missing);
/* What is open will not be known. */
void               inlet_proof_lines_skip        (InletProofLines *self);

G_END_DECLS
