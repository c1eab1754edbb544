/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/* A walk through the history, newest first, for whoever goes through all of it: a part at a time,
 * so that a million rows take no more memory than a part, and what is on the screen never waits. */

/**
 * InletHistoryPlace:
 * @rows: (element-type InletConnection): the next rows; none does not mean that it is over
 * @next: where to go on; 0 when it is over
 *
 * Where a walk has come to.
 */
typedef struct
{
  GPtrArray *rows;
  gint64     next;
} InletHistoryPlace;

void               inlet_history_place_free  (InletHistoryPlace    *place);

/* The rows from @from on, which is 0 for the newest. @search: (nullable): only those that the
 * history's search finds with it. */
void               inlet_history_walk_async  (InletDatabase        *database,
                                              const char           *search,
                                              gint64                from,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
InletHistoryPlace *inlet_history_walk_finish (InletDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistoryPlace, inlet_history_place_free)

G_END_DECLS
