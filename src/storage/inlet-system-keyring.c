/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-system-keyring.h"

#include "inlet-error.h"
#include "inlet-keyring-item.h"

/* How long one step of a call may take, in seconds.
 *
 * A step that asks nobody takes milliseconds: no answer within ANSWER_LIMIT, which is also what
 * D-Bus grants a method, is none. A step that may ask a person to unlock takes as long as the
 * person does; but the portal has been seen never to come back, and so the call ends by itself when
 * nobody can still be typing a password. Either can be cancelled before. */
#define ANSWER_LIMIT 25
#define PROMPT_LIMIT 600

struct _InletSystemKeyring
{
  GObject parent_instance;
};

/* One call of ours, which is several of libsecret's: the data of its GTask.
 *
 * The task is answered as soon as the caller cancels or the limit is reached. What libsecret says
 * later is not heard any more. */
typedef struct
{
  GHashTable         *attributes;   /* (owned) */
  char               *label;        /* (owned) (nullable) to store */
  SecretValue        *value;        /* (owned) (nullable) to store */
  GAsyncReadyCallback on_found;     /* what follows the first search; NULL to store */
  GCancellable       *cancellable;  /* (owned) for libsecret's calls */
  GSource            *cancel;       /* (owned) (nullable) the caller's cancellable */
  GSource            *limit;        /* (owned) (nullable) of the step */
  unsigned int        n_doubles;    /* still to be removed */
  gboolean            has_asked;    /* to unlock */
  gboolean            is_answered;
} Call;

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
call_free (Call *call)
{
  drop_source (&call->cancel);
  drop_source (&call->limit);
  g_hash_table_unref (call->attributes);
  g_free (call->label);
  g_clear_pointer (&call->value, secret_value_unref);
  g_object_unref (call->cancellable);
  g_free (call);
}

/* Whether the task is still to be answered; it is then no longer. */
static gboolean
begin_answer (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (call->is_answered)
    return FALSE;

  call->is_answered = TRUE;
  drop_source (&call->cancel);
  drop_source (&call->limit);
  return TRUE;
}

static void
answer_done (GTask *task)
{
  if (begin_answer (task))
    g_task_return_boolean (task, TRUE);
}

static void
answer_error (GTask          *task,
              InletErrorCode  code,
              const char     *message)
{
  if (!begin_answer (task))
    return;

  /* libsecret would go on with its connection to a keyring that is no more. */
  if (code == INLET_ERROR_KEYRING_MISSING || code == INLET_ERROR_KEYRING_FAILED)
    secret_service_disconnect ();

  g_task_return_new_error (task, INLET_ERROR, code, "%s", message);
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  Call *call = g_task_get_task_data (task);

  if (begin_answer (task)) {
    g_cancellable_cancel (call->cancellable);
    g_task_return_error_if_cancelled (task);
  }
  return G_SOURCE_REMOVE;
}

static gboolean
on_limit_reached (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  Call *call = g_task_get_task_data (task);

  g_cancellable_cancel (call->cancellable);
  answer_error (task, INLET_ERROR_KEYRING_FAILED, "The keyring did not answer in time");
  return G_SOURCE_REMOVE;
}

static void
begin_step (GTask    *task,
            gboolean  may_prompt)
{
  Call *call = g_task_get_task_data (task);

  /* Inside the sandbox the portal asks whenever it likes. */
  drop_source (&call->limit);
  if (may_prompt || inlet_keyring_is_sandboxed ())
    call->limit = g_timeout_source_new_seconds (PROMPT_LIMIT);
  else
    call->limit = g_timeout_source_new_seconds (ANSWER_LIMIT);
  g_task_attach_source (task, call->limit, on_limit_reached);
}

static void
search (GTask               *task,
        SecretSearchFlags    flags,
        GAsyncReadyCallback  callback)
{
  Call *call = g_task_get_task_data (task);

  begin_step (task, flags & SECRET_SEARCH_UNLOCK);
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
  Call *call = g_task_get_task_data (task);

  if (call->has_asked) {
    answer_error (task, INLET_ERROR_KEYRING_LOCKED, "The keyring was not unlocked");
    return;
  }

  call->has_asked = TRUE;
  search (task, SECRET_SEARCH_UNLOCK, on_found);
}

/* Having found nothing is a success as well. */
static gboolean
finish_search (GTask         *task,
               GAsyncResult  *result,
               GList        **items)
{
  g_autoptr (GError) error = NULL;

  *items = secret_password_search_finish (result, &error);
  if (error != NULL)
    answer_error (task, inlet_keyring_classify (error), error->message);
  return error == NULL;
}

static void
on_secret_read (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (SecretValue) value = NULL;

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (object), result, &error);
  if (value != NULL)
    secrets = inlet_keyring_item_read (value, &error);

  if (error != NULL)
    answer_error (task, inlet_keyring_classify (error), error->message);
  else if (secrets == NULL)
    answer_error (task, INLET_ERROR_KEYRING_FAILED, "The keyring gave no secret");
  else if (begin_answer (task))
    g_task_return_pointer (task, g_steal_pointer (&secrets), (GDestroyNotify) inlet_secrets_unref);
}

