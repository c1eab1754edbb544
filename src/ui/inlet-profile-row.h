/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletProfileRow:
 *
 * A profile in a list: activates `profile.edit`, and has buttons for `profile.copy` and
 * `profile.remove`; each is given the profile's ID.
 *
 * Property: `profile` (construct only).
 */
#define INLET_TYPE_PROFILE_ROW (inlet_profile_row_get_type ())
G_DECLARE_FINAL_TYPE (InletProfileRow, inlet_profile_row, INLET, PROFILE_ROW, AdwActionRow)

GtkWidget *inlet_profile_row_new (InletProfile * profile);

G_END_DECLS
