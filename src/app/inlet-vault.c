/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-vault.h"

#include "inlet-credentials.h"
#include "inlet-error.h"
#include "inlet-session-keyring.h"
#include "inlet-vault-change.h"
#include "inlet-vault-merge.h"
#include "inlet-vault-private.h"

struct _InletVault
{
  GObject        parent_instance;

  InletDatabase *database;       /* (owned) */
  InletKeyring  *keyring;        /* (owned) */
  InletProfiles *accounts;       /* (owned) */
  InletProfiles *credentials;    /* (owned) */
};

enum {
  PROP_0,
  PROP_KEYRING,
  N_PROPS
};

enum {
  KEYRING_FAILED,
  KEYRING_ANSWERED,
  KEY_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletVault, inlet_vault, G_TYPE_OBJECT)

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets =
    inlet_keyring_lookup_finish (INLET_KEYRING (source), result, &error);

  inlet_vault_note_keyring (g_task_get_source_object (task), error);
  if (secrets == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!inlet_vault_merge_is_pair (g_task_get_task_data (task), secrets))
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_NO_SECRET,
                             "The keyring has the secret of another ID");
  else
    g_task_return_pointer (task, g_steal_pointer (&secrets), (GDestroyNotify) inlet_secrets_unref);
}

static void
on_profile_removed (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_profiles_remove_finish (INLET_PROFILES (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletVault *self = g_task_get_source_object (task);
  InletProfile *profile = g_task_get_task_data (task);
  gboolean is_cleared = inlet_keyring_clear_finish (INLET_KEYRING (source), result, &error);

  /* Without its secret it is removed, whatever was wished for meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  inlet_vault_note_keyring (self, error);
  if (!is_cleared) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  inlet_profiles_remove_async (inlet_vault_get_profiles (self, inlet_profile_get_kind (profile)),
                               inlet_profile_get_id (profile), NULL, on_profile_removed,
                               g_object_ref (task));
}

static void
inlet_vault_dispose (GObject *object)
{
  InletVault *self = INLET_VAULT (object);

  g_clear_object (&self->keyring);
  g_clear_object (&self->accounts);
  g_clear_object (&self->credentials);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (inlet_vault_parent_class)->dispose (object);
}

static void
inlet_vault_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  InletVault *self = INLET_VAULT (object);

  switch (prop_id) {
    case PROP_KEYRING:
      g_value_set_object (value, self->keyring);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_vault_class_init (InletVaultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_vault_dispose;
  object_class->get_property = inlet_vault_get_property;

  props[PROP_KEYRING] =
    g_param_spec_object ("keyring", NULL, NULL, INLET_TYPE_KEYRING,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[KEYRING_FAILED] =
    g_signal_new ("keyring-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_ERROR_CODE);
  signals[KEYRING_ANSWERED] =
    g_signal_new ("keyring-answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEY_CHANGED] =
    g_signal_new ("key-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_CREDENTIALS);
}

static void
inlet_vault_init (InletVault *self)
{
}

InletVault *
inlet_vault_new (InletDatabase *database,
                 InletKeyring  *keyring)
{
  InletVault *self = NULL;

  g_return_val_if_fail (INLET_IS_DATABASE (database), NULL);
  g_return_val_if_fail (INLET_IS_KEYRING (keyring), NULL);

  self = g_object_new (INLET_TYPE_VAULT, NULL);
  self->database = g_object_ref (database);
  self->keyring = g_object_ref (keyring);
  self->accounts = inlet_profiles_new (database, INLET_PROFILE_ACCOUNT);
  self->credentials = inlet_profiles_new (database, INLET_PROFILE_CREDENTIALS);
  return self;
}

InletProfiles *
inlet_vault_get_profiles (InletVault       *self,
                          InletProfileKind  kind)
{
  g_return_val_if_fail (INLET_IS_VAULT (self), NULL);

  return kind == INLET_PROFILE_ACCOUNT ? self->accounts : self->credentials;
}

InletKeyring *
inlet_vault_get_keyring (InletVault *self)
{
  g_return_val_if_fail (INLET_IS_VAULT (self), NULL);

  return self->keyring;
}

void
inlet_vault_keep_for_session (InletVault *self)
{
  g_return_if_fail (INLET_IS_VAULT (self));

  if (!inlet_keyring_is_lasting (self->keyring))
    return;

  g_object_unref (self->keyring);
  self->keyring = inlet_session_keyring_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEYRING]);
}

void
inlet_vault_save_async (InletVault          *self,
                        InletProfile        *profile,
                        InletSecrets        *secrets,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (INLET_IS_VAULT (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (secrets != NULL);

  inlet_vault_change_async (self, profile, secrets, FALSE, cancellable, callback, user_data);
}

gboolean
inlet_vault_save_finish (InletVault    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return inlet_vault_change_finish (self, result, error);
}

void
inlet_vault_remove_async (InletVault          *self,
                          InletProfile        *profile,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_VAULT (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_vault_remove_async);
  g_task_set_task_data (task, g_object_ref (profile), g_object_unref);
  inlet_keyring_clear_async (self->keyring, profile, cancellable, on_cleared, task);
}

gboolean
inlet_vault_remove_finish (InletVault    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
inlet_vault_lookup_async (InletVault          *self,
                          InletProfile        *profile,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_VAULT (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_vault_lookup_async);
  g_task_set_task_data (task, g_object_ref (profile), g_object_unref);
  inlet_keyring_lookup_async (self->keyring, profile, cancellable, on_looked_up, task);
}

InletSecrets *
inlet_vault_lookup_finish (InletVault    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_vault_update_async (InletVault          *self,
                          InletProfile        *profile,
                          InletSecrets        *secrets,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (INLET_IS_VAULT (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (secrets != NULL);

  inlet_vault_change_async (self, profile, secrets, TRUE, cancellable, callback, user_data);
}

gboolean
inlet_vault_update_finish (InletVault    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return inlet_vault_change_finish (self, result, error);
}

InletDatabase *
inlet_vault_get_database (InletVault *self)
{
  return self->database;
}

void
inlet_vault_note_keyring (InletVault   *self,
                          const GError *error)
{
  if (error == NULL || g_error_matches (error, INLET_ERROR, INLET_ERROR_NO_SECRET))
    g_signal_emit (self, signals[KEYRING_ANSWERED], 0);
  else if (g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED) ||
           g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING))
    g_signal_emit (self, signals[KEYRING_FAILED], 0, error->code);
}

void
inlet_vault_tell_new_key (InletVault   *self,
                          InletProfile *profile)
{
  g_signal_emit (self, signals[KEY_CHANGED], 0, profile);
}
