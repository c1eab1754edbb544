/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @button the menu of the window, which is built when it is opened first. */
void inlet_primary_menu_attach (GtkMenuButton *button);

/* For the class of the window: what the menu has that is the same whatever the window shows,
 * `win.show-shortcuts`, `win.report` and `win.about`. */
void inlet_primary_menu_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
