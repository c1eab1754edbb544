/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-database.h"
#include "inlet-history-item.h"

G_BEGIN_DECLS

/**
 * InletHistoryRows:
 *
 * The rows of the history that are in memory, and the fetching of those that are not.
 *
 * Whoever holds an item of a row shares it with everybody else who asks for that row. The rows that
 * were used last stay for a while, without their items. What is asked for last is fetched first,
 * and what nobody holds any more is not fetched at all.
 *
 * A part of [class@History], and belongs to its thread.
 */
typedef struct _InletHistoryRows InletHistoryRows;

/* Appends to @row_ids the rows that are shown around @row_id, itself among them. */
typedef void (*InletHistoryRowsNeighbours) (gpointer  owner,
                                            gint64    row_id,
                                            GArray   *row_ids);
/* Rows could not be fetched. */
typedef void (*InletHistoryRowsFailed)     (gpointer      owner,
                                            const GError *error);

InletHistoryRows *inlet_history_rows_new     (InletDatabase              *database,
                                              InletHistoryRowsNeighbours  neighbours,
                                              InletHistoryRowsFailed      failed,
                                              gpointer                    owner);
void              inlet_history_rows_free    (InletHistoryRows           *self);

/* The item of the row; it is fetched soon if it is not here. (transfer full) */
InletHistoryItem *inlet_history_rows_get     (InletHistoryRows           *self,
                                              gint64                      row_id);
/* The row has changed: whoever holds its item sees it soon. */
void              inlet_history_rows_refresh (InletHistoryRows           *self,
                                              gint64                      row_id);
/* The rows were read, as they are now. */
void              inlet_history_rows_take    (InletHistoryRows           *self,
                                              GPtrArray                  *connections);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistoryRows, inlet_history_rows_free)

G_END_DECLS
