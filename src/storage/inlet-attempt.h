/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/**
 * InletAttempt:
 *
 * An attempt to make a connection that this process has under way.
 *
 * It is a row of the history in state `sending`, durable before the attempt exists, and a lock that
 * the system takes away when the process ends, however it ends. A row in `sending` whose lock is
 * free has lost its process, and is uncertain.
 *
 * The lock is one byte, at the row's ID, of a file beside the database (an open file description
 * lock, which also works between sandboxes that do not share process IDs).
 */
#define INLET_TYPE_ATTEMPT (inlet_attempt_get_type ())
G_DECLARE_FINAL_TYPE (InletAttempt, inlet_attempt, INLET, ATTEMPT, GObject)

/* Looks whether @connection, a new attempt, would be refused below, before anything is asked of
 * anybody for it. What was begun by processes that are gone is settled first. */
void             inlet_attempt_check_async     (InletDatabase        *database,
                                                InletConnection      *connection,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         inlet_attempt_check_finish    (InletDatabase        *database,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Writes @connection, a new attempt, to the history; done when the row is on the disk.
 *
 * One connection is enough for an account, a sandbox and a key: unless @is_again, and where one is
 * there, in doubt or under way, nothing is written, and the error is %INLET_ERROR_EXISTS, from
 * which inlet_connection_get_from_error() has it. Of two processes that begin at once one is
 * refused. */
void             inlet_attempt_begin_async     (InletDatabase        *database,
                                                InletConnection      *connection,
                                                gboolean              is_again,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
InletAttempt    *inlet_attempt_begin_finish    (GAsyncResult         *result,
                                                GError              **error);

/* The row as it now is, with its row ID. (transfer none) */
InletConnection *inlet_attempt_get_connection  (InletAttempt         *self);

/* Writes the outcome, a copy of the connection in its final state; done when it is on the disk.
 * Not cancellable: an outcome is never thrown away. Then the lock is released. */
void             inlet_attempt_conclude_async  (InletAttempt         *self,
                                                InletConnection      *outcome,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         inlet_attempt_conclude_finish (InletAttempt         *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Makes every row in `sending` that has no living process `uncertain`, with a problem
 * %INLET_ERROR_INTERRUPTED. */
void             inlet_attempt_settle_async    (InletDatabase        *database,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* How many rows were settled, -1 on error. */
int              inlet_attempt_settle_finish   (InletDatabase        *database,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
