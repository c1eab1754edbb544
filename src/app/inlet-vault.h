/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-keyring.h"
#include "inlet-profiles.h"

G_BEGIN_DECLS

/**
 * InletVault:
 *
 * Accounts and credentials, whole: what the database knows of them and what the keyring keeps.
 *
 * It keeps the two in step. A secret is stored before its profile, and a profile goes only after
 * its secret has gone, so that neither a crash nor a dismissed prompt leaves a secret nobody can
 * find. Each secret has with it the ID that it belongs to, so that no half of a change is ever sent
 * with the other half of what was there before.
 *
 * What changes it can be cancelled until the keyring begins to write, so also while a person is
 * asked to unlock it. From then on it goes to its end, and answers with what was done.
 *
 * Properties: `keyring` (read only, notifies): the one in use.
 * Signals: `keyring-failed (InletErrorCode)`: the keyring was locked or missing when it was asked;
 * `keyring-answered ()`: it did what it was asked; `key-changed (InletCredentials)`: credentials
 * that were there have another key by now, whoever changed them, and the connections that use them
 * are on the list of those that lack it; see [class@Rotation].
 * Belongs to one thread.
 */
#define INLET_TYPE_VAULT (inlet_vault_get_type ())
G_DECLARE_FINAL_TYPE (InletVault, inlet_vault, INLET, VAULT, GObject)

InletVault    *inlet_vault_new                  (InletDatabase        *database,
                                                 InletKeyring         *keyring);
/* (transfer none) */
InletProfiles *inlet_vault_get_profiles         (InletVault           *self,
                                                 InletProfileKind      kind);
/* (transfer none) */
InletKeyring  *inlet_vault_get_keyring          (InletVault           *self);
/* From now on, and until the program ends, secrets are kept in memory: what the user agreed to
 * where there is no keyring. */
void           inlet_vault_keep_for_session     (InletVault           *self);

/* Stores @secrets, then saves @profile, both or neither. Values that @secrets lacks are kept as the
 * keyring has them when @profile is already there (an edited profile whose secret was not typed
 * again). */
void           inlet_vault_save_async           (InletVault           *self,
                                                 InletProfile         *profile,
                                                 InletSecrets         *secrets,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean       inlet_vault_save_finish          (InletVault           *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* Clears the secret, then removes the profile. */
void           inlet_vault_remove_async         (InletVault           *self,
                                                 InletProfile         *profile,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean       inlet_vault_remove_finish        (InletVault           *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* The secrets of @profile, from the keyring in use. %INLET_ERROR_NO_SECRET also for those of
 * another access key ID or API key than it has. */
void           inlet_vault_lookup_async         (InletVault           *self,
                                                 InletProfile         *profile,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
InletSecrets  *inlet_vault_lookup_finish        (InletVault           *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

/* Puts new values into the item of @profile and leaves the others: a renewed access token. */
void           inlet_vault_update_async         (InletVault           *self,
                                                 InletProfile         *profile,
                                                 InletSecrets         *secrets,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean       inlet_vault_update_finish        (InletVault           *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
