/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"
#include "inlet-proof.h"

G_BEGIN_DECLS

/* What `inlet create --test` does beyond `inlet create`. */

/* Prints what comes of each step on standard error, as it happens. */
void      inlet_cli_proof_follow (InletProof  *proof);
/* Tests the connection that was created, and says why where it is not passed. Gives the member
 * `test` of `--json`: what `inlet test --json` prints of it, and a member `listing`, which is null
 * or has the number of `entries` and `error`; null when it was cancelled. (transfer full) */
JsonNode *inlet_cli_proof_test   (InletTerminal *terminal,
                                    InletProof  *proof);
/* Tests many at a time, the rows @row_ids, gint64, and says of each what came of it, and why. Gives
 * the members `test` by row ID; one that was not tested has none. (transfer full) (element-type
 * gint64 JsonNode) */
GHashTable *inlet_cli_proof_test_rows (InletTerminal *terminal,
                                       GArray        *row_ids);

G_END_DECLS
