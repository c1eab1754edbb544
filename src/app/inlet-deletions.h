/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

G_BEGIN_DECLS

/* What was to be deleted by processes that did not live to hear what came of it, or whose answer
 * was lost. */

/* The account of @connection as it is now; %NULL where it was removed, or is another organization's
 * by now, which would deny that there is such a connection. (nullable) (transfer full) */
InletAccount *inlet_deletions_find_account   (InletContext         *context,
                                              InletConnection      *connection);

/* Asks Adobe for each of these whether it is there: one that is not is gone, and one that still is
 * after @patience seconds (INLET_FINDING_PATIENCE) will stay. @is_quiet: nobody is asked to unlock
 * the keyring. Gives how many are settled, -1 with @error set; what could not be asked about stays
 * for the next time. */
void          inlet_deletions_settle_async   (InletContext         *context,
                                              gint64                patience,
                                              gboolean              is_quiet,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
int           inlet_deletions_settle_finish  (InletContext         *context,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
