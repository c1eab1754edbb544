/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-system-keyring.h"

#include "inlet-keyring-call.h"
#include "inlet-keyring-default.h"
#include "inlet-keyring-item.h"

struct _InletSystemKeyring
{
  GObject parent_instance;
};

static void
search (GTask               *task,
        SecretSearchFlags    flags,
        GAsyncReadyCallback  callback)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  inlet_keyring_call_begin_step (task, flags & SECRET_SEARCH_UNLOCK);
  secret_password_searchv (inlet_keyring_get_schema (), call->attributes,
                           SECRET_SEARCH_ALL | flags, call->cancellable, callback,
                           g_object_ref (task));
}

/* A search that finds nothing and one whose prompt is dismissed look alike, so the first search
 * asks nobody, and only when there is something to unlock the second one does. */
static void
ask_to_unlock (GTask               *task,
               GAsyncReadyCallback  on_found)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  if (call->has_asked) {
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_LOCKED,
                                     "The keyring was not unlocked");
    return;
  }

  call->has_asked = TRUE;
  search (task, SECRET_SEARCH_UNLOCK, on_found);
}

/* Whether to go on, with what was found, which may be nothing. */
static gboolean
finish_search (GTask         *task,
               GAsyncResult  *result,
               GList        **items)
{
  InletKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  *items = secret_password_search_finish (result, &error);
  if (error != NULL)
    inlet_keyring_call_fail (task, error);

  /* The person may have unlocked the keyring for a call that was cancelled meanwhile. */
  return error == NULL && !call->is_answered;
}

static void
read_item (GTask               *task,
           SecretRetrievable   *item,
           GAsyncReadyCallback  callback)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  inlet_keyring_call_begin_step (task, FALSE);
  secret_retrievable_retrieve_secret (item, call->cancellable, callback, g_object_ref (task));
}

static void
on_secret_read (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets = inlet_keyring_item_finish_reading (object, result, &error);

  if (secrets != NULL)
    inlet_keyring_call_answer_secrets (task, secrets);
  else
    inlet_keyring_call_fail (task, error);
}

static void
on_found_to_read (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;
  SecretRetrievable *item = NULL;

  if (!finish_search (task, result, &items))
    return;

  item = inlet_keyring_items_get_newest (items);
  if (item == NULL)
    inlet_keyring_call_answer_error (task, INLET_ERROR_NO_SECRET, "The keyring has no such item");
  else if (inlet_keyring_item_is_locked (item))
    ask_to_unlock (task, on_found_to_read);
  else
    read_item (task, item, on_secret_read);
}

static void
on_found_stored (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletKeyringCall *call = g_task_get_task_data (task);
  g_autolist (SecretRetrievable) items = NULL;

  if (!finish_search (task, result, &items))
    return;

  /* The file that libsecret keeps inside the sandbox tells nothing of what is in it. */
  if ((items != NULL && !SECRET_IS_ITEM (items->data)) ||
      inlet_keyring_items_have (items, call->value))
    inlet_keyring_call_answer_done (task);
  else
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_FAILED,
                                     "The keyring did not keep the item");
}

static void
on_created (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    search (task, SECRET_SEARCH_LOAD_SECRETS, on_found_stored);
  else if (inlet_keyring_is_not_made (error))
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_LOCKED, "No keyring was made");
  else
    inlet_keyring_call_fail (task, error);
}

/* Where there is no keyring yet, the person is asked for the password of a new one. */
static void
create_item (GTask    *task,
             gboolean  is_open)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  if (!is_open)
    inlet_keyring_call_begin_step (task, TRUE);
  else if (!inlet_keyring_call_begin_write (task))
    return;

  secret_password_storev_binary (inlet_keyring_get_schema (), call->attributes,
                                 SECRET_COLLECTION_DEFAULT, call->label, call->value,
                                 call->cancellable, on_created, g_object_ref (task));
}

static void
on_labelled (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_item_set_label_finish (SECRET_ITEM (object), result, &error))
    search (task, SECRET_SEARCH_LOAD_SECRETS, on_found_stored);
  else
    inlet_keyring_call_fail (task, error);
}

static void
on_replaced (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletKeyringCall *call = g_task_get_task_data (task);
  SecretItem *item = SECRET_ITEM (object);
  g_autoptr (GError) error = NULL;

  if (!secret_item_set_secret_finish (item, result, &error)) {
    inlet_keyring_call_fail (task, error);
    return;
  }

  inlet_keyring_call_begin_step (task, FALSE);
  secret_item_set_label (item, call->label, call->cancellable, on_labelled, g_object_ref (task));
}

/* Only what could be read is replaced, and only that one: what else others put there stays. */
static void
on_old_secret_read (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) old = NULL;

  old = inlet_keyring_item_finish_reading (object, result, &error);
  if (call->is_answered)
    return;

  if (old == NULL && !g_error_matches (error, INLET_ERROR, INLET_ERROR_NO_SECRET)) {
    inlet_keyring_call_fail (task, error);
  } else if (!SECRET_IS_ITEM (object)) {
    create_item (task, TRUE);
  } else if (inlet_keyring_call_begin_write (task)) {
    secret_item_set_secret (SECRET_ITEM (object), call->value, call->cancellable, on_replaced,
                            g_object_ref (task));
  }
}

