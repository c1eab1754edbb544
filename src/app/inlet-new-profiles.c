/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-new-profiles.h"

typedef struct
{
  InletProfile *profile;    /* (owned) */
  InletSecrets *secrets;    /* (owned) */
} NewProfile;

static void
new_profile_free (gpointer data)
{
  NewProfile *new_profile = data;

  g_clear_object (&new_profile->profile);
  g_clear_pointer (&new_profile->secrets, inlet_secrets_unref);
  g_free (new_profile);
}

static void on_stored (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data);

static void
store_next (GTask *task)
{
  GPtrArray *self = g_task_get_task_data (task);
  NewProfile *next = NULL;

  if (self->len == 0) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  next = g_ptr_array_index (self, 0);
  inlet_vault_save_async (g_task_get_source_object (task), next->profile, next->secrets,
                          g_task_get_cancellable (task), on_stored, g_object_ref (task));
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!inlet_vault_save_finish (INLET_VAULT (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_ptr_array_remove_index (g_task_get_task_data (task), 0);
  store_next (task);
}

GPtrArray *
inlet_new_profiles_new (void)
{
  return g_ptr_array_new_with_free_func (new_profile_free);
}

void
inlet_new_profiles_add (GPtrArray    *self,
                        InletProfile *profile,
                        InletSecrets *secrets)
{
  NewProfile *new_profile;

  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (secrets != NULL);

  new_profile = g_new0 (NewProfile, 1);
  new_profile->profile = g_object_ref (profile);
  new_profile->secrets = inlet_secrets_ref (secrets);
  g_ptr_array_add (self, new_profile);
}

void
inlet_new_profiles_store_async (GPtrArray           *self,
                                InletVault          *vault,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (vault, cancellable, callback, user_data);

  g_task_set_source_tag (task, inlet_new_profiles_store_async);
  /* What was kept was kept. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_ptr_array_ref (self), (GDestroyNotify) g_ptr_array_unref);
  store_next (task);
}

gboolean
inlet_new_profiles_store_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_new_profiles_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
