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

G_END_DECLS
