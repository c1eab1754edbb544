/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-vault.h"

G_BEGIN_DECLS

/* A change of a profile, on its way from the keyring to the database: inlet_vault_save_async(), or
 * with @is_update inlet_vault_update_async().
 *
 * Nothing writes both at once, and either may fail, or end, at any moment. So the secrets go first,
 * with the ID that they belong to: one item, written whole. Until the database has that ID too
 * nobody is given them (see inlet_vault_merge_is_pair()), also after a crash. When the database
 * refuses, what the keyring had before is put back. */
void     inlet_vault_change_async  (InletVault           *self,
                                    InletProfile         *profile,
                                    InletSecrets         *secrets,
                                    gboolean              is_update,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean inlet_vault_change_finish (InletVault           *self,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
