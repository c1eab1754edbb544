/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/**
 * Connections that Adobe was asked to delete, and does not yet say what came of it.
 */

/* Notes, durable before it answers, that the connection of the row @row_id is about to be deleted.
 * FALSE without an error where the row is not that of a connection that is there. @now: seconds of
 * Unix time. */
void       inlet_deletion_begin_async     (InletDatabase        *database,
                                           gint64                row_id,
                                           gint64                now,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   inlet_deletion_begin_finish    (InletDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Takes the note away and, where it @is_gone, marks the row so; its ID stays. Where it is not gone,
 * a note that was begun after @until stays: FALSE without an error. Not cancellable: what was
 * learnt is never thrown away. */
void       inlet_deletion_conclude_async  (InletDatabase        *database,
                                           gint64                row_id,
                                           gboolean              is_gone,
                                           gint64                until,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   inlet_deletion_conclude_finish (InletDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);

/* The rows of all notes, oldest first. Gives a GPtrArray of [class@Connection]. */
void       inlet_deletion_list_async      (InletDatabase        *database,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *inlet_deletion_list_finish     (InletDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
