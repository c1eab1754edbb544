/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-browse.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletBrowseWindow:
 *
 * The storage of one connection as folders and files. A folder is opened by Enter or a double
 * click, left by Backspace or Alt+Up, filtered by typing; a file shows its columns and first rows.
 * Folders that were visited are there at once as long as the window is open.
 */
#define INLET_TYPE_BROWSE_WINDOW (inlet_browse_window_get_type ())
G_DECLARE_FINAL_TYPE (InletBrowseWindow, inlet_browse_window, INLET, BROWSE_WINDOW, AdwWindow)

GtkWindow *inlet_browse_window_new (GtkWindow       *parent,
                                    InletContext    *context,
                                    InletConnection *connection);

G_END_DECLS
