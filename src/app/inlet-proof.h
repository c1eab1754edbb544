/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-create.h"
#include "inlet-test.h"
#include "inlet-proof-lines.h"

G_BEGIN_DECLS

/**
 * InletProof:
 *
 * Makes a connection and says, step by step, whether it works: signed in, sandbox found, connection
 * created; then connection tested, and storage listed.
 *
 * It is in two runs, between which the connection has its ID, and is as safe as it will ever be:
 * whatever becomes of the second changes nothing about it. Each is run once.
 *
 * A step that only Adobe’s answer to a later one can tell of stays open until that comes: nothing
 * is asked for its sake. The sandbox is taken as found when Adobe listed it within a day, and as
 * what the answer says in the end. Belongs to one thread.
 */
#define INLET_TYPE_PROOF (inlet_proof_get_type ())
G_DECLARE_FINAL_TYPE (InletProof, inlet_proof, INLET, PROOF, GObject)

InletProof    *inlet_proof_new             (InletContext         *context,
                                                InletDraft           *draft);
/* What makes the connection, to be told what it needs before the run, and asked what it knows
 * after it. (transfer none) */
InletCreate     *inlet_proof_get_create      (InletProof         *self);
/* What came of the steps. (transfer none) */
InletProofLines *inlet_proof_get_lines     (InletProof         *self);

/* As inlet_create_run_async(). */
void             inlet_proof_create_async    (InletProof         *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
InletConnection *inlet_proof_create_finish   (InletProof         *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* What that gave, once it did. (nullable) (transfer none) */
InletConnection *inlet_proof_get_connection  (InletProof         *self);

/* As inlet_test_run_async(), of the connection, which was created. */
void             inlet_proof_test_async      (InletProof         *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
InletTestResult *inlet_proof_test_finish     (InletProof         *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* What does that, once it is run. (nullable) (transfer none) */
InletTest       *inlet_proof_get_test        (InletProof         *self);

G_END_DECLS
