/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * InletHistoryCells:
 *
 * Makes and fills the cells of a list of [class@HistoryItem].
 *
 * GtkListView keeps some two hundred cells, whatever is visible. Here they are cheap, and empty,
 * all of the same height; those that are visible get a row before they are drawn, those near to
 * them in the frames that follow. So neither opening, nor a jump to any place, nor the end of a
 * search costs more than a screen of rows.
 */
#define INLET_TYPE_HISTORY_CELLS (inlet_history_cells_get_type ())
G_DECLARE_FINAL_TYPE (InletHistoryCells, inlet_history_cells, INLET, HISTORY_CELLS, GObject)

/* For @list_view, which is scrolled and owns nothing of it: whoever owns both keeps it as long. */
InletHistoryCells *inlet_history_cells_new           (GtkListView       *list_view);
/* Says anew how long ago everything was. */
void               inlet_history_cells_refresh_times (InletHistoryCells *self);

G_END_DECLS