static void
on_found_to_read (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autolist (SecretRetrievable) items = NULL;
  SecretRetrievable *item = NULL;

  if (!finish_search (task, result, &items))
    return;

  item = inlet_keyring_items_get_newest (items);
  if (item == NULL) {
    answer_error (task, INLET_ERROR_NO_SECRET, "The keyring has no such item");
  } else if (inlet_keyring_item_is_locked (item)) {
    ask_to_unlock (task, on_found_to_read);
  } else {
    begin_step (task, FALSE);
    secret_retrievable_retrieve_secret (item, call->cancellable, on_secret_read,
                                        g_object_ref (task));
  }
}

static void
on_double_removed (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!secret_item_delete_finish (SECRET_ITEM (object), result, &error))
    answer_error (task, inlet_keyring_classify (error), error->message);
  else if (--call->n_doubles == 0)
    answer_done (task);
}

/* The keyring replaces what was stored by us. An item that others made with these attributes may
 * have stayed beside it, and would be read again some day. */
static void
remove_doubles (GTask *task,
                GList *items,
                GList *stored)
{
  Call *call = g_task_get_task_data (task);

  for (GList *l = items; l != NULL; l = l->next) {
    if (l == stored || inlet_keyring_item_is_locked (l->data))
      continue;

    call->n_doubles++;
    secret_item_delete (l->data, call->cancellable, on_double_removed, g_object_ref (task));
  }

  if (call->n_doubles == 0)
    answer_done (task);
}

static void
on_found_stored (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autolist (SecretRetrievable) items = NULL;
  GList *stored = NULL;

  if (!finish_search (task, result, &items))
    return;

  /* The file that libsecret keeps inside the sandbox holds no doubles. */
  stored = inlet_keyring_items_find (items, call->value);
  if (items != NULL && !SECRET_IS_ITEM (items->data))
    answer_done (task);
  else if (stored != NULL)
    remove_doubles (task, items, stored);
  else
    answer_error (task, INLET_ERROR_KEYRING_FAILED, "The keyring did not keep the item");
}

static void
on_stored (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    answer_error (task, inlet_keyring_classify (error), error->message);
  else
    search (task, SECRET_SEARCH_LOAD_SECRETS, on_found_stored);
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
    answer_done (task);
  else if (inlet_keyring_items_are_locked (items))
    answer_error (task, INLET_ERROR_KEYRING_LOCKED, "The keyring was locked");
  else
    answer_error (task, INLET_ERROR_KEYRING_FAILED, "The keyring did not remove the item");
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
    answer_error (task, inlet_keyring_classify (error), error->message);
  else
    search (task, SECRET_SEARCH_NONE, on_found_after_clearing);
}

static void
on_found_to_clear (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autolist (SecretRetrievable) items = NULL;

  if (!finish_search (task, result, &items))
    return;

  /* Clearing passes over what is locked, and asks nobody. */
  if (items == NULL) {
    answer_done (task);
  } else if (inlet_keyring_items_are_locked (items)) {
    ask_to_unlock (task, on_found_to_clear);
  } else {
    begin_step (task, FALSE);
    secret_password_clearv (inlet_keyring_get_schema (), call->attributes, call->cancellable,
                            on_cleared, g_object_ref (task));
  }
}

static void
on_bus_found (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL) {
    answer_error (task, INLET_ERROR_KEYRING_MISSING, error->message);
  } else if (call->on_found != NULL) {
    search (task, SECRET_SEARCH_NONE, call->on_found);
  } else {
    begin_step (task, TRUE);
    secret_password_storev_binary (inlet_keyring_get_schema (), call->attributes,
                                   SECRET_COLLECTION_DEFAULT, call->label, call->value,
                                   call->cancellable, on_stored, g_object_ref (task));
  }
}

static Call *
call_new (InletProfile        *profile,
          GAsyncReadyCallback  on_found)
{
  Call *call = g_new0 (Call, 1);

  call->attributes = inlet_keyring_item_build_attributes (profile);
  call->cancellable = g_cancellable_new ();
  call->on_found = on_found;
  return call;
}

/* Every reason for which there is no bus means that there is no keyring, and libsecret's errors do
 * not tell them from others. Hence the bus first; libsecret then shares it. */
static void
begin_call (GTask *task,
            Call  *call)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (cancellable != NULL) {
    call->cancel = g_cancellable_source_new (cancellable);
    g_task_attach_source (task, call->cancel, G_SOURCE_FUNC (on_cancelled));
  }
  begin_step (task, FALSE);
  g_bus_get (G_BUS_TYPE_SESSION, call->cancellable, on_bus_found, g_object_ref (task));
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
  begin_call (task, call_new (profile, on_found_to_read));
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
  Call *call = call_new (profile, NULL);

  g_task_set_source_tag (task, store_async);
  call->label = inlet_keyring_item_dup_label (profile);
  call->value = inlet_keyring_item_write (secrets);
  begin_call (task, call);
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
  begin_call (task, call_new (profile, on_found_to_clear));
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
