/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "vault-cell.h"

#include "inlet-account.h"
#include "inlet-config.h"
#include "inlet-problem.h"
#include "inlet-system-keyring.h"
#include "storage-test.h"

#include <libsecret/secret.h>
#include <string.h>

#define PROFILE_ID "0c2f6d2c-5a0e-4a58-9d4e-6a4f3a2b1c0d"
#define OTHER_ID "0c2f6d2c-0000-4000-8000-000000000001"
#define NEW "New"

/* Below what the keyring itself waits for an answer. */
#define PATIENCE 8 /* seconds */

const char * const verb_names[VERB_LAST] = {
  [VERB_SAVE_NEW] = "save-new",
  [VERB_SAVE_EDITED] = "save-edited",
  [VERB_UPDATE] = "update",
  [VERB_LOOKUP] = "lookup",
  [VERB_REMOVE] = "remove",
};

static const char typed[] =
  "{\"client_secret\":\"p8e-typed\",\"key_id\":\"" NEW "\",\"expires_at\":0}";
static const char edited[] =
  "{\"client_secret\":\"p8e-typed\",\"key_id\":\"" NEW "\",\"expires_at\":0,"
  "\"note\":\"p8e-theirs\"}";
static const char updated[] =
  "{\"client_secret\":\"p8e-stored\",\"access_token\":\"p8e-renewed\",\"key_id\":\"" OLD "\","
  "\"expires_at\":0,\"note\":\"p8e-theirs\"}";

static GVariant *
make_attributes (const char *application,
                 const char *id)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "application", application);
  g_variant_builder_add (&builder, "{ss}", "kind", "account");
  g_variant_builder_add (&builder, "{ss}", "profile", id);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static InletProfile *
make_profile (const char *name)
{
  return g_object_new (INLET_TYPE_ACCOUNT, "id", PROFILE_ID, "name", name, "api-key", name,
                       "sign-in-kind", INLET_SIGN_IN_CLIENT_SECRET, NULL);
}

static InletProfiles *
get_profiles (VaultCell *self)
{
  return inlet_vault_get_profiles (self->vault, INLET_PROFILE_ACCOUNT);
}

