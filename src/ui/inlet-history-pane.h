/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-history.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletHistoryPane:
 *
 * The history: search and list, in its four states (loading, empty, no match, list).
 *
 * Properties: `selected` (InletHistoryItem, nullable, read only, notifies), `is-searching`. Signal
 * `activated`: a row was chosen by hand.
 */
#define INLET_TYPE_HISTORY_PANE (inlet_history_pane_get_type ())
G_DECLARE_FINAL_TYPE (InletHistoryPane, inlet_history_pane, INLET, HISTORY_PANE, AdwBin)

/* Once. */
void              inlet_history_pane_set_history (InletHistoryPane *self,
                                                  InletHistory     *history);
/* (transfer none) (nullable) */
InletHistoryItem *inlet_history_pane_get_selected (InletHistoryPane *self);
/* Selects the row with @row_id once it is in the list; 0 selects nothing. */
void              inlet_history_pane_select (InletHistoryPane *self,
                                             gint64            row_id);

/* What is searched for. (nullable) */
const char       *inlet_history_pane_get_search   (InletHistoryPane *self);
/* Begins to search for @text; %NULL ends the search. */
void              inlet_history_pane_search (InletHistoryPane *self,
                                             const char       *text);

G_END_DECLS
