/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"
#include "inlet-sandbox.h"

G_BEGIN_DECLS

/**
 * InletKeptSandboxes:
 * @sandboxes: (owned): of [class@Sandbox], as Adobe listed them; there may be none
 * @seen_at: when, in seconds of Unix time
 *
 * The sandboxes that an account may use, as they were last seen.
 */
typedef struct
{
  GPtrArray *sandboxes;
  gint64     seen_at;
} InletKeptSandboxes;

void                inlet_kept_sandboxes_free         (InletKeptSandboxes   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletKeptSandboxes, inlet_kept_sandboxes_free)

/* Whether a list that was seen then is too old to go by, and another is to be asked for: after a
 * day. */
gboolean            inlet_kept_sandboxes_is_old       (gint64                seen_at);

/* %NULL without an error for an account whose sandboxes were never seen, or not since it was
 * edited. (transfer full) */
void                inlet_kept_sandboxes_read_async   (InletDatabase        *database,
                                                       const char           *account_id,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
InletKeptSandboxes *inlet_kept_sandboxes_read_finish  (InletDatabase        *database,
                                                       GAsyncResult         *result,
                                                       GError              **error);

/* Keeps @sandboxes in the place of what was kept of the account, unless that was removed. */
void                inlet_kept_sandboxes_write_async  (InletDatabase        *database,
                                                       const char           *account_id,
                                                       GPtrArray            *sandboxes,
                                                       gint64                seen_at,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean            inlet_kept_sandboxes_write_finish (InletDatabase        *database,
                                                       GAsyncResult         *result,
                                                       GError              **error);

typedef struct sqlite3 sqlite3;

/* For jobs of [class@Database]: @connection with the type of its sandbox, where that is kept.
 * (transfer full) */
InletConnection    *inlet_kept_sandboxes_add_type     (sqlite3              *db,
                                                       InletConnection      *connection,
                                                       GError              **error);

G_END_DECLS
