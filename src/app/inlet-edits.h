/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

G_BEGIN_DECLS

/* What was to be changed by processes that did not live to hear what came of it, or whose answer
 * was lost. */

/* Looks at each of these connections, or at the one of the row @row_id (0: all): whether it is as
 * it was, or as it was to become. One that still is as it was stays in doubt for @patience seconds
 * (INLET_FINDING_PATIENCE). Nothing is sent again; keys that a connection may lack stay on the list
 * of those, since Adobe does not tell whose they are. @is_quiet: nobody is asked to unlock the
 * keyring. Gives how many are left in doubt, -1 with @error set: the database's, or, of the one
 * row, why it could not be looked at. */
void      inlet_edits_settle_async    (InletContext         *context,
                                       gint64                row_id,
                                       gint64                patience,
                                       gboolean              is_quiet,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
int       inlet_edits_settle_finish   (InletContext         *context,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
