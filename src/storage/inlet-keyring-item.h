/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"
#include "inlet-profile.h"
#include "inlet-secrets.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* What an item of ours is in libsecret's terms. For inlet-system-keyring.c only. */

const SecretSchema *inlet_keyring_get_schema (void);
/* (transfer full): those by which the item of @profile is found. */
GHashTable         *inlet_keyring_item_build_attributes (InletProfile  *profile);
/* (transfer full): what Passwords and Keys shows. */
char               *inlet_keyring_item_dup_label (InletProfile  *profile);

SecretValue        *inlet_keyring_item_write (InletSecrets  *secrets);
/* %INLET_ERROR_KEYRING_FAILED when somebody else wrote @value, %INLET_ERROR_NO_SECRET when nothing
 * is in it. */
InletSecrets       *inlet_keyring_item_read (SecretValue   *value,
                                             GError       **error);
/* Of what secret_retrievable_retrieve_secret() gave. */
InletSecrets       *inlet_keyring_item_finish_reading (GObject       *item,
                                                       GAsyncResult  *result,
                                                       GError       **error);

gboolean            inlet_keyring_item_is_locked (gpointer       item);
gboolean            inlet_keyring_items_are_locked (GList         *items);
/* (transfer none) (nullable): of the items with our attributes, the one that counts. */
SecretRetrievable  *inlet_keyring_items_get_newest (GList         *items);
/* Whether one of them, which were loaded, has @value. */
gboolean            inlet_keyring_items_have (GList         *items,
                                              SecretValue   *value);

/* Whether libsecret asks the portal and keeps a file of its own, instead of asking the keyring. */
gboolean            inlet_keyring_is_sandboxed (void);
/* Whether storing failed because there was no keyring and the person did not have one made. */
gboolean            inlet_keyring_is_not_made (const GError *error);
/* What an error of libsecret, or of ours, is in %INLET_ERROR. */
InletErrorCode      inlet_keyring_classify (const GError  *error);

G_END_DECLS
