/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/* The connections that were created and are there still, as far as is known: the one with the ID
 * @word or, where there is none, those with that name, newest first. Gives a GPtrArray of
 * [class@Connection]. */
void       inlet_find_created_async  (InletDatabase        *database,
                                      const char           *word,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GPtrArray *inlet_find_created_finish (InletDatabase        *database,
                                      GAsyncResult         *result,
                                      GError              **error);

/* The newest row with the ID @word or, where there is none, with that name, whatever its state.
 * (transfer full) (nullable): %NULL with @error set, or where there is none. */
void       inlet_find_latest_async   (InletDatabase        *database,
                                      const char           *word,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
InletConnection *
           inlet_find_latest_finish  (InletDatabase        *database,
                                      GAsyncResult         *result,
                                      GError              **error);

/**
 * InletFindScope:
 * @account_id: (nullable): of whatever account
 * @sandbox: (nullable): in whatever sandbox
 * @search: (nullable): what the history's search has to find them with
 *
 * Which of the connections that were created are meant; all of them where there is nothing.
 */
typedef struct
{
  const char *account_id;
  const char *sandbox;
  const char *search;
} InletFindScope;

/* Gives their row IDs, newest first, as a GArray of gint64: of a million, too, in a moment. */
void       inlet_find_rows_async     (InletDatabase        *database,
                                      const InletFindScope *scope,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GArray    *inlet_find_rows_finish    (InletDatabase        *database,
                                      GAsyncResult         *result,
                                      GError              **error);

/* The row @row_id. %INLET_ERROR_NOT_FOUND when there is none. */
void       inlet_find_row_async      (InletDatabase        *database,
                                      gint64                row_id,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
InletConnection *
           inlet_find_row_finish     (InletDatabase        *database,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
