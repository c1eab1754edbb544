/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-history-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * InletHistoryRow:
 *
 * One row of the history: state, name, when, and either the ID with a copy button or, in words, why
 * there is none.
 *
 * A list keeps some two hundred of them and gives them other items while it is scrolled, so its
 * texts are inscriptions: they have a fixed size, and a new text is drawn but never measured.
 */
#define INLET_TYPE_HISTORY_ROW (inlet_history_row_get_type ())
G_DECLARE_FINAL_TYPE (InletHistoryRow, inlet_history_row, INLET, HISTORY_ROW, GtkWidget)

GtkWidget *inlet_history_row_new (void);
/* @item (nullable): shown from now on, and followed. */
void       inlet_history_row_set_item (InletHistoryRow  *self,
                                       InletHistoryItem *item);
/* (transfer none) (nullable) */
InletHistoryItem *inlet_history_row_get_item (InletHistoryRow  *self);
/* Says again how long ago it was. */
void       inlet_history_row_refresh_time (InletHistoryRow  *self);

G_END_DECLS
