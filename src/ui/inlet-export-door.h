/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-history-pane.h"

G_BEGIN_DECLS

/* Gives @window the action `win.export` ("csv" or "json"): the history, or what the search of @pane
 * shows of it, goes to a file that a person names. */
void inlet_export_door_open (GtkApplicationWindow *window,
                             InletContext         *context,
                             InletHistoryPane     *pane);

G_END_DECLS
