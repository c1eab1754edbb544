/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-sandboxes.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletSandboxesWindow:
 *
 * Asks in which sandboxes: a list to be ticked, which can be searched.
 *
 * What was typed and is not listed stays. Properties, read only, notify: `verb`, what the button
 * does. Signal `chosen (string)`: the names, as [func@SandboxNames.join] gives them. Action
 * `sandboxes.choose`.
 */
#define INLET_TYPE_SANDBOXES_WINDOW (inlet_sandboxes_window_get_type ())
G_DECLARE_FINAL_TYPE (InletSandboxesWindow, inlet_sandboxes_window, INLET, SANDBOXES_WINDOW,
                      AdwWindow)

/* @text: the names that are entered. */
GtkWindow *inlet_sandboxes_window_new (GtkWindow      *parent,
                                       InletSandboxes *sandboxes,
                                       const char     *text);

G_END_DECLS
