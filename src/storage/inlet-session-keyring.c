/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-session-keyring.h"

#include "inlet-error.h"

struct _InletSessionKeyring
{
  GObject     parent_instance;

  /* (owned) "kind/id" to InletSecrets, copied on the way in and on the way out, so that a caller
   * who changes what it has does not change what is kept. */
  GHashTable *secrets;
};

static char *
dup_key (InletProfile *profile)
{
  return g_strdup_printf ("%s/%s",
                          inlet_profile_kind_to_nick (inlet_profile_get_kind (profile)),
                          inlet_profile_get_id (profile));
}

static gboolean
is_lasting (InletKeyring *keyring)
{
  return FALSE;
}

static void
lookup_async (InletKeyring        *keyring,
              InletProfile        *profile,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  InletSessionKeyring *self = INLET_SESSION_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = dup_key (profile);
  InletSecrets *secrets = g_hash_table_lookup (self->secrets, key);

  g_task_set_source_tag (task, lookup_async);

  if (secrets != NULL)
    g_task_return_pointer (task, inlet_secrets_copy (secrets),
                           (GDestroyNotify) inlet_secrets_unref);
  else
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_NO_SECRET,
                             "No secret is kept for %s", key);
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
  InletSessionKeyring *self = INLET_SESSION_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_check_cancellable (task, FALSE);
  g_hash_table_insert (self->secrets, dup_key (profile), inlet_secrets_copy (secrets));
  g_task_return_boolean (task, TRUE);
}

static void
clear_async (InletKeyring        *keyring,
             InletProfile        *profile,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  InletSessionKeyring *self = INLET_SESSION_KEYRING (keyring);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = dup_key (profile);

  g_task_set_source_tag (task, clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_set_check_cancellable (task, FALSE);
  g_hash_table_remove (self->secrets, key);
  g_task_return_boolean (task, TRUE);
}

/* Nobody is ever asked. */
static void
check_async (InletKeyring        *keyring,
             InletProfile        *profile,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  g_task_set_source_tag (task, check_async);
  g_task_return_boolean (task, TRUE);
}

static gboolean
change_finish (InletKeyring  *keyring,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
inlet_session_keyring_keyring_init (InletKeyringInterface *iface)
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

G_DEFINE_FINAL_TYPE_WITH_CODE (InletSessionKeyring, inlet_session_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (INLET_TYPE_KEYRING,
                                                      inlet_session_keyring_keyring_init))

static void
inlet_session_keyring_finalize (GObject *object)
{
  InletSessionKeyring *self = INLET_SESSION_KEYRING (object);

  g_hash_table_unref (self->secrets);

  G_OBJECT_CLASS (inlet_session_keyring_parent_class)->finalize (object);
}

static void
inlet_session_keyring_class_init (InletSessionKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_session_keyring_finalize;
}

static void
inlet_session_keyring_init (InletSessionKeyring *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) inlet_secrets_unref);
}

InletKeyring *
inlet_session_keyring_new (void)
{
  return g_object_new (INLET_TYPE_SESSION_KEYRING, NULL);
}
