/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import.h"

#include "inlet-error.h"

#include <string.h>

struct _InletImport
{
  GObject           parent_instance;

  InletVault       *vault;  /* (owned) */
  InletImportFormat format;
  GPtrArray        *items;  /* (owned): of InletImportItem */
  gboolean          has_secret;
};

/* On its way from one item to the next. */
typedef struct
{
  guint   next;
  GError *failure;  /* (owned) (nullable): the first */
} Walk;

static GType
inlet_import_get_item_type (GListModel *model)
{
  return INLET_TYPE_IMPORT_ITEM;
}

static guint
inlet_import_get_n_items (GListModel *model)
{
  return INLET_IMPORT (model)->items->len;
}

static gpointer
inlet_import_get_item (GListModel *model,
                       guint       position)
{
  GPtrArray *items = INLET_IMPORT (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
inlet_import_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_import_get_item_type;
  iface->get_n_items = inlet_import_get_n_items;
  iface->get_item = inlet_import_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletImport, inlet_import, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inlet_import_list_model_init))

static void
walk_free (Walk *walk)
{
  g_clear_error (&walk->failure);
  g_free (walk);
}

static GTask *
start_walk (InletImport         *self,
            gpointer             source_tag,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  /* What was stored was stored. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Walk, 1), (GDestroyNotify) walk_free);
  return task;
}

static const char *
get_text (InletFound *found,
          InletField  field)
{
  return inlet_form_get_text (inlet_found_get_form (found), field);
}

static gboolean
is_temporary (const char *access_key_id)
{
  return g_str_has_prefix (access_key_id, "ASIA");
}

/* The same access by the same way to sign in: a pasted token is not to take the place of a client
 * secret. */
static gboolean
is_same_account (InletAccount *account,
                 InletFound   *found)
{
  return g_str_equal (inlet_account_get_org_id (account), get_text (found, INLET_FIELD_ORG_ID)) &&
         g_str_equal (inlet_account_get_api_key (account), get_text (found, INLET_FIELD_API_KEY)) &&
         inlet_account_get_sign_in_kind (account) ==
         inlet_form_get_sign_in_kind (inlet_found_get_form (found));
}

/* The same key for another bucket is something else. So is another key, but temporary ones are
 * renewed under their name. */
static gboolean
is_same_credentials (InletCredentials *credentials,
                     InletFound       *found)
{
  const char *key = inlet_credentials_get_access_key_id (credentials);
  const char *bucket = inlet_credentials_get_bucket (credentials);
  const char *found_key = get_text (found, INLET_FIELD_ACCESS_KEY_ID);

  if (inlet_found_has (found, INLET_FIELD_BUCKET) && *bucket != '\0' &&
      !g_str_equal (bucket, get_text (found, INLET_FIELD_BUCKET)))
    return FALSE;

  return g_str_equal (key, found_key) ||
         (is_temporary (key) && is_temporary (found_key) &&
          g_str_equal (inlet_profile_get_name (INLET_PROFILE (credentials)),
                       inlet_found_get_name (found)));
}

static gboolean
is_same (InletProfile *profile,
         InletFound   *found)
{
  return INLET_IS_ACCOUNT (profile) ? is_same_account (INLET_ACCOUNT (profile), found)
                                    : is_same_credentials (INLET_CREDENTIALS (profile), found);
}

/* (transfer full) (nullable): what is kept of it; of several, that of the same name. */
static InletProfile *
find_like (InletProfiles *profiles,
           InletFound    *found)
{
  g_autoptr (InletProfile) like = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++) {
    g_autoptr (InletProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

    if (is_same (profile, found) &&
        (like == NULL || g_str_equal (inlet_profile_get_name (profile),
                                      inlet_found_get_name (found))))
      g_set_object (&like, profile);
  }

  return g_steal_pointer (&like);
}

/* A name that neither what is kept has nor, by @taken, what is to be. (transfer full) */
static char *
find_free_name (InletProfiles *profiles,
                GHashTable    *taken,
                const char    *name)
{
  char *other = g_strdup (name);

  for (guint i = 2; g_hash_table_contains (taken, other) ||
       inlet_profiles_find_by_name (profiles, other) != NULL; i++) {
    g_free (other);
    other = g_strdup_printf ("%s (%u)", name, i);
  }

  g_hash_table_add (taken, g_strdup (other));
  return other;
}

static void
compare_item (InletImport     *self,
              InletImportItem *item,
              GHashTable     **taken)
{
  InletProfileKind kind = inlet_import_item_get_kind (item);
  InletFound *found = inlet_import_item_get_found (item);
  InletProfiles *profiles = inlet_vault_get_profiles (self->vault, kind);
  g_autoptr (InletProfile) like = NULL;
  g_autofree char *name = NULL;

  if (inlet_import_item_get_state (item) == INLET_IMPORT_UNUSABLE)
    return;

  like = find_like (profiles, found);
  if (like == NULL)
    name = find_free_name (profiles, taken[kind], inlet_found_get_name (found));
  inlet_import_item_compare (item, like, name);
}

static void on_looked_up (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data);

/* Asks for the secrets of the next that may be the same. */
static void
look_up_next (GTask *task)
{
  InletImport *self = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);

  while (walk->next < self->items->len &&
         !inlet_import_item_needs_secrets (self->items->pdata[walk->next]))
    walk->next++;

  if (walk->next == self->items->len)
    g_task_return_boolean (task, TRUE);
  else
    inlet_vault_lookup_async (self->vault,
                              inlet_import_item_get_profile (self->items->pdata[walk->next]),
                              g_task_get_cancellable (task), on_looked_up, g_object_ref (task));
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletSecrets) stored = NULL;
  g_autoptr (GError) error = NULL;
  InletImport *self = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);

  stored = inlet_vault_lookup_finish (INLET_VAULT (source), result, &error);
  if (stored == NULL && !g_error_matches (error, INLET_ERROR, INLET_ERROR_NO_SECRET)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  inlet_import_item_take_secrets (self->items->pdata[walk->next++], stored);
  look_up_next (task);
}

