/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The ways by which something comes to be imported: adds to @window the action `win.import`, the
 * drop of a file or a text, and Ctrl+V where no field takes it. Each opens a window of its own.
 * Call it once. */
void inlet_import_door_open (GtkApplicationWindow *window,
                             InletContext         *context);

G_END_DECLS
