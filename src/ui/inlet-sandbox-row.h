/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletSandboxRow:
 *
 * Where the name of a sandbox is typed, or chosen from those that Adobe lists for the account: its
 * button, or the key Down, opens the list. Several may be entered, with commas between them, or
 * ticked in a window of their own.
 *
 * Properties: `account` (InletProfile, nullable): whose sandboxes there are to choose from;
 * and, read only and notifying, `n-sandboxes`: how many are entered; `n-production`: how many of
 * these are known to be of that type. Actions `sandbox.choose` and `sandbox.choose-several`.
 */
#define INLET_TYPE_SANDBOX_ROW (inlet_sandbox_row_get_type ())
G_DECLARE_FINAL_TYPE (InletSandboxRow, inlet_sandbox_row, INLET, SANDBOX_ROW, AdwEntryRow)

/* Once. */
void inlet_sandbox_row_set_context (InletSandboxRow *self,
                                    InletContext    *context);

G_END_DECLS
