/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile-group.h"

G_BEGIN_DECLS

/**
 * InletAccountGroup:
 *
 * The rows of an account; see [class@ProfileGroup].
 *
 * Property: `sign-in` (InletSignInKind as a number, the place in the list of kinds).
 */
#define INLET_TYPE_ACCOUNT_GROUP (inlet_account_group_get_type ())
G_DECLARE_FINAL_TYPE (InletAccountGroup, inlet_account_group, INLET, ACCOUNT_GROUP,
                      InletProfileGroup)

G_END_DECLS
