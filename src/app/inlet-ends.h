/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-credentials.h"
#include "inlet-profiles.h"

G_BEGIN_DECLS

/**
 * InletEnds:
 *
 * Tells before the session tokens of credentials end.
 *
 * It waits only where there is a token whose end is known and yet to come, and then wakes once a
 * minute at most: often enough for a computer that slept meanwhile.
 *
 * Signal `ending (InletCredentials)`: %INLET_EXPIRY_SOON_SECONDS or less are left; once for each
 * end. Nothing is told of what has ended before it could be.
 * Belongs to one thread.
 */
#define INLET_TYPE_ENDS (inlet_ends_get_type ())
G_DECLARE_FINAL_TYPE (InletEnds, inlet_ends, INLET, ENDS, GObject)

InletEnds *inlet_ends_new   (InletProfiles *credentials);
/* Once, when somebody listens. */
void       inlet_ends_start (InletEnds     *self);

G_END_DECLS