static void
save_row (VaultCell *self)
{
  g_autoptr (InletProfile) profile = make_profile (OLD);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_profiles_save_async (get_profiles (self), profile, FALSE, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  inlet_profiles_save_finish (get_profiles (self), result, &error);
  g_assert_no_error (error);
}

static void
remove_row (VaultCell *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_profiles_remove_async (get_profiles (self), PROFILE_ID, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  inlet_profiles_remove_finish (get_profiles (self), result, &error);
  g_assert_no_error (error);
}

static MockItem *
add_other (VaultCell  *self,
           const char *application,
           const char *id)
{
  g_autoptr (GVariant) attributes = make_attributes (application, id);

  return mock_keyring_add (self->keyring, attributes, "Other", STORED, strlen (STORED), KNOWN_AT);
}

VaultCell *
vault_cell_new (InletDatabase *database,
                MockKeyring   *keyring,
                Verb           verb)
{
  VaultCell *self = g_new0 (VaultCell, 1);
  g_autoptr (InletKeyring) system = inlet_system_keyring_new ();

  self->database = g_object_ref (database);
  self->keyring = keyring;
  self->vault = inlet_vault_new (database, system);
  self->verb = verb;
  self->profile = make_profile (verb == VERB_SAVE_NEW || verb == VERB_SAVE_EDITED ? NEW : OLD);
  self->cancellable = g_cancellable_new ();
  self->attributes = make_attributes (APPLICATION_ID, PROFILE_ID);

  /* As in a program that has just begun. */
  secret_service_disconnect ();
  mock_keyring_revive (keyring);
  mock_keyring_clear (keyring);
  self->others[0] = add_other (self, APPLICATION_ID, OTHER_ID);
  self->others[1] = add_other (self, "org.example.Other", PROFILE_ID);
  if (verb == VERB_SAVE_NEW)
    remove_row (self);
  else
    save_row (self);
  return self;
}

static void
clear_answer (VaultCell *self)
{
  self->is_done = FALSE;
  self->is_true = FALSE;
  g_clear_pointer (&self->secrets, inlet_secrets_unref);
  g_clear_error (&self->error);
}

void
vault_cell_free (VaultCell *self)
{
  gpointer vault = self->vault;
  gpointer keyring = inlet_vault_get_keyring (self->vault);

  /* What was cancelled and is still to be answered by the keyring ends with it. */
  secret_service_disconnect ();
  if (mock_keyring_is_alive (self->keyring))
    mock_keyring_die (self->keyring);

  g_object_add_weak_pointer (vault, &vault);
  g_object_add_weak_pointer (keyring, &keyring);
  g_object_unref (self->vault);
  storage_until (vault == NULL && keyring == NULL);

  clear_answer (self);
  g_object_unref (self->profile);
  g_object_unref (self->cancellable);
  g_variant_unref (self->attributes);
  g_object_unref (self->database);
  g_free (self);
}

MockItem *
vault_cell_add_item (VaultCell  *self,
                     const void *secret,
                     gsize       length,
                     guint64     modified)
{
  return mock_keyring_add (self->keyring, self->attributes, "Theirs", secret, length, modified);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  VaultCell *self = user_data;
  InletVault *vault = INLET_VAULT (source);

  g_assert_false (self->is_done);
  self->is_done = TRUE;
  switch (self->verb) {
    case VERB_UPDATE:
      self->is_true = inlet_vault_update_finish (vault, result, &self->error);
      break;
    case VERB_LOOKUP:
      self->secrets = inlet_vault_lookup_finish (vault, result, &self->error);
      self->is_true = self->secrets != NULL;
      break;
    case VERB_REMOVE:
      self->is_true = inlet_vault_remove_finish (vault, result, &self->error);
      break;
    case VERB_SAVE_NEW:
    case VERB_SAVE_EDITED:
    case VERB_LAST:
    default:
      self->is_true = inlet_vault_save_finish (vault, result, &self->error);
  }
  g_assert_true (self->is_true == (self->error == NULL));
}

void
vault_cell_begin (VaultCell *self)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();

  clear_answer (self);
  switch (self->verb) {
    case VERB_UPDATE:
      inlet_secrets_set (secrets, INLET_SECRET_ACCESS_TOKEN, "p8e-renewed");
      inlet_vault_update_async (self->vault, self->profile, secrets, self->cancellable,
                                on_answered, self);
      break;
    case VERB_LOOKUP:
      inlet_vault_lookup_async (self->vault, self->profile, self->cancellable, on_answered, self);
      break;
    case VERB_REMOVE:
      inlet_vault_remove_async (self->vault, self->profile, self->cancellable, on_answered, self);
      break;
    case VERB_SAVE_NEW:
    case VERB_SAVE_EDITED:
    case VERB_LAST:
    default:
      inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, "p8e-typed");
      inlet_vault_save_async (self->vault, self->profile, secrets, self->cancellable, on_answered,
                              self);
  }
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
vault_cell_wait (VaultCell *self)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  guint tick = g_timeout_add (20, on_tick, NULL);

  while (!self->is_done && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return self->is_done;
}

void
vault_cell_run (VaultCell *self)
{
  vault_cell_begin (self);
  if (!vault_cell_wait (self))
    g_error ("%s has no answer", verb_names[self->verb]);
}

gboolean
mock_item_has (MockItem   *item,
               const void *secret,
               gsize       length)
{
  return item != NULL && g_bytes_get_size (item->secret) == length &&
         (length == 0 || memcmp (g_bytes_get_data (item->secret, NULL), secret, length) == 0);
}

const char *
vault_cell_get_wanted (VaultCell *self)
{
  switch (self->verb) {
    case VERB_SAVE_NEW:
      return typed;
    case VERB_SAVE_EDITED:
      return edited;
    case VERB_UPDATE:
      return updated;
    case VERB_LOOKUP:
      return STORED;
    case VERB_REMOVE:
    case VERB_LAST:
    default:
      return NULL;
  }
}

/* What the database has, not what a list shows. */
gboolean
vault_cell_has_row (VaultCell  *self,
                    const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM profiles WHERE id = '" PROFILE_ID
                                          "' AND name GLOB '%s'", name);

  return storage_read_int (self->database, sql) == 1;
}

