/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-keyring-default.h"

#include "inlet-keyring-item.h"

static void
on_unlocked (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  int n_unlocked = secret_service_unlock_finish (NULL, result, NULL, &error);

  if (error != NULL)
    inlet_keyring_call_fail (task, error);
  else if (n_unlocked == 0)
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_LOCKED,
                                     "The keyring was not unlocked");
  else if (!call->is_answered)
    call->opened (task, TRUE);
}

static void
unlock (GTask            *task,
        SecretCollection *collection)
{
  InletKeyringCall *call = g_task_get_task_data (task);
  GList collections = { collection, NULL, NULL };

  inlet_keyring_call_begin_step (task, TRUE);
  secret_service_unlock (NULL, &collections, call->cancellable, on_unlocked, g_object_ref (task));
}

static void
on_found (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletKeyringCall *call = g_task_get_task_data (task);
  /* What is in the way here is in the way of storing too, and is told by that. */
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, NULL);

  if (call->is_answered)
    return;

  if (collection != NULL && secret_collection_get_locked (collection))
    unlock (task, collection);
  else
    call->opened (task, collection != NULL);
}

void
inlet_keyring_default_open (GTask              *task,
                            InletKeyringOpened  opened)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  /* The portal has asked by now: nothing could be searched before. */
  if (inlet_keyring_is_sandboxed ()) {
    opened (task, TRUE);
    return;
  }

  call->opened = opened;
  inlet_keyring_call_begin_step (task, FALSE);
  secret_collection_for_alias (NULL, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               call->cancellable, on_found, g_object_ref (task));
}
