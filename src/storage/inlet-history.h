/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-database.h"
#include "inlet-history-item.h"

G_BEGIN_DECLS

/**
 * InletHistory:
 *
 * Every attempt to make a connection, newest first, as a `GListModel` of [class@HistoryItem].
 *
 * It knows its length and fetches rows in pages when they are looked at, so that neither opening
 * nor memory grows with the number of rows. Rows are never deleted and their IDs have no gaps (the
 * schema sees to both), so a place in the list is a row ID and no query ever counts or skips.
 * With a search it holds the IDs of the rows that match, which arrive newest first, in parts.
 * It follows its database's changes.
 *
 * Properties: `search` (string, nullable; matches anywhere in name, ID, sandbox and account,
 * whatever the case), `is-loading` (read only, notifies), `error` is told by the signal
 * `failed (GError)`. Belongs to one thread.
 */
#define INLET_TYPE_HISTORY (inlet_history_get_type ())
G_DECLARE_FINAL_TYPE (InletHistory, inlet_history, INLET, HISTORY, GObject)

InletHistory *inlet_history_new              (InletDatabase        *database);
void          inlet_history_set_search       (InletHistory         *self,
                                              const char           *search);
const char   *inlet_history_get_search       (InletHistory         *self);
/* Whether the length, or the first matches of the search, are still on their way. */
gboolean      inlet_history_get_is_loading   (InletHistory         *self);

/* All rows, newest first, read at once: for the terminal's list. Gives a GPtrArray of
 * [class@Connection]. */
void          inlet_history_read_all_async   (InletDatabase        *database,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray    *inlet_history_read_all_finish  (InletDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
