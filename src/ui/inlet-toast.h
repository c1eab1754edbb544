/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says @text, which is no markup, in passing. */
void inlet_show_toast (AdwToastOverlay *overlay,
                       const char      *text);
/* Says @text in passing in the window that @widget is in, or for a dialog in the one it is above:
 * by the action `win.show-toast`, where that has it. */
void inlet_tell       (GtkWidget       *widget,
                       const char      *text);
/* The same of what @error is about. */
void inlet_tell_error (GtkWidget       *widget,
                       const GError    *error);

G_END_DECLS
