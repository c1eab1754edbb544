/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lockable-keyring.h"

#include "inlet-error.h"
#include "inlet-session-keyring.h"

typedef GObjectClass LockableKeyringClass;

static GType lockable_keyring_get_type (void);

static gboolean
is_lasting (InletKeyring *keyring)
{
  return TRUE;
}

/* Whether the person who was asked has dismissed it. */
static gboolean
is_refused (LockableKeyring     *self,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  self->n_asked += self->is_locked;
  if (!self->is_locked || !self->is_dismissed)
    return FALSE;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED, "Locked");
  return TRUE;
}

static void
lookup_async (InletKeyring        *keyring,
              InletProfile        *profile,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  LockableKeyring *self = (LockableKeyring *) keyring;

  if (!is_refused (self, cancellable, callback, user_data))
    inlet_keyring_lookup_async (self->inner, profile, cancellable, callback, user_data);
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
  LockableKeyring *self = (LockableKeyring *) keyring;

  if (!is_refused (self, cancellable, callback, user_data))
    inlet_keyring_store_async (self->inner, profile, secrets, cancellable, callback, user_data);
}

static gboolean
store_finish (InletKeyring  *keyring,
              GAsyncResult  *result,
              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
check_async (InletKeyring        *keyring,
             InletProfile        *profile,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (keyring, cancellable, callback, user_data);

  if (((LockableKeyring *) keyring)->is_locked)
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED, "Locked");
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
check_finish (InletKeyring  *keyring,
              GAsyncResult  *result,
              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
keyring_init (InletKeyringInterface *iface)
{
  iface->is_lasting = is_lasting;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
  iface->check_async = check_async;
  iface->check_finish = check_finish;
}

G_DEFINE_TYPE_WITH_CODE (LockableKeyring, lockable_keyring, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (INLET_TYPE_KEYRING, keyring_init))

static void
lockable_keyring_dispose (GObject *object)
{
  g_clear_object (&((LockableKeyring *) object)->inner);
  G_OBJECT_CLASS (lockable_keyring_parent_class)->dispose (object);
}

static void
lockable_keyring_class_init (LockableKeyringClass *klass)
{
  klass->dispose = lockable_keyring_dispose;
}

static void
lockable_keyring_init (LockableKeyring *self)
{
  self->inner = inlet_session_keyring_new ();
}

InletKeyring *
lockable_keyring_new (void)
{
  return g_object_new (lockable_keyring_get_type (), NULL);
}
