/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-proof-line.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletProofRow:
 *
 * A step of a [class@Proof]: a mark, what it is called by now, and what there is to say beyond.
 *
 * Property: `line` (nullable).
 */
#define INLET_TYPE_PROOF_ROW (inlet_proof_row_get_type ())
G_DECLARE_FINAL_TYPE (InletProofRow, inlet_proof_row, INLET, PROOF_ROW, AdwBin)

void inlet_proof_row_set_line (InletProofRow  *self,
                               InletProofLine *line);

G_END_DECLS
