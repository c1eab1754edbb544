/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-problem.h"

G_BEGIN_DECLS

/**
 * InletProofStep:
 * @INLET_PROOF_SIGN_IN: Adobe knows the account
 * @INLET_PROOF_SANDBOX: the sandbox is there, and the account may use it
 * @INLET_PROOF_CREATE: the connection is made, and has an ID
 * @INLET_PROOF_TEST: Adobe reaches the storage through it
 * @INLET_PROOF_LISTING: Adobe sees what is in the storage
 *
 * What is to go well from the form to a connection that works, in this order.
 */
typedef enum {
  INLET_PROOF_SIGN_IN,
  INLET_PROOF_SANDBOX,
  INLET_PROOF_CREATE,
  INLET_PROOF_TEST,
  INLET_PROOF_LISTING,
} InletProofStep;

#define INLET_PROOF_N_STEPS (INLET_PROOF_LISTING + 1)

#define INLET_TYPE_PROOF_STEP (inlet_proof_step_get_type ())
GType             inlet_proof_step_get_type     (void);

/**
 * InletProofState:
 * @INLET_PROOF_PENDING: not known yet
 * @INLET_PROOF_RUNNING: this is what is waited for
 * @INLET_PROOF_PASSED: it went well
 * @INLET_PROOF_FAILED: it did not, and @problem says why
 * @INLET_PROOF_UNKNOWN: whether it went well is not known, and @problem says why: the answer to a
 *   create was lost, or nobody could be asked to test
 * @INLET_PROOF_SKIPPED: it was not come to, or could not be told
 */
typedef enum {
  INLET_PROOF_PENDING,
  INLET_PROOF_RUNNING,
  INLET_PROOF_PASSED,
  INLET_PROOF_FAILED,
  INLET_PROOF_UNKNOWN,
  INLET_PROOF_SKIPPED,
} InletProofState;

#define INLET_TYPE_PROOF_STATE (inlet_proof_state_get_type ())
GType             inlet_proof_state_get_type    (void);

/**
 * InletProofLine:
 *
 * One step of a [class@Proof], and what came of it.
 *
 * Properties, read only, notify: `state`; `title`: translated, such as "Signing in…", "Signed in",
 * "Not signed in"; `note` (nullable): what there is to say beyond that, translated: why it takes
 * longer, where to look, how much was found.
 */
#define INLET_TYPE_PROOF_LINE (inlet_proof_line_get_type ())
G_DECLARE_FINAL_TYPE (InletProofLine, inlet_proof_line, INLET, PROOF_LINE, GObject)

InletProofLine *inlet_proof_line_new          (InletProofStep   step);

/* What is waited for, as @doing says: "Signing in…". @note: (nullable) */
void              inlet_proof_line_run          (InletProofLine  *self,
                                                   const char        *doing,
                                                   const char        *note);
/* Pending, passed or skipped. @note: (nullable) */
void              inlet_proof_line_set_state    (InletProofLine  *self,
                                                   InletProofState  state,
                                                   const char        *note);
/* Failed, or unknown. Its note says whose side @problem is on. */
void              inlet_proof_line_fail         (InletProofLine  *self,
                                                   InletProblem      *problem);

InletProofState inlet_proof_line_get_state    (InletProofLine  *self);
const char       *inlet_proof_line_get_title    (InletProofLine  *self);
/* (nullable) */
const char       *inlet_proof_line_get_note     (InletProofLine  *self);
/* (nullable) (transfer none) */
InletProblem     *inlet_proof_line_get_problem  (InletProofLine  *self);
/* Title and note: "Storage listed · 3 entries". (transfer full) */
char             *inlet_proof_line_dup_text     (InletProofLine  *self);

G_END_DECLS
