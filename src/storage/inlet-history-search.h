/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-database.h"
#include "inlet-history-jobs.h"

G_BEGIN_DECLS

/**
 * InletHistorySearch:
 *
 * A search through the whole history that is under way, part after part, from the newest row to the
 * oldest. Between its parts it gives way to others.
 *
 * A part of [class@History], and belongs to its thread.
 */
typedef struct _InletHistorySearch InletHistorySearch;

/* A part was searched through, or could not be; then the search is over. */
typedef void (*InletHistorySearchFound) (gpointer          owner,
                                         InletHistoryPart *part,
                                         const GError     *error);

InletHistorySearch *inlet_history_search_new          (InletDatabase           *database,
                                                       InletHistoryQuery       *query,
                                                       InletHistorySearchFound  found,
                                                       gpointer                 owner);
/* Stops it. */
void                inlet_history_search_free         (InletHistorySearch      *self);
InletHistoryQuery  *inlet_history_search_get_query    (InletHistorySearch      *self);
/* The newest row that it has seen, -1 before its first part. */
gint64              inlet_history_search_get_newest   (InletHistorySearch      *self);
/* @newest was seen for it. */
void                inlet_history_search_set_newest   (InletHistorySearch      *self,
                                                       gint64                   newest);
/* Whether it is still to come to the row. */
gboolean            inlet_history_search_will_come_to (InletHistorySearch      *self,
                                                       gint64                   row_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistorySearch, inlet_history_search_free)

G_END_DECLS
