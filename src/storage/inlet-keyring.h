/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/**
 * InletKeyring:
 *
 * Where secrets are kept: one item for each profile, found by the profile's kind and ID, whose one
 * secret is all of the profile's values.
 *
 * Calls answer in the thread-default main context of the caller. A call may wait for a person who
 * is asked to unlock; it ends when @cancellable says so. What has begun to be stored or removed is
 * not cancelled any more: the call answers with what came of it.
 */
#define INLET_TYPE_KEYRING (inlet_keyring_get_type ())
G_DECLARE_INTERFACE (InletKeyring, inlet_keyring, INLET, KEYRING, GObject)

struct _InletKeyringInterface
{
  GTypeInterface parent;

  gboolean       (*is_lasting)    (InletKeyring        *self);
  void           (*lookup_async)  (InletKeyring        *self,
                                   InletProfile        *profile,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
  InletSecrets * (*lookup_finish) (InletKeyring        *self,
                                   GAsyncResult        *result,
                                   GError             **error);
  void           (*store_async)   (InletKeyring        *self,
                                   InletProfile        *profile,
                                   InletSecrets        *secrets,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
  gboolean       (*store_finish)  (InletKeyring        *self,
                                   GAsyncResult        *result,
                                   GError             **error);
  void           (*clear_async)   (InletKeyring        *self,
                                   InletProfile        *profile,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
  gboolean       (*clear_finish)  (InletKeyring        *self,
                                   GAsyncResult        *result,
                                   GError             **error);
  void           (*check_async)   (InletKeyring        *self,
                                   InletProfile        *profile,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
  gboolean       (*check_finish)  (InletKeyring        *self,
                                   GAsyncResult        *result,
                                   GError             **error);
};

/* Whether secrets outlive this process. */
gboolean      inlet_keyring_is_lasting    (InletKeyring         *self);

/* The secrets of @profile. %INLET_ERROR_NO_SECRET when there are none, %INLET_ERROR_KEYRING_LOCKED
 * when the prompt to unlock was dismissed, %INLET_ERROR_KEYRING_MISSING when no keyring runs,
 * %INLET_ERROR_KEYRING_FAILED for an item that cannot be read or any other answer. */
void          inlet_keyring_lookup_async  (InletKeyring         *self,
                                           InletProfile         *profile,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
InletSecrets *inlet_keyring_lookup_finish (InletKeyring         *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Adds or replaces the item of @profile, labelled with the profile's name. Of several items only
 * the one that a lookup gives is replaced, and none that cannot be read. Errors as above. */
void          inlet_keyring_store_async   (InletKeyring         *self,
                                           InletProfile         *profile,
                                           InletSecrets         *secrets,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      inlet_keyring_store_finish  (InletKeyring         *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Removes the item, also one that cannot be read, and makes sure that it is gone. That there was
 * none is not an error. */
void          inlet_keyring_clear_async   (InletKeyring         *self,
                                           InletProfile         *profile,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      inlet_keyring_clear_finish  (InletKeyring         *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Whether the secrets of @profile, if there are any, can be read without asking anybody; asks
 * nobody itself. %INLET_ERROR_KEYRING_LOCKED where a person would be asked to unlock; the other
 * errors as above, but that there are none is not one. */
void          inlet_keyring_check_async   (InletKeyring         *self,
                                           InletProfile         *profile,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      inlet_keyring_check_finish  (InletKeyring         *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
