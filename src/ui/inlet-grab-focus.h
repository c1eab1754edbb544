/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Has a class of AdwBin give its focus with @grab_focus when told to take it, and be passed through
 * with Tab like any other container. GTK would ask @grab_focus for that, too: what lies before
 * where it leads could not be reached with Tab, nor left with Shift+Tab. */
void inlet_set_grab_focus (GtkWidgetClass  *widget_class,
                           gboolean       (*grab_focus) (GtkWidget *widget));

/* Has a row that never takes the focus pass it on to the next one. A GtkListBox asks only the row
 * beside the one that is left, and would be left with it. */
void inlet_set_pass_focus (GtkWidgetClass  *widget_class);

G_END_DECLS
