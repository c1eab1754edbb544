/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-keyring.h"

G_BEGIN_DECLS

/**
 * InletSystemKeyring:
 *
 * The desktop's keyring, through libsecret: the Secret Service or, inside Flatpak, the Secret
 * portal.
 *
 * Items have the attributes `application` (constant), `kind` and `profile`, none of them
 * confidential, and are never matched by schema name, since a keyring that was not yet unlocked
 * since login does not know its items' schemas (gnome-keyring#89). Where others have made more than
 * one item with these attributes, the newest counts, and storing leaves one.
 *
 * A call asks the person to unlock the keyring, or to make one, where that is needed. When it is
 * cancelled while the prompt is up, the prompt stays: what is then unlocked is neither read nor
 * written any more, but in a keyring that is then made, what was to be stored is.
 */
#define INLET_TYPE_SYSTEM_KEYRING (inlet_system_keyring_get_type ())
G_DECLARE_FINAL_TYPE (InletSystemKeyring, inlet_system_keyring, INLET, SYSTEM_KEYRING, GObject)

InletKeyring *inlet_system_keyring_new (void);

G_END_DECLS
