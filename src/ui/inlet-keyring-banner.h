/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-vault.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletKeyringBanner:
 *
 * Says that the keyring is locked, that there is none, or that secrets are kept until the program
 * quits; and offers what can be done about it.
 */
#define INLET_TYPE_KEYRING_BANNER (inlet_keyring_banner_get_type ())
G_DECLARE_FINAL_TYPE (InletKeyringBanner, inlet_keyring_banner, INLET, KEYRING_BANNER, AdwBin)

/* Set once: the one that is watched. */
void inlet_keyring_banner_set_vault (InletKeyringBanner *self,
                                     InletVault         *vault);

G_END_DECLS
