/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/**
 * InletEditMark:
 *
 * Says that a change of a connection was sent, and what came of it is not written yet. It is on the
 * disk before the first byte leaves, so that a crash leaves nothing that a look at the connection
 * does not tell: while it has the etag of the mark, nothing was changed.
 *
 * Immutable. As long as one that was begun lives, no other can be, in any process.
 */
#define INLET_TYPE_EDIT_MARK (inlet_edit_mark_get_type ())
G_DECLARE_FINAL_TYPE (InletEditMark, inlet_edit_mark, INLET, EDIT_MARK, GObject)

/* The mark of @connection. %NULL with @error set, or where it has none. %INLET_ERROR_STORAGE_BUSY
 * where a living process is at work on it. */
void             inlet_edit_mark_read_async    (InletDatabase        *database,
                                                InletConnection      *connection,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
InletEditMark   *inlet_edit_mark_read_finish   (InletDatabase        *database,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Marks the row of @intended: it has @etag, and is to become what @intended says; @has_keys:
 * whether the credentials are sent. Takes the place of a mark that was left behind.
 * %INLET_ERROR_STORAGE_BUSY as above. */
void             inlet_edit_mark_begin_async   (InletDatabase        *database,
                                                InletConnection      *intended,
                                                const char           *etag,
                                                gboolean              has_keys,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
InletEditMark   *inlet_edit_mark_begin_finish  (GAsyncResult         *result,
                                                GError              **error);

/* Takes the mark away, if there is one, and where @is_outcome writes @connection over its row, in
 * one. A change that is due stays so until an outcome comes of credentials that were sent. Not
 * cancellable: an outcome is never thrown away. */
void             inlet_edit_mark_settle_async  (InletDatabase        *database,
                                                InletConnection      *connection,
                                                gboolean              is_outcome,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         inlet_edit_mark_settle_finish (InletDatabase        *database,
                                                GAsyncResult         *result,
                                                GError              **error);

/* What the connection had when the change was sent. */
const char      *inlet_edit_mark_get_etag      (InletEditMark        *self);
/* What it is to become. (transfer none) */
InletConnection *inlet_edit_mark_get_intended  (InletEditMark        *self);
/* Whether credentials were sent. */
gboolean         inlet_edit_mark_has_keys      (InletEditMark        *self);
/* Whether it was sent so short a time ago that Adobe may still be at it. */
gboolean         inlet_edit_mark_is_fresh      (InletEditMark        *self);

G_END_DECLS
