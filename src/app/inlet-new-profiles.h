/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-vault.h"

G_BEGIN_DECLS

/* Profiles that were typed in where they are used, and are to be kept before that: a GPtrArray,
 * each with its secrets. */

GPtrArray *inlet_new_profiles_new          (void);
void       inlet_new_profiles_add          (GPtrArray            *self,
                                            InletProfile         *profile,
                                            InletSecrets         *secrets);

/* Stores one after the other; each is taken out once it is kept. */
void       inlet_new_profiles_store_async  (GPtrArray            *self,
                                            InletVault           *vault,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean   inlet_new_profiles_store_finish (GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
