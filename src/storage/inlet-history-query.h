/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-sqlite.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletHistoryQuery:
 *
 * What somebody looks for in the history, and the looking: the words, separated by blanks, each of
 * which a row must have, anywhere in its name, ID, sandbox or account, whatever the case.
 *
 * Immutable, may be used by any thread.
 */
typedef struct _InletHistoryQuery InletHistoryQuery;

/* %NULL when there is no word in @text, which is nullable. */
InletHistoryQuery *inlet_history_query_new       (const char         *text);
InletHistoryQuery *inlet_history_query_ref       (InletHistoryQuery  *self);
void               inlet_history_query_unref     (InletHistoryQuery  *self);
gboolean           inlet_history_query_equal     (InletHistoryQuery  *self,
                                                  InletHistoryQuery  *other);

/* The IDs of the rows that match, from @newest down to @oldest, until @limit were found or the time
 * is over, are appended to @row_ids. Gives the row to go on with, 0 when there is none left, -1 on
 * error. In the database's thread. */
gint64             inlet_history_query_run       (InletHistoryQuery  *self,
                                                  sqlite3            *db,
                                                  gint64              newest,
                                                  gint64              oldest,
                                                  guint               limit,
                                                  gint64              deadline,
                                                  GArray             *row_ids,
                                                  GCancellable       *cancellable,
                                                  GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistoryQuery, inlet_history_query_unref)

G_END_DECLS
