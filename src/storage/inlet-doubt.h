/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/**
 * The rows of the history whose outcome is not known, and what was learnt of them since.
 */

/* All rows that are uncertain, oldest first. Gives a GPtrArray of [class@Connection]. */
void       inlet_doubt_read_async    (InletDatabase        *database,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GPtrArray *inlet_doubt_read_finish   (InletDatabase        *database,
                                      GAsyncResult         *result,
                                      GError              **error);

/**
 * InletDoubts:
 * @row_ids: (element-type gint64): of the rows that are uncertain, oldest first
 * @n_unsettled: how many connections are to be changed or deleted, without an outcome yet
 * @n_due: how many lack a new key of credentials that are kept
 *
 * What there is to be looked into.
 */
typedef struct
{
  GArray *row_ids;
  guint   n_unsettled;
  guint   n_due;
} InletDoubts;

void       inlet_doubts_free         (InletDoubts          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletDoubts, inlet_doubts_free)

/* Cheap however many there are. */
void       inlet_doubt_list_async    (InletDatabase        *database,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
InletDoubts *
           inlet_doubt_list_finish   (InletDatabase        *database,
                                      GAsyncResult         *result,
                                      GError              **error);

/* Which of @remote_ids the history has, in whatever row. Gives a set of strings, as GHashTable. */
void        inlet_doubt_find_ids_async  (InletDatabase        *database,
                                         const char * const   *remote_ids,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GHashTable *inlet_doubt_find_ids_finish (InletDatabase        *database,
                                         GAsyncResult         *result,
                                         GError              **error);

/* Writes @outcome over its row, unless that is no longer uncertain, or another row already has the
 * outcome's ID at Adobe: both happen when two processes look at once, and neither is an error. Of
 * an outcome that is uncertain still there is nothing to write.
 * Gives whether it holds for the row; done when it is on the disk. Not cancellable. */
void       inlet_doubt_settle_async  (InletDatabase        *database,
                                      InletConnection      *outcome,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean   inlet_doubt_settle_finish (InletDatabase        *database,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
