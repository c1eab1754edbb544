/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-finding.h"

G_BEGIN_DECLS

/**
 * InletSync:
 *
 * Finds out what became of connections whose answer was lost: settles the attempts of processes
 * that are gone, then looks each uncertain row up at Adobe, one after the other, and writes down
 * what was found. It only ever asks; nothing is made, and nothing is repeated but reading.
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

/* Gives what was found, a GPtrArray of [class@Finding], oldest first. What could be written before
 * an error stays written. @error: that of the first account, keyring or service that failed; a row
 * whose account was removed is left as it is, and not among the findings. */
void       inlet_sync_run_async    (InletSync            *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GPtrArray *inlet_sync_run_finish   (InletSync            *self,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
