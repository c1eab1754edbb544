/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the cells of a list of [class@Entry]: an icon and a name. They are as small as can be: a
 * list makes two hundred of them at once. (transfer full) */
GtkListItemFactory *inlet_entry_cells_new   (void);
/* Scrolls to the entry at @position and, if @takes_focus, puts the focus on it: GTK 4.8 would put
 * it on the first. */
void                inlet_entry_cells_go_to (GtkListView *list_view,
                                             guint        position,
                                             gboolean     takes_focus);

G_END_DECLS
