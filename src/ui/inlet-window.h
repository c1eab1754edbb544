/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletWindow:
 *
 * The one window: history on the left, the new connection or a connection on the right.
 */
#define INLET_TYPE_WINDOW (inlet_window_get_type ())
G_DECLARE_FINAL_TYPE (InletWindow, inlet_window, INLET, WINDOW, AdwApplicationWindow)

GtkWindow *inlet_window_new (AdwApplication * application,
                             gboolean        is_demo);
/* The context, opened; or why it could not be opened. Until then the history is loading. */
void       inlet_window_set_context (InletWindow    *self,
                                     InletContext   *context);
void       inlet_window_show_problem (InletWindow    *self,
                                      InletProblem   *problem);
/* Shows the row of the history as soon as that is read or, where it is 0, what is found there for
 * @search (nullable). */
void       inlet_window_show (InletWindow    *self,
                              gint64          row_id,
                              const char     *search);

G_END_DECLS
