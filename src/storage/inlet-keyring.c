/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-keyring.h"

G_DEFINE_INTERFACE (InletKeyring, inlet_keyring, G_TYPE_OBJECT)

static void
inlet_keyring_default_init (InletKeyringInterface *iface)
{
}

gboolean
inlet_keyring_is_lasting (InletKeyring *self)
{
  g_return_val_if_fail (INLET_IS_KEYRING (self), FALSE);

  return INLET_KEYRING_GET_IFACE (self)->is_lasting (self);
}

void
inlet_keyring_lookup_async (InletKeyring        *self,
                            InletProfile        *profile,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (INLET_IS_KEYRING (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  INLET_KEYRING_GET_IFACE (self)->lookup_async (self, profile, cancellable, callback, user_data);
}

InletSecrets *
inlet_keyring_lookup_finish (InletKeyring  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (INLET_IS_KEYRING (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return INLET_KEYRING_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
inlet_keyring_store_async (InletKeyring        *self,
                           InletProfile        *profile,
                           InletSecrets        *secrets,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (INLET_IS_KEYRING (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (secrets != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  INLET_KEYRING_GET_IFACE (self)->store_async (self, profile, secrets, cancellable, callback,
                                               user_data);
}

gboolean
inlet_keyring_store_finish (InletKeyring  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (INLET_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return INLET_KEYRING_GET_IFACE (self)->store_finish (self, result, error);
}

void
inlet_keyring_clear_async (InletKeyring        *self,
                           InletProfile        *profile,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (INLET_IS_KEYRING (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  INLET_KEYRING_GET_IFACE (self)->clear_async (self, profile, cancellable, callback, user_data);
}

gboolean
inlet_keyring_clear_finish (InletKeyring  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (INLET_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return INLET_KEYRING_GET_IFACE (self)->clear_finish (self, result, error);
}

void
inlet_keyring_check_async (InletKeyring        *self,
                           InletProfile        *profile,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (INLET_IS_KEYRING (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  INLET_KEYRING_GET_IFACE (self)->check_async (self, profile, cancellable, callback, user_data);
}

gboolean
inlet_keyring_check_finish (InletKeyring  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (INLET_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return INLET_KEYRING_GET_IFACE (self)->check_finish (self, result, error);
}
