/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-vault.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletProfileEditor:
 *
 * One account, or credentials, new or to be changed, with Save and Cancel. What was typed survives
 * every failure, and is forgotten when it was saved or given up.
 *
 * Read only properties: `title`, `is-account`, `is-busy`. Signal `closed`: it was saved or
 * given up. Actions: `editor.save` (and `form.submit`), `editor.cancel`; of credentials that
 * are kept it activates `profile.rotate` with their ID.
 */
#define INLET_TYPE_PROFILE_EDITOR (inlet_profile_editor_get_type ())
G_DECLARE_FINAL_TYPE (InletProfileEditor, inlet_profile_editor, INLET, PROFILE_EDITOR, AdwBin)

/* Once. */
void inlet_profile_editor_set_vault (InletProfileEditor *self,
                                     InletVault         *vault);
/* @profile (nullable): %NULL for a new one of @kind. */
void inlet_profile_editor_edit (InletProfileEditor *self,
                                InletProfileKind    kind,
                                InletProfile       *profile);

G_END_DECLS
