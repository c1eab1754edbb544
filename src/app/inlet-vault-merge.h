/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profiles.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/* What a change of a profile that is known makes of its secrets. */

/* Adds to @typed what was typed before and not again. A token that was fetched is kept only where
 * @is_update, of secrets alone: otherwise it may belong to what was edited. */
void     inlet_vault_merge            (InletProfile  *profile,
                                       InletSecrets  *typed,
                                       InletSecrets  *stored,
                                       gboolean       is_update);
/* Whether @profile with @merged is one of @credentials, and of another key than it is there, with
 * @stored (nullable): another access key ID, secret key or session token. */
gboolean inlet_vault_merge_is_new_key (InletProfiles *credentials,
                                       InletProfile  *profile,
                                       InletSecrets  *merged,
                                       InletSecrets  *stored);

G_END_DECLS