static gboolean
has_item (VaultCell  *self,
          const char *text)
{
  MockItem *item = NULL;
  guint n = mock_keyring_match (self->keyring, self->attributes, &item);

  return text == NULL ? n == 0 : n == 1 && mock_item_has (item, text, strlen (text));
}

void
vault_cell_assert_done (VaultCell *self)
{
  g_assert_no_error (self->error);
  g_assert_true (self->is_true);
  g_assert_true (has_item (self, vault_cell_get_wanted (self)));
  if (self->verb == VERB_REMOVE)
    g_assert_false (vault_cell_has_row (self, "*"));
  else
    g_assert_true (vault_cell_has_row (self, inlet_profile_get_name (self->profile)));
  if (self->verb == VERB_LOOKUP)
    g_assert_cmpstr (inlet_secrets_get (self->secrets, INLET_SECRET_CLIENT_SECRET), ==,
                     "p8e-stored");
}

void
vault_cell_assert_untouched (VaultCell  *self,
                             const char *item)
{
  g_assert_true (has_item (self, item));
  g_assert_true (vault_cell_has_row (self, "*") == (item != NULL));
  if (item != NULL)
    g_assert_true (vault_cell_has_row (self, OLD));
}

void
vault_cell_assert_failed (VaultCell *self,
                          guint      codes)
{
  g_autoptr (InletProblem) problem = NULL;

  g_assert_nonnull (self->error);
  g_assert_true (self->error->domain == INLET_ERROR);
  g_test_message ("%s: %s", verb_names[self->verb], self->error->message);
  if ((codes & 1u << self->error->code) == 0)
    g_error ("%s: error %d: %s", verb_names[self->verb], self->error->code, self->error->message);

  problem = inlet_problem_new_from_error (self->error);
  g_assert_cmpstr (inlet_problem_get_title (problem), !=, "");
  g_assert_cmpstr (inlet_problem_get_hint (problem), !=, "");
  g_assert_null (strstr (self->error->message, "p8e-"));
}

void
vault_cell_assert_whole (VaultCell *self)
{
  gboolean has_new = has_item (self, vault_cell_get_wanted (self));
  gboolean has_old = has_item (self, self->verb == VERB_SAVE_NEW ? NULL : STORED);

  g_assert_true (has_new || has_old);
  switch (self->verb) {
    case VERB_SAVE_NEW:
      /* A row has its secret. */
      g_assert_true (has_new || !vault_cell_has_row (self, "*"));
      g_assert_true (self->is_true || !vault_cell_has_row (self, "*"));
      break;
    case VERB_SAVE_EDITED:
      g_assert_true (vault_cell_has_row (self, OLD) || vault_cell_has_row (self, NEW));
      g_assert_true (has_new || vault_cell_has_row (self, OLD));
      break;
    case VERB_REMOVE:
      /* A secret has its row. */
      g_assert_true (has_new || vault_cell_has_row (self, OLD));
      break;
    case VERB_UPDATE:
    case VERB_LOOKUP:
    case VERB_LAST:
    default:
      g_assert_true (vault_cell_has_row (self, OLD));
  }
}

void
vault_cell_assert_others (VaultCell *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->others); i++) {
    g_assert_true (mock_keyring_has (self->keyring, self->others[i]));
    g_assert_true (mock_item_has (self->others[i], STORED, strlen (STORED)));
    g_assert_cmpstr (self->others[i]->label, ==, "Other");
    g_assert_cmpuint (self->others[i]->modified, ==, KNOWN_AT);
  }
}
