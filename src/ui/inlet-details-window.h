/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-problem.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletDetailsWindow:
 *
 * Everything that is known about a problem, or about a connection, as text that can be copied into
 * a support ticket.
 */
#define INLET_TYPE_DETAILS_WINDOW (inlet_details_window_get_type ())
G_DECLARE_FINAL_TYPE (InletDetailsWindow, inlet_details_window, INLET, DETAILS_WINDOW, AdwWindow)

GtkWindow *inlet_details_window_new (GtkWindow * parent,
                                     InletProblem * problem);

/* @text: (nullable): a report that was built; %NULL for one on the system alone. */
GtkWindow *inlet_details_window_new_report (GtkWindow * parent,
                                            const char *text);

/* [func@system_describe], with what only the window knows. (transfer full) */
char *inlet_details_window_describe_system (void);

G_END_DECLS
