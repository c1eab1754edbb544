/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-keyring-call.h"

G_BEGIN_DECLS

/* Unlocks the keyring that new items are made in, as long as the person needs for it, and then goes
 * on with @opened, unless @task has been answered by then. libsecret would do it while it writes,
 * where it cannot be cancelled. */
void inlet_keyring_default_open (GTask              *task,
                                 InletKeyringOpened  opened);

G_END_DECLS
