/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profiles.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/* What a change of a profile that is known makes of its secrets. */

/* The access key ID or the API key of @profile. */
const char *
         inlet_vault_merge_get_key_id (InletProfile  *profile);
/* Whether @stored are the secrets of that ID, as far as is known; if not, a change of @profile came
 * to no end, and the two must not be sent together. */
gboolean inlet_vault_merge_is_pair    (InletProfile  *profile,
                                       InletSecrets  *stored);

/* Adds to @typed what was typed before and not again, and which ID they belong to. A token that was
 * fetched is kept only where @is_update, of secrets alone: otherwise it may belong to what was
 * edited. @known: @profile as it was. */
void     inlet_vault_merge            (InletProfile  *profile,
                                       InletProfile  *known,
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
