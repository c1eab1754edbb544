/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-history.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletHistoryList:
 *
 * The rows of the history, of which one may be selected.
 *
 * Property `selected` (InletHistoryItem, nullable, read only, notifies).
 * Signal `activated`: a row was chosen by hand.
 */
#define INLET_TYPE_HISTORY_LIST (inlet_history_list_get_type ())
G_DECLARE_FINAL_TYPE (InletHistoryList, inlet_history_list, INLET, HISTORY_LIST, AdwBin)

/* Once. */
void              inlet_history_list_set_history (InletHistoryList *self,
                                                  InletHistory     *history);
/* (transfer none) (nullable) */
InletHistoryItem *inlet_history_list_get_selected (InletHistoryList *self);
/* See inlet_history_set_search(). The selected row stays selected where it still is in the list. */
void              inlet_history_list_set_search (InletHistoryList *self,
                                                 const char       *search);
/* Selects the row with @row_id once it is in the list; 0 selects nothing. */
void              inlet_history_list_select (InletHistoryList *self,
                                             gint64            row_id);
void              inlet_history_list_scroll_to_top (InletHistoryList *self);

G_END_DECLS