/* Whether the next one would fail in the same way. */
static gboolean
is_of_all (const GError *error)
{
  return g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED) ||
         g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
fail_item (Walk            *walk,
           InletImportItem *item,
           const GError    *error)
{
  inlet_import_item_conclude (item, error);
  if (walk->failure == NULL)
    walk->failure = g_error_copy (error);
}

static gboolean
refuse_foreign (Walk            *walk,
                InletImportItem *item)
{
  g_autofree char *foreign = inlet_import_item_dup_foreign (item);
  g_autoptr (GError) error = NULL;

  if (foreign == NULL)
    return FALSE;

  g_set_error_literal (&error, INLET_ERROR, INLET_ERROR_UNCONFIRMED, foreign);
  fail_item (walk, item, error);
  return TRUE;
}

static void on_stored (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data);

static void
store_next (GTask *task)
{
  InletImport *self = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (InletSecrets) secrets = NULL;
  InletImportItem *item = NULL;

  while (walk->next < self->items->len &&
         (!inlet_import_item_is_ticked (self->items->pdata[walk->next]) ||
          refuse_foreign (walk, self->items->pdata[walk->next])))
    walk->next++;

  if (walk->next == self->items->len) {
    if (walk->failure != NULL)
      g_task_return_error (task, g_steal_pointer (&walk->failure));
    else
      g_task_return_boolean (task, TRUE);
    return;
  }

  item = self->items->pdata[walk->next];
  secrets = inlet_import_item_build_secrets (item);
  inlet_vault_save_async (self->vault, inlet_import_item_get_profile (item), secrets,
                          g_task_get_cancellable (task), on_stored, g_object_ref (task));
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletImport *self = g_task_get_source_object (task);
  Walk *walk = g_task_get_task_data (task);
  InletImportItem *item = self->items->pdata[walk->next];

  if (inlet_vault_save_finish (INLET_VAULT (source), result, &error)) {
    inlet_import_item_conclude (item, NULL);
  } else if (is_of_all (error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  } else {
    fail_item (walk, item, error);
  }

  walk->next++;
  store_next (task);
}

static void
inlet_import_finalize (GObject *object)
{
  InletImport *self = INLET_IMPORT (object);

  g_clear_object (&self->vault);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (inlet_import_parent_class)->finalize (object);
}

static void
inlet_import_class_init (InletImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_import_finalize;
}

static void
inlet_import_init (InletImport *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

InletImport *
inlet_import_new (InletVault *vault,
                  const char *text,
                  gsize       length,
                  const char *file_name)
{
  InletImport *self = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (INLET_IS_VAULT (vault), NULL);
  g_return_val_if_fail (text != NULL || length == 0, NULL);

  self = g_object_new (INLET_TYPE_IMPORT, NULL);
  self->vault = g_object_ref (vault);
  found = inlet_import_text_read (text, length, file_name, &self->format);
  for (guint i = 0; i < found->len; i++) {
    InletImportItem *item = inlet_import_item_new (found->pdata[i]);
    g_autoptr (InletSecrets) secrets = inlet_import_item_build_secrets (item);

    self->has_secret |= !inlet_secrets_is_empty (secrets);
    g_ptr_array_add (self->items, item);
  }

  return self;
}

InletImportFormat
inlet_import_get_format (InletImport *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT (self), INLET_IMPORT_UNKNOWN);

  return self->format;
}

guint
inlet_import_count_ticked (InletImport *self)
{
  guint n_ticked = 0;

  g_return_val_if_fail (INLET_IS_IMPORT (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n_ticked += inlet_import_item_is_ticked (self->items->pdata[i]) ? 1 : 0;

  return n_ticked;
}

gboolean
inlet_import_has_secret (InletImport *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT (self), FALSE);

  return self->has_secret;
}

InletImportItem *
inlet_import_find_left (InletImport *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT (self), NULL);

  for (guint i = 0; i < self->items->len; i++) {
    InletImportItem *item = self->items->pdata[i];
    g_autoptr (InletSecrets) secrets = inlet_import_item_build_secrets (item);

    /* What was stored has forgotten its own. */
    if (inlet_import_item_get_state (item) != INLET_IMPORT_SAME &&
        !inlet_secrets_is_empty (secrets))
      return item;
  }

  return NULL;
}

void
inlet_import_compare_async (InletImport         *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GHashTable *taken[2];

  g_return_if_fail (INLET_IS_IMPORT (self));

  task = start_walk (self, inlet_import_compare_async, cancellable, callback, user_data);
  for (guint kind = 0; kind < G_N_ELEMENTS (taken); kind++)
    taken[kind] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->items->len; i++)
    compare_item (self, self->items->pdata[i], taken);
  for (guint kind = 0; kind < G_N_ELEMENTS (taken); kind++)
    g_hash_table_unref (taken[kind]);

  look_up_next (task);
}

gboolean
inlet_import_compare_finish (InletImport   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_import_compare_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
inlet_import_store_async (InletImport         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_IMPORT (self));

  task = start_walk (self, inlet_import_store_async, cancellable, callback, user_data);
  store_next (task);
}

gboolean
inlet_import_store_finish (InletImport   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_import_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
