/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-finding.h"

G_BEGIN_DECLS

/**
 * InletSync:
 *
 * Finds out what became of connections whose answer was lost: settles the attempts of processes
 * that are gone, then asks Adobe once for each account and sandbox with uncertain rows, and writes
 * down what was found. It only ever asks; nothing is made, and nothing is repeated but reading.
 *
 * Used once. Belongs to one thread.
 */
#define INLET_TYPE_SYNC (inlet_sync_get_type ())
G_DECLARE_FINAL_TYPE (InletSync, inlet_sync, INLET, SYNC, GObject)

InletSync *inlet_sync_new          (InletContext         *context);
/* In seconds; INLET_FINDING_PATIENCE unless set. */
void       inlet_sync_set_patience (InletSync            *self,
                                    gint64                patience);
/* Only the row @row_id; all that are uncertain unless set. */
void       inlet_sync_set_row      (InletSync            *self,
                                    gint64                row_id);
/* Writes nothing down of what was found: somebody has an answer of their own, for
 * inlet_finding_choose(). */
void       inlet_sync_set_only_looks (InletSync          *self,
                                      gboolean            only_looks);
/* Asks nobody to unlock the keyring: an account whose secrets would need it is passed over. */
void       inlet_sync_set_quiet    (InletSync            *self,
                                    gboolean              is_quiet);

/* Gives what was found, a GPtrArray of [class@Finding], by account and sandbox, oldest first. What
 * could not be asked leaves its rows as they are, and the others not: see
 * inlet_sync_get_failure(). A row whose account was removed is left too, and not among the
 * findings. @error: that of the database, or it was cancelled; what was written before stays. */
void       inlet_sync_run_async    (InletSync            *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GPtrArray *inlet_sync_run_finish   (InletSync            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
/* After the run: the first error of those that kept an account, or a sandbox, from being asked: of
 * the keyring, of signing in, of the service. (nullable) */
const GError *inlet_sync_get_failure (InletSync         *self);

G_END_DECLS
