/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletCompareWindow:
 *
 * Compares the history with Adobe: asks for account and sandbox, shows how far it is, and says what
 * has changed. Closed, it cancels what is still to come.
 *
 * Properties, read only, notify: `page`, `status`, `progress`, `summary`, `rest`. Signal
 * `connection-chosen (InletConnection, gboolean FALSE)`: a person wants to see it. Action
 * `compare.start`.
 */
#define INLET_TYPE_COMPARE_WINDOW (inlet_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (InletCompareWindow, inlet_compare_window, INLET, COMPARE_WINDOW, AdwWindow)

/* Gives @parent, a window of an application, the action `win.compare`, which opens one. @chosen
 * handles `connection-chosen`, with @parent in the place of the window. */
void inlet_compare_window_offer (GtkWindow    *parent,
                                 InletContext *context,
                                 GCallback     chosen);

G_END_DECLS
