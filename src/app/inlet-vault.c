/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-vault.h"

#include "inlet-edit-due.h"
#include "inlet-error.h"
#include "inlet-session-keyring.h"
#include "inlet-vault-merge.h"

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

/* What a save or an update is about, on its way from keyring to database. */
typedef struct
{
  gboolean      is_update;  /* of secrets only */
  gboolean      is_new_key; /* of credentials that were there before */
  InletProfile *profile;    /* (owned) */
  InletSecrets *secrets;    /* (owned): typed, then merged with what the keyring has */
  GError       *failure;    /* (owned) (nullable): why a new profile is being undone */
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->profile);
  g_clear_pointer (&change->secrets, inlet_secrets_unref);
  g_clear_error (&change->failure);
  g_free (change);
}

static GTask *
start_change (InletVault          *self,
              InletProfile        *profile,
              InletSecrets        *secrets,
              gboolean             is_update,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->is_update = is_update;
  change->profile = g_object_ref (profile);
  change->secrets = inlet_secrets_copy (secrets);
  g_task_set_source_tag (task, start_change);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  return task;
}

/* Tells the window how the keyring is, whoever asked it. */
static void
note_keyring (InletVault   *self,
              const GError *error)
{
  if (error == NULL || g_error_matches (error, INLET_ERROR, INLET_ERROR_NO_SECRET))
    g_signal_emit (self, signals[KEYRING_ANSWERED], 0);
  else if (g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED) ||
           g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING))
    g_signal_emit (self, signals[KEYRING_FAILED], 0, error->code);
}

/* All is written. */
static void
conclude_change (GTask *task)
{
  InletVault *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  if (change->is_new_key)
    g_signal_emit (self, signals[KEY_CHANGED], 0, change->profile);
  g_task_return_boolean (task, TRUE);
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);

  /* That undoing failed as well matters less than why it was needed. */
  inlet_keyring_clear_finish (INLET_KEYRING (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&change->failure));
}

static void
on_profile_saved (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletVault *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  InletProfiles *profiles = INLET_PROFILES (source);

  if (inlet_profiles_save_finish (profiles, result, &change->failure))
    conclude_change (task);
  else if (inlet_profiles_find_by_id (profiles, inlet_profile_get_id (change->profile)) != NULL)
    g_task_return_error (task, g_steal_pointer (&change->failure));
  else
    inlet_keyring_clear_async (self->keyring, change->profile, NULL, on_undone,
                               g_steal_pointer (&task));
}

static void
save_profile (GTask *task)
{
  InletVault *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  if (change->is_update)
    conclude_change (task);
  else
    inlet_profiles_save_async (
      inlet_vault_get_profiles (self, inlet_profile_get_kind (change->profile)), change->profile,
      g_task_get_cancellable (task), on_profile_saved, g_object_ref (task));
}

static void
on_due (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_edit_due_add_finish (INLET_DATABASE (source), result, &error))
    save_profile (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* From now on connections lack the key that the keyring has, whatever comes of the rest. */
static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletVault *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  inlet_keyring_store_finish (INLET_KEYRING (source), result, &error);
  note_keyring (self, error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (change->is_new_key)
    inlet_edit_due_add_async (self->database, inlet_profile_get_id (change->profile), on_due,
                              g_object_ref (task));
  else
    save_profile (task);
}

static void
on_known_looked_up (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletSecrets) stored = NULL;
  g_autoptr (GError) error = NULL;
  InletVault *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  stored = inlet_keyring_lookup_finish (INLET_KEYRING (source), result, &error);
  if (stored != NULL) {
    inlet_vault_merge (change->profile, change->secrets, stored, change->is_update);
  } else if (change->is_update || !g_error_matches (error, INLET_ERROR, INLET_ERROR_NO_SECRET)) {
    /* What cannot be read is never overwritten. */
    note_keyring (self, error);
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  change->is_new_key = inlet_vault_merge_is_new_key (self->credentials, change->profile,
                                                     change->secrets, stored);
  inlet_keyring_store_async (self->keyring, change->profile, change->secrets,
                             g_task_get_cancellable (task), on_stored, g_object_ref (task));
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSecrets *secrets = inlet_keyring_lookup_finish (INLET_KEYRING (source), result, &error);

  note_keyring (g_task_get_source_object (task), error);
  if (secrets != NULL)
    g_task_return_pointer (task, secrets, (GDestroyNotify) inlet_secrets_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
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

  note_keyring (self, error);
  if (!is_cleared) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  inlet_profiles_remove_async (inlet_vault_get_profiles (self, inlet_profile_get_kind (profile)),
                               inlet_profile_get_id (profile), g_task_get_cancellable (task),
                               on_profile_removed, g_object_ref (task));
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
  g_autoptr (GTask) task = NULL;
  InletProfiles *profiles = NULL;
  InletProfile *namesake = NULL;

  g_return_if_fail (INLET_IS_VAULT (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (secrets != NULL);

  task = start_change (self, profile, secrets, FALSE, cancellable, callback, user_data);
  profiles = inlet_vault_get_profiles (self, inlet_profile_get_kind (profile));
  namesake = inlet_profiles_find_by_name (profiles, inlet_profile_get_name (profile));

  /* Said before the keyring is asked, although the database would say it too. */
  if (namesake != NULL &&
      !g_str_equal (inlet_profile_get_id (namesake), inlet_profile_get_id (profile)))
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_CONFLICT,
                             "There is already a profile with this name");
  else if (inlet_profiles_find_by_id (profiles, inlet_profile_get_id (profile)) != NULL)
    inlet_keyring_lookup_async (self->keyring, profile, cancellable, on_known_looked_up,
                                g_steal_pointer (&task));
  else
    inlet_keyring_store_async (self->keyring, profile, secrets, cancellable, on_stored,
                               g_steal_pointer (&task));
}

gboolean
inlet_vault_save_finish (InletVault    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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

  inlet_keyring_lookup_async (self->keyring, profile, cancellable, on_known_looked_up,
                              start_change (self, profile, secrets, TRUE, cancellable, callback,
                                            user_data));
}

gboolean
inlet_vault_update_finish (InletVault    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
