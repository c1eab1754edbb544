/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-form.h"
#include "inlet-profiles.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletProfileGroup:
 *
 * An account, or credentials: one chosen from those that are kept, or one that is typed, for which
 * the entry rows of the derived class unfold in place. While nothing was typed, one that comes to
 * those that are kept, such as an imported one, is chosen.
 *
 * Properties: `profiles` (InletProfiles, nullable): those that are kept; `has-picker`: whether one
 * of them can be chosen (else it is always unfolded); and, read only and notifying, `form`,
 * `is-unfolded`, `profile` (InletProfile, nullable: the
 * chosen one), `profile-name` (of the chosen or the typed one), `objection` (nullable; why the
 * name cannot be taken) and `edited` (InletProfile, nullable).
 */
#define INLET_TYPE_PROFILE_GROUP (inlet_profile_group_get_type ())
G_DECLARE_DERIVABLE_TYPE (InletProfileGroup, inlet_profile_group, INLET, PROFILE_GROUP,
                          AdwPreferencesGroup)

struct _InletProfileGroupClass
{
  AdwPreferencesGroupClass parent_class;

  InletFormKind            form_kind;
  InletField               name_field;
  /* The name that a new one has until another is typed. Translated when it is asked for. */
  const char            *(*suggest_name) (void);
  /* What is said where the one called @name was removed. (transfer full) */
  char                  *(*describe_loss) (const char *name);
};

InletForm    *inlet_profile_group_get_form (InletProfileGroup  *self);
void          inlet_profile_group_set_profiles (InletProfileGroup  *self,
                                                InletProfiles      *profiles);
/* Chooses the profile with @id, now or as soon as there is one. */
void          inlet_profile_group_select (InletProfileGroup  *self,
                                          const char         *id);
/* Chooses the profile with @id, if it is kept still. If not, no other takes its place: a new one is
 * to be typed, and it is said that the one called @name (nullable) was removed, until a person
 * chooses. Gives whether it is kept. */
gboolean      inlet_profile_group_restore (InletProfileGroup  *self,
                                           const char         *id,
                                           const char         *name);
/* Gives the focus to where one is chosen, if one was removed. */
gboolean      inlet_profile_group_grab_lost (InletProfileGroup  *self);
/* Fills the rows from @profile (nullable: a new one) to be edited. */
void          inlet_profile_group_edit (InletProfileGroup  *self,
                                        InletProfile       *profile);
const char   *inlet_profile_group_get_profile_name (InletProfileGroup  *self);

/* The chosen profile; or, if it is typed and its form is valid, the new one with the @secrets to be
 * stored with it. The new one is chosen, and what was typed is forgotten, as soon as it is among
 * those that are kept. @secrets: (out) (nullable). (transfer full); %NULL with @error. */
InletProfile *inlet_profile_group_dup_profile (InletProfileGroup  *self,
                                               InletSecrets      **secrets,
                                               GError            **error);

G_END_DECLS
