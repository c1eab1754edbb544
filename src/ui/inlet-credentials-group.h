/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile-group.h"

G_BEGIN_DECLS

/**
 * InletCredentialsGroup:
 *
 * The rows of S3 credentials; see [class@ProfileGroup].
 *
 * Property `asks-for-end` (read only, notifies): whether the end of a session token can be typed.
 */
#define INLET_TYPE_CREDENTIALS_GROUP (inlet_credentials_group_get_type ())
G_DECLARE_FINAL_TYPE (InletCredentialsGroup, inlet_credentials_group, INLET, CREDENTIALS_GROUP,
                      InletProfileGroup)

G_END_DECLS
