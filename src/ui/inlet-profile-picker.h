/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-choice-row.h"
#include "inlet-profiles.h"

G_BEGIN_DECLS

/**
 * InletProfilePicker:
 *
 * Chooses one of the profiles that are kept, or a new one, which is the list's last row.
 *
 * Stays with the profile it was told to show, by its ID, when the list changes: through a rename,
 * and when that profile comes to be kept only later.
 *
 * Properties: `profiles` (InletProfiles, nullable), `profile` (read only, notifies; %NULL: a new
 * one).
 */
#define INLET_TYPE_PROFILE_PICKER (inlet_profile_picker_get_type ())
G_DECLARE_FINAL_TYPE (InletProfilePicker, inlet_profile_picker, INLET, PROFILE_PICKER,
                      InletChoiceRow)

/* Shows the profile told by [method@ProfilePicker.select], else the first, else a new one. */
void          inlet_profile_picker_set_profiles (InletProfilePicker *self,
                                                 InletProfiles      *profiles);
/* The profile with @id, now or as soon as there is one; a new one for %NULL. */
void          inlet_profile_picker_select (InletProfilePicker *self,
                                           const char         *id);
/* (transfer none) (nullable) */
InletProfile *inlet_profile_picker_get_profile (InletProfilePicker *self);

G_END_DECLS
