/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/**
 * InletComparisonPart:
 *
 * What one part of a comparison came to. What was written is in arrays of [class@Connection].
 */
typedef struct
{
  guint      n_unchanged;
  guint      n_left;       /* not judged: something else is going on with them */
  GPtrArray *updated;
  GPtrArray *adopted;
  GPtrArray *gone;
  gboolean   is_last;      /* of those that are gone */
} InletComparisonPart;

void                 inlet_comparison_part_free       (InletComparisonPart  *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletComparisonPart, inlet_comparison_part_free)

/**
 * InletComparison:
 *
 * The history beside what Adobe lists of one sandbox, page by page. Each page is one transaction,
 * and what was listed is remembered in a temporary table, so that memory does not grow with the
 * list.
 *
 * A connection of this account, organization and sandbox that is not in the whole list is gone, if
 * it was created when the list was begun, and nothing has changed its row since.
 */
#define INLET_TYPE_COMPARISON (inlet_comparison_get_type ())
G_DECLARE_FINAL_TYPE (InletComparison, inlet_comparison, INLET, COMPARISON, GObject)

/* To be done before the first page is asked for: it remembers where the history is. */
void                 inlet_comparison_begin_async     (InletDatabase        *database,
                                                       InletAccount         *account,
                                                       const char           *sandbox,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
InletComparison     *inlet_comparison_begin_finish    (GAsyncResult         *result,
                                                       GError              **error);

/* Writes what a page says, @remotes (element-type InletRemote): new names, descriptions and etags
 * of connections that are known, and rows for those that are not. One that may be that of a row
 * without an answer is left, and so is a row that was changed since the beginning. A page that
 * names another organization or sandbox is not written, and is %INLET_ERROR_BAD_REPLY. */
void                 inlet_comparison_add_async       (InletComparison      *self,
                                                       GPtrArray            *remotes,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
/* After the last page: marks some of the rows that are gone, until a part says that it is the last.
 * */
void                 inlet_comparison_conclude_async  (InletComparison      *self,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
/* Of both; what calls back is the database. (transfer full) */
InletComparisonPart *inlet_comparison_finish          (InletComparison      *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
