/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

G_BEGIN_DECLS

/* What was to be done to connections by processes that did not live to hear what came of it, or
 * whose answer was lost: each such connection is looked at, and nothing is sent again. */

typedef struct _InletSettleKind InletSettleKind;

/* Whether it is as it was, or as it was to become. Keys that a connection may lack stay on the list
 * of those, since Adobe does not tell whose they are. */
extern const InletSettleKind inlet_settle_edits;

/* Whether it is there. */
extern const InletSettleKind inlet_settle_deletions;

/* Settles what is in doubt of @kind, or of that the row @row_id (0: all). A connection that is not
 * there is gone; one that still is as it was stays in doubt for @patience seconds
 * (INLET_FINDING_PATIENCE), and then will stay so. @is_quiet: nobody is asked to unlock the
 * keyring. Gives how many are left in doubt, for the next time; -1 with @error set: the database's,
 * or, of the one row, why it could not be looked at. */
void      inlet_settle_async    (InletContext            *context,
                                 const InletSettleKind   *kind,
                                 gint64                   row_id,
                                 gint64                   patience,
                                 gboolean                 is_quiet,
                                 GCancellable            *cancellable,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data);
int       inlet_settle_finish   (InletContext            *context,
                                 GAsyncResult            *result,
                                 GError                 **error);

G_END_DECLS
