/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-database.h"
#include "inlet-draft.h"

G_BEGIN_DECLS

/* Looks for each of @drafts (element-type InletDraft) whether there is a connection already, see
 * [func@Attempt.check_async]. Gives a GPtrArray of InletConnection, one for each draft: that which
 * is there, or %NULL. */
void       inlet_check_drafts_async  (InletDatabase        *database,
                                      GPtrArray            *drafts,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GPtrArray *inlet_check_drafts_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
