/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

G_BEGIN_DECLS

/**
 * InletHistoryItem:
 *
 * A place in the history's list: there at once, its row a moment later.
 *
 * Properties: `connection` (nullable, read only, notifies): %NULL until the row was fetched,
 * another object when the row has changed.
 */
#define INLET_TYPE_HISTORY_ITEM (inlet_history_item_get_type ())
G_DECLARE_FINAL_TYPE (InletHistoryItem, inlet_history_item, INLET, HISTORY_ITEM, GObject)

InletHistoryItem *inlet_history_item_new            (gint64            row_id);
gint64            inlet_history_item_get_row_id     (InletHistoryItem *self);
InletConnection  *inlet_history_item_get_connection (InletHistoryItem *self);
/* For [class@History]: the row was fetched. */
void              inlet_history_item_set_connection (InletHistoryItem *self,
                                                     InletConnection  *connection);

G_END_DECLS
