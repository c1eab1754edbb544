/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-prepare.h"

#include "inlet-new-profiles.h"

static void
on_token_got (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) token =
    inlet_sign_in_get_token_finish (INLET_SIGN_IN (source), result, &error);

  if (token != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_secrets_looked_up (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets =
    inlet_vault_lookup_finish (INLET_VAULT (source), result, &error);
  InletContext *context = g_task_get_source_object (task);
  InletDraft *draft = g_task_get_task_data (task);

  if (secrets != NULL)
    inlet_sign_in_get_token_async (inlet_context_get_sign_in (context),
                                   inlet_draft_get_account (draft), NULL,
                                   g_task_get_cancellable (task), on_token_got,
                                   g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletContext *context = g_task_get_source_object (task);
  InletDraft *draft = g_task_get_task_data (task);

  if (inlet_new_profiles_store_finish (result, &error))
    inlet_vault_lookup_async (inlet_context_get_vault (context),
                              INLET_PROFILE (inlet_draft_get_credentials (draft)),
                              g_task_get_cancellable (task), on_secrets_looked_up,
                              g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
inlet_prepare_async (InletContext        *context,
                     InletDraft          *draft,
                     GPtrArray           *new_profiles,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_CONTEXT (context));
  g_return_if_fail (INLET_IS_DRAFT (draft));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_prepare_async);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);
  inlet_new_profiles_store_async (new_profiles, inlet_context_get_vault (context), cancellable,
                                  on_stored, g_object_ref (task));
}

gboolean
inlet_prepare_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
