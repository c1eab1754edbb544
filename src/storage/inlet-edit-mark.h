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

/* The rows of all marks, whether somebody is at work on them or not. Gives a GPtrArray of
 * [class@Connection]. */
void             inlet_edit_mark_list_async    (InletDatabase        *database,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray       *inlet_edit_mark_list_finish   (InletDatabase        *database,
                                                GAsyncResult         *result,
                                                GError              **error);

/**
 * InletEditOutcome:
 * @INLET_EDIT_REFUSED: nothing was changed
 * @INLET_EDIT_SEEN: the connection is as a look has shown it, which does not show its keys
 * @INLET_EDIT_MADE: the change was made
 *
 * What came of a change that was marked.
 */
typedef enum {
  INLET_EDIT_REFUSED,
  INLET_EDIT_SEEN,
  INLET_EDIT_MADE,
} InletEditOutcome;

/* Takes @mark (nullable) away, and writes @connection over its row unless it was refused, in one. A
 * mark that was only read is left, and the row with it, where another has taken its place, or
 * somebody is at work on it. A connection that lacks a key does so until a change was made that has
 * it. Not cancellable: an outcome is never thrown away. */
void             inlet_edit_mark_settle_async  (InletDatabase        *database,
                                                InletEditMark        *mark,
                                                InletConnection      *connection,
                                                InletEditOutcome      outcome,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         inlet_edit_mark_settle_finish (InletDatabase        *database,
                                                GAsyncResult         *result,
                                                GError              **error);

/* What the connection had when the change was sent. */
const char      *inlet_edit_mark_get_etag      (InletEditMark        *self);
/* What it is to become. (transfer none) */
InletConnection *inlet_edit_mark_get_intended  (InletEditMark        *self);
/* In seconds of Unix time. */
gint64           inlet_edit_mark_get_sent_at   (InletEditMark        *self);

G_END_DECLS