static void
on_found_to_store (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;
  SecretRetrievable *item = NULL;

  if (!finish_search (task, result, &items))
    return;

  item = inlet_keyring_items_get_newest (items);
  if (item == NULL)
    inlet_keyring_default_open (task, create_item);
  else if (inlet_keyring_item_is_locked (item))
    ask_to_unlock (task, on_found_to_store);
  else
    read_item (task, item, on_old_secret_read);
}

static void
on_found_after_clearing (GObject      *object,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;

  if (!finish_search (task, result, &items))
    return;

  if (items == NULL)
    inlet_keyring_call_answer_done (task);
  else if (inlet_keyring_items_are_locked (items))
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_LOCKED, "The keyring was locked");
  else
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_FAILED,
                                     "The keyring did not remove the item");
}

static void
on_deleted (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!secret_item_delete_finish (SECRET_ITEM (object), result, &error))
    inlet_keyring_call_answer_error (task, inlet_keyring_classify (error), error->message);
  else if (--call->n_to_delete == 0)
    search (task, SECRET_SEARCH_NONE, on_found_after_clearing);
}

static void
on_cleared (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* FALSE without an error says that nothing was removed, which may be for more than one reason. */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    inlet_keyring_call_fail (task, error);
  else
    search (task, SECRET_SEARCH_NONE, on_found_after_clearing);
}

/* What libsecret has for this answers twice when the keyring dies, and passes over what has been
 * locked meanwhile; but inside the sandbox there is nothing else. */
static void
delete_items (GTask *task,
              GList *items)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  if (!inlet_keyring_call_begin_write (task))
    return;

  if (!SECRET_IS_ITEM (items->data)) {
    secret_password_clearv (inlet_keyring_get_schema (), call->attributes, call->cancellable,
                            on_cleared, g_object_ref (task));
    return;
  }

  call->n_to_delete = g_list_length (items);
  for (GList *l = items; l != NULL; l = l->next)
    secret_item_delete (l->data, call->cancellable, on_deleted, g_object_ref (task));
}

static void
on_found_to_clear (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;

  if (!finish_search (task, result, &items))
    return;

  if (items == NULL)
    inlet_keyring_call_answer_done (task);
  else if (inlet_keyring_items_are_locked (items))
    ask_to_unlock (task, on_found_to_clear);
  else
    delete_items (task, items);
}

static void
on_found_to_check (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autolist (SecretRetrievable) items = NULL;
  SecretRetrievable *item = NULL;

  if (!finish_search (task, result, &items))
    return;

  item = inlet_keyring_items_get_newest (items);
  if (item != NULL && inlet_keyring_item_is_locked (item))
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_LOCKED, "The keyring is locked");
  else
    inlet_keyring_call_answer_done (task);
}

static void
begin_check (GTask *task)
{
  search (task, SECRET_SEARCH_NONE, on_found_to_check);
}

static void
begin_lookup (GTask *task)
{
  search (task, SECRET_SEARCH_NONE, on_found_to_read);
}

static void
begin_store (GTask *task)
{
  search (task, SECRET_SEARCH_NONE, on_found_to_store);
}

static void
begin_clear (GTask *task)
{
  search (task, SECRET_SEARCH_NONE, on_found_to_clear);
}

static gboolean
is_lasting (InletKeyring *keyring)
{
  return TRUE;
}

static void
lookup_async (InletKeyring        *keyring,
              InletProfile        *profile,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_set_source_tag (task, lookup_async);
  inlet_keyring_call_run (task, profile, NULL, begin_lookup);
}

static InletSecrets *
lookup_finish (InletKeyring  *keyring,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_async (InletKeyring        *keyring,
             InletProfile        *profile,
             InletSecrets        *secrets,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_async);
  inlet_keyring_call_run (task, profile, secrets, begin_store);
}

static void
clear_async (InletKeyring        *keyring,
             InletProfile        *profile,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_set_source_tag (task, clear_async);
  inlet_keyring_call_run (task, profile, NULL, begin_clear);
}

static void
check_async (InletKeyring        *keyring,
             InletProfile        *profile,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_set_source_tag (task, check_async);
  inlet_keyring_call_run (task, profile, NULL, begin_check);
}

static gboolean
change_finish (InletKeyring  *keyring,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
inlet_system_keyring_keyring_init (InletKeyringInterface *iface)
{
  iface->is_lasting = is_lasting;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = change_finish;
  iface->clear_async = clear_async;
  iface->clear_finish = change_finish;
  iface->check_async = check_async;
  iface->check_finish = change_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletSystemKeyring, inlet_system_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (INLET_TYPE_KEYRING,
                                                      inlet_system_keyring_keyring_init))

static void
inlet_system_keyring_class_init (InletSystemKeyringClass *klass)
{
}

static void
inlet_system_keyring_init (InletSystemKeyring *self)
{
}

InletKeyring *
inlet_system_keyring_new (void)
{
  return g_object_new (INLET_TYPE_SYSTEM_KEYRING, NULL);
}
