/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-sandbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletSandboxCheckRow:
 *
 * A sandbox that can be ticked: its title, then what tells it from others.
 *
 * Property `is-ticked` (notifies).
 */
#define INLET_TYPE_SANDBOX_CHECK_ROW (inlet_sandbox_check_row_get_type ())
G_DECLARE_FINAL_TYPE (InletSandboxCheckRow, inlet_sandbox_check_row, INLET, SANDBOX_CHECK_ROW,
                      AdwActionRow)

GtkWidget    *inlet_sandbox_check_row_new         (InletSandbox         *sandbox,
                                                   gboolean              is_ticked);
InletSandbox *inlet_sandbox_check_row_get_sandbox (InletSandboxCheckRow *self);
gboolean      inlet_sandbox_check_row_is_ticked   (InletSandboxCheckRow *self);

G_END_DECLS
