/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-proof-lines.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletProofView:
 *
 * The steps of a [class@Proof], which tick off as they happen. Not visible without any.
 *
 * Property: `lines` (nullable).
 */
#define INLET_TYPE_PROOF_VIEW (inlet_proof_view_get_type ())
G_DECLARE_FINAL_TYPE (InletProofView, inlet_proof_view, INLET, PROOF_VIEW, AdwBin)

G_END_DECLS
