/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-sandboxes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * InletSandboxPopover:
 *
 * The list of an account's sandboxes; beneath it, how old it is or why there is none, and a button
 * that asks Adobe again.
 *
 * Property: `sandboxes` (construct only). Signal `chosen (InletSandbox)`.
 */
#define INLET_TYPE_SANDBOX_POPOVER (inlet_sandbox_popover_get_type ())
G_DECLARE_FINAL_TYPE (InletSandboxPopover, inlet_sandbox_popover, INLET, SANDBOX_POPOVER,
                      GtkPopover)

GtkWidget *inlet_sandbox_popover_new    (InletSandboxes      *sandboxes);
/* @sandbox (nullable): the one to begin with. */
void       inlet_sandbox_popover_select (InletSandboxPopover *self,
                                         InletSandbox        *sandbox);

G_END_DECLS
