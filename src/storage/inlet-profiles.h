/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-database.h"
#include "inlet-profile.h"

G_BEGIN_DECLS

/**
 * InletProfiles:
 *
 * The accounts, or the credentials, that are kept: a `GListModel` of [class@Profile] sorted by
 * name. Without their secrets; see [iface@Keyring]. It follows its database's changes, and tells
 * its views only what really changed. Belongs to one thread.
 */
#define INLET_TYPE_PROFILES (inlet_profiles_get_type ())
G_DECLARE_FINAL_TYPE (InletProfiles, inlet_profiles, INLET, PROFILES, GObject)

InletProfiles   *inlet_profiles_new           (InletDatabase        *database,
                                               InletProfileKind      kind);
InletProfileKind inlet_profiles_get_kind      (InletProfiles        *self);

/* Reads the list; it is read again by itself after every change. */
void             inlet_profiles_load_async    (InletProfiles        *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean         inlet_profiles_load_finish   (InletProfiles        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* (transfer none) (nullable) */
InletProfile    *inlet_profiles_find_by_id    (InletProfiles        *self,
                                               const char           *id);
/* (transfer none) (nullable) */
InletProfile    *inlet_profiles_find_by_name  (InletProfiles        *self,
                                               const char           *name);

/* Adds @profile or, where there is one with its ID, replaces that. %INLET_ERROR_CONFLICT when
 * another profile of the kind has its name. The list has it when this is done. With @is_new_key the
 * connections that use these credentials are put on the list of those that lack it, in the same
 * transaction; see inlet_edit_due_add(). */
void             inlet_profiles_save_async    (InletProfiles        *self,
                                               InletProfile         *profile,
                                               gboolean              is_new_key,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean         inlet_profiles_save_finish   (InletProfiles        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

/* The history keeps what was made with it. */
void             inlet_profiles_remove_async  (InletProfiles        *self,
                                               const char           *id,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean         inlet_profiles_remove_finish (InletProfiles        *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
