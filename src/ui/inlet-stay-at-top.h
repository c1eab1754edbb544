/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps @view, whose rows follow @list, at its top for as long as it is there. By itself it would
 * keep the row that is first, and what comes above that one would come out of sight. */
void inlet_stay_at_top (GtkListView *view,
                        GListModel  *list);

G_END_DECLS
