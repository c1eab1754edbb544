/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-keyring.h"

G_BEGIN_DECLS

/**
 * InletSessionKeyring:
 *
 * Keeps secrets in this process's memory until it ends: for the demo, and for a machine without a
 * keyring when its user has agreed to it.
 */
#define INLET_TYPE_SESSION_KEYRING (inlet_session_keyring_get_type ())
G_DECLARE_FINAL_TYPE (InletSessionKeyring, inlet_session_keyring, INLET, SESSION_KEYRING, GObject)

InletKeyring *inlet_session_keyring_new (void);

G_END_DECLS
