/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-vault.h"

G_BEGIN_DECLS

/* What the files of [class@Vault] share. */

/* (transfer none) */
InletDatabase *inlet_vault_get_database  (InletVault    *self);
/* Tells the window how the keyring is, whoever asked it. */
void           inlet_vault_note_keyring  (InletVault    *self,
                                          const GError  *error);
/* `key-changed`. */
void           inlet_vault_tell_new_key  (InletVault    *self,
                                          InletProfile  *profile);

G_END_DECLS
