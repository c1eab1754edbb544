/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-clock.h"
#include "inlet-connection.h"
#include "inlet-history.h"
#include "inlet-http.h"
#include "inlet-sign-in.h"
#include "inlet-vault.h"

G_BEGIN_DECLS

/**
 * InletContext:
 *
 * The composition root: makes the database, the keyring and the services once, and hands them down.
 * Belongs to one thread.
 */
#define INLET_TYPE_CONTEXT (inlet_context_get_type ())
G_DECLARE_FINAL_TYPE (InletContext, inlet_context, INLET, CONTEXT, GObject)

/* Takes the database at @path and @keyring. */
InletContext  *inlet_context_new          (const char           *path,
                                           InletKeyring         *keyring);
/* The user's own: `inlet/inlet.db` in the user's data folder, and the system keyring. */
InletContext  *inlet_context_new_for_user (void);

/* Where the user's own database is. (transfer full) */
char          *inlet_context_dup_user_path (void);

/* Opens the database, settles the attempts of processes that are gone, and reads accounts and
 * credentials. */
void           inlet_context_open_async   (InletContext         *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean       inlet_context_open_finish  (InletContext         *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* The account of @connection as it is now; %NULL where it was removed, or is another organization's
 * by now, which would deny that there is such a connection. (nullable) (transfer none) */
InletAccount  *inlet_context_find_account (InletContext         *self,
                                           InletConnection      *connection);

/* All (transfer none). */
InletDatabase *inlet_context_get_database (InletContext         *self);
InletVault    *inlet_context_get_vault    (InletContext         *self);
InletSignIn   *inlet_context_get_sign_in  (InletContext         *self);
InletHttp     *inlet_context_get_http     (InletContext         *self);
InletClock    *inlet_context_get_clock    (InletContext         *self);

G_END_DECLS
