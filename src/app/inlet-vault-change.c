/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-vault-change.h"

#include "inlet-edit-due.h"
#include "inlet-error.h"
#include "inlet-vault-merge.h"
#include "inlet-vault-private.h"

/* What a save or an update is about. */
typedef struct
{
  gboolean      is_update;  /* of secrets only */
  gboolean      is_new_key; /* of credentials that were there before */
  InletKeyring *keyring;    /* (owned): the one that was in use at the beginning */
  InletProfile *profile;    /* (owned) */
  InletProfile *known;      /* (owned) (nullable): as it was */
  InletSecrets *secrets;    /* (owned): typed, then merged with what the keyring has */
  InletSecrets *stored;     /* (owned) (nullable): what the keyring had */
  GError       *failure;    /* (owned) (nullable): why it is being undone */
} Change;

static void
change_free (Change *change)
{
  g_clear_object (&change->keyring);
  g_clear_object (&change->profile);
  g_clear_object (&change->known);
  g_clear_pointer (&change->secrets, inlet_secrets_unref);
  g_clear_pointer (&change->stored, inlet_secrets_unref);
  g_clear_error (&change->failure);
  g_free (change);
}

static Change *
change_new (InletVault   *self,
            InletProfile *profile,
            InletSecrets *secrets,
            gboolean      is_update)
{
  Change *change = g_new0 (Change, 1);
  InletProfiles *profiles =
    inlet_vault_get_profiles (self, inlet_profile_get_kind (profile));

  change->is_update = is_update;
  change->keyring = g_object_ref (inlet_vault_get_keyring (self));
  change->profile = g_object_ref (profile);
  g_set_object (&change->known,
                inlet_profiles_find_by_id (profiles, inlet_profile_get_id (profile)));
  change->secrets = inlet_secrets_copy (secrets);
  inlet_secrets_set_key_id (change->secrets, inlet_vault_merge_get_key_id (profile));
  return change;
}

/* That undoing failed as well matters less than why it was needed. */
static void
on_put_back (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);

  inlet_keyring_store_finish (INLET_KEYRING (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&change->failure));
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);

  inlet_keyring_clear_finish (INLET_KEYRING (source), result, NULL);
  g_task_return_error (task, g_steal_pointer (&change->failure));
}

static void
undo (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  if (change->stored != NULL)
    inlet_keyring_store_async (change->keyring,
                               change->known != NULL ? change->known : change->profile,
                               change->stored, NULL, on_put_back, g_object_ref (task));
  else
    inlet_keyring_clear_async (change->keyring, change->profile, NULL, on_cleared,
                               g_object_ref (task));
}

/* All is written. */
static void
conclude (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  if (change->is_new_key)
    inlet_vault_tell_new_key (g_task_get_source_object (task), change->profile);
  g_task_return_boolean (task, TRUE);
}

static void
on_due (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);

  if (inlet_edit_due_add_finish (INLET_DATABASE (source), result, &change->failure))
    conclude (task);
  else
    undo (task);
}

static void
on_profile_saved (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);

  if (inlet_profiles_save_finish (INLET_PROFILES (source), result, &change->failure))
    conclude (task);
  else
    undo (task);
}

/* The connections that lack the new key are written with it. Nothing of it can be cancelled: the
 * secret that the keyring had before is there no more. */
static void
write_database (GTask *task)
{
  InletVault *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  if (!change->is_update)
    inlet_profiles_save_async (
      inlet_vault_get_profiles (self, inlet_profile_get_kind (change->profile)), change->profile,
      change->is_new_key, NULL, on_profile_saved, g_object_ref (task));
  else if (change->is_new_key)
    inlet_edit_due_add_async (inlet_vault_get_database (self),
                              inlet_profile_get_id (change->profile), on_due, g_object_ref (task));
  else
    conclude (task);
}

/* When it failed the keyring may have them all the same: nobody knows, and nobody needs to. */
static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  inlet_keyring_store_finish (INLET_KEYRING (source), result, &error);
  /* From here on what counts is what was done, not what was wished for meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  inlet_vault_note_keyring (g_task_get_source_object (task), error);
  if (error == NULL)
    write_database (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
store (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  inlet_keyring_store_async (change->keyring, change->profile, change->secrets,
                             g_task_get_cancellable (task), on_stored, g_object_ref (task));
}

/* Whether what is stored leaves a way for the change; %NULL is nothing stored. What cannot be read
 * is never overwritten, and what was fetched for one ID is not kept for another. */
static gboolean
may_store (Change  *change,
           GError **error)
{
  if (!change->is_update)
    return change->stored != NULL || g_error_matches (*error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  if (change->stored == NULL)
    return FALSE;
  if (inlet_vault_merge_is_pair (change->profile, change->stored))
    return TRUE;

  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_NO_SECRET,
                       "The keyring has the secret of another ID");
  return FALSE;
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletVault *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  change->stored = inlet_keyring_lookup_finish (INLET_KEYRING (source), result, &error);
  if (!may_store (change, &error)) {
    inlet_vault_note_keyring (self, error);
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  if (change->stored != NULL)
    inlet_vault_merge (change->profile, change->known != NULL ? change->known : change->profile,
                       change->secrets, change->stored, change->is_update);
  change->is_new_key =
    inlet_vault_merge_is_new_key (inlet_vault_get_profiles (self, INLET_PROFILE_CREDENTIALS),
                                  change->profile, change->secrets, change->stored);
  store (task);
}

/* Said before the keyring is asked, although the database would say it too. */
static gboolean
is_name_taken (InletVault   *self,
               InletProfile *profile)
{
  InletProfile *namesake =
    inlet_profiles_find_by_name (inlet_vault_get_profiles (self, inlet_profile_get_kind (profile)),
                                 inlet_profile_get_name (profile));

  return namesake != NULL &&
         !g_str_equal (inlet_profile_get_id (namesake), inlet_profile_get_id (profile));
}

void
inlet_vault_change_async (InletVault          *self,
                          InletProfile        *profile,
                          InletSecrets        *secrets,
                          gboolean             is_update,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Change *change = change_new (self, profile, secrets, is_update);

  g_task_set_source_tag (task, inlet_vault_change_async);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);

  if (!is_update && is_name_taken (self, profile))
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_CONFLICT,
                             "There is already a profile with this name");
  else if (is_update || change->known != NULL)
    inlet_keyring_lookup_async (change->keyring, profile, cancellable, on_looked_up,
                                g_object_ref (task));
  else
    store (task);
}

gboolean
inlet_vault_change_finish (InletVault    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
