/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-edit-due.h"
#include "inlet-error.h"
#include "inlet-system-keyring.h"

#include <string.h>

static InletSecrets *
lookup (Fixture       *self,
        InletProfile  *profile,
        GError       **error)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_vault_lookup_async (vault, profile, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_vault_lookup_finish (vault, answer, error);
}

static gboolean
try_save (Fixture       *self,
          InletProfile  *profile,
          InletSecrets  *secrets,
          GError       **error)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_vault_save_async (vault, profile, secrets, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_vault_save_finish (vault, answer, error);
}

static InletProfiles *
profiles_of (Fixture          *self,
             InletProfileKind  kind)
{
  return inlet_vault_get_profiles (inlet_context_get_vault (self->context), kind);
}

/* Another program has edited the secret and put a note beside it. */
static void
test_edited_by_another_program (Fixture       *self,
                                gconstpointer  data)
{
  const char *theirs = "{\"secret_key\":\"theirs\",\"note\":\"mine\"}";
  g_autoptr (InletSecrets) edited = inlet_secrets_new_from_json (theirs, NULL);
  g_autoptr (InletSecrets) none = inlet_secrets_new ();
  g_autoptr (InletSecrets) stored = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  inlet_autosecret char *json = NULL;

  inlet_keyring_store_async (self->keyring, INLET_PROFILE (self->credentials), edited, NULL,
                             on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_keyring_store_finish (self->keyring, answer, NULL));

  save (self, INLET_PROFILE (self->credentials), none);
  stored = lookup (self, INLET_PROFILE (self->credentials), NULL);
  json = inlet_secrets_to_json (stored);
  g_assert_cmpstr (inlet_secrets_get (stored, INLET_SECRET_SECRET_KEY), ==, "theirs");
  g_assert_nonnull (strstr (json, "\"note\":\"mine\""));
}

static void
test_renamed_keeps_secret (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (InletSecrets) none = inlet_secrets_new ();
  g_autoptr (InletSecrets) stored = NULL;
  g_autoptr (InletCredentials) renamed =
    g_object_new (INLET_TYPE_CREDENTIALS,
                  "id", inlet_profile_get_id (INLET_PROFILE (self->credentials)),
                  "name", "Renamed", "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);

  save (self, INLET_PROFILE (renamed), none);
  stored = lookup (self, INLET_PROFILE (renamed), NULL);
  g_assert_cmpstr (inlet_secrets_get (stored, INLET_SECRET_SECRET_KEY), ==, "key-secret");
  g_assert_nonnull (inlet_profiles_find_by_name (profiles_of (self, INLET_PROFILE_CREDENTIALS),
                                                 "Renamed"));
  g_assert_null (inlet_profiles_find_by_name (profiles_of (self, INLET_PROFILE_CREDENTIALS),
                                              "Bucket"));
}

static void
test_edited_drops_old_token (Fixture       *self,
                             gconstpointer  data)
{
  g_autoptr (InletSecrets) typed = secrets_with (INLET_SECRET_CLIENT_SECRET, "newer");
  g_autoptr (InletSecrets) token = secrets_with (INLET_SECRET_ACCESS_TOKEN, "older");
  g_autoptr (InletSecrets) stored = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  InletVault *vault = inlet_context_get_vault (self->context);

  inlet_vault_update_async (vault, INLET_PROFILE (self->account), token, NULL, on_answered,
                            &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_vault_update_finish (vault, answer, NULL));

  save (self, INLET_PROFILE (self->account), typed);
  stored = lookup (self, INLET_PROFILE (self->account), NULL);
  g_assert_cmpstr (inlet_secrets_get (stored, INLET_SECRET_CLIENT_SECRET), ==, "newer");
  g_assert_null (inlet_secrets_get (stored, INLET_SECRET_ACCESS_TOKEN));
}

static void
test_name_is_taken (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_SECRET_KEY, "second");
  g_autoptr (InletCredentials) second =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "0a1b2c3d-0000-4000-8000-000000000004",
                  "name", "Bucket", "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_false (try_save (self, INLET_PROFILE (second), secrets, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_CONFLICT);
  g_assert_null (lookup (self, INLET_PROFILE (second), &missing));
  g_assert_error (missing, INLET_ERROR, INLET_ERROR_NO_SECRET);
}

static void
test_removed_with_secret (Fixture       *self,
                          gconstpointer  data)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_vault_remove_async (vault, INLET_PROFILE (self->credentials), NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_vault_remove_finish (vault, answer, &error));
  g_assert_no_error (error);
  g_assert_null (lookup (self, INLET_PROFILE (self->credentials), &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (profiles_of (self, INLET_PROFILE_CREDENTIALS))), ==, 0);
}

static void
on_keyring_failed (InletVault     *vault,
                   InletErrorCode  code,
                   gpointer        user_data)
{
  *(InletErrorCode *) user_data = code;
}

/* A keyring that nobody runs is asked, then secrets are kept for the session. */
static void
test_kept_for_session (void)
{
  g_autofree char *directory = g_dir_make_tmp ("inlet-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "inlet.db", NULL);
  g_autoptr (InletKeyring) keyring = inlet_system_keyring_new ();
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_SECRET_KEY, "kept");
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "0a1b2c3d-0000-4000-8000-000000000005",
                  "name", "Bucket", "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  Fixture self = { NULL };
  InletErrorCode failed = INLET_ERROR_FAILED;
  InletVault *vault = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  self.context = inlet_context_new (path, keyring);
  vault = inlet_context_get_vault (self.context);
  g_signal_connect (vault, "keyring-failed", G_CALLBACK (on_keyring_failed), &failed);
  inlet_context_open_async (self.context, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_context_open_finish (self.context, answer, NULL));
  g_clear_object (&answer);

  g_assert_true (inlet_keyring_is_lasting (inlet_vault_get_keyring (vault)));
  g_assert_false (try_save (&self, INLET_PROFILE (credentials), secrets, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);
  g_assert_cmpint (failed, ==, INLET_ERROR_KEYRING_MISSING);

  inlet_vault_keep_for_session (vault);
  g_assert_false (inlet_keyring_is_lasting (inlet_vault_get_keyring (vault)));
  save (&self, INLET_PROFILE (credentials), secrets);
  g_object_add_weak_pointer (G_OBJECT (self.context), (gpointer *) &self.context);
  g_object_unref (self.context);
  wait_until (self.context == NULL);
  remove_directory (directory);
}

static void
on_key_changed (InletVault       *vault,
                InletCredentials *credentials,
                GPtrArray        *changed)
{
  g_ptr_array_add (changed, g_object_ref (credentials));
}

/* As the fixture's, with another @access_key_id and @name. */
static InletProfile *
edit (Fixture    *self,
      const char *name,
      const char *access_key_id)
{
  return g_object_new (INLET_TYPE_CREDENTIALS,
                       "id", inlet_profile_get_id (INLET_PROFILE (self->credentials)),
                       "name", name, "access-key-id", access_key_id, NULL);
}

/* How many connections lack the key. */
static guint
count_due (Fixture *self)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) due = NULL;
  InletDatabase *database = inlet_context_get_database (self->context);

  inlet_edit_due_list_async (database, NULL, FALSE, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  due = inlet_edit_due_list_finish (database, answer, NULL);
  g_assert_nonnull (due);
  return due->len;
}

static void
create_connection (Fixture *self)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) operation = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_create_run_async (operation, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (operation, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
}

static void
test_new_key_is_told (Fixture       *self,
                      gconstpointer  data)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InletSecrets) none = inlet_secrets_new ();
  g_autoptr (InletSecrets) same = secrets_with (INLET_SECRET_SECRET_KEY, "key-secret");
  g_autoptr (InletSecrets) other = secrets_with (INLET_SECRET_SECRET_KEY, "other-secret");
  g_autoptr (InletSecrets) token = secrets_with (INLET_SECRET_CLIENT_SECRET, "newer");
  g_autoptr (InletProfile) renamed = edit (self, "Renamed", "AKIAIOSFODNN7EXAMPLE");
  g_autoptr (InletProfile) rotated = edit (self, "Renamed", "AKIAIOSFODNN7ROTATED");

  g_signal_connect (vault, "key-changed", G_CALLBACK (on_key_changed), changed);
  create_connection (self);

  save (self, renamed, none);
  save (self, renamed, same);
  save (self, INLET_PROFILE (self->account), token);
  g_assert_cmpuint (changed->len, ==, 0);
  g_assert_cmpuint (count_due (self), ==, 0);

  save (self, renamed, other);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_true (changed->pdata[0] == renamed);
  g_assert_cmpuint (count_due (self), ==, 1);

  save (self, rotated, none);
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_true (changed->pdata[1] == rotated);
  g_assert_cmpuint (count_due (self), ==, 1);
}

/* Temporary credentials are renewed in place: only what is secret is another. */
static void
test_new_session_token_is_told (Fixture       *self,
                                gconstpointer  data)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InletSecrets) session = secrets_with (INLET_SECRET_SESSION_TOKEN, "session");
  g_autoptr (GAsyncResult) answer = NULL;

  g_signal_connect (vault, "key-changed", G_CALLBACK (on_key_changed), changed);
  create_connection (self);
  inlet_vault_update_async (vault, INLET_PROFILE (self->credentials), session, NULL, on_answered,
                            &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_vault_update_finish (vault, answer, NULL));
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpuint (count_due (self), ==, 1);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/vault/", name, NULL);

  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("edited-by-another-program", test_edited_by_another_program);
  add ("renamed-keeps-secret", test_renamed_keeps_secret);
  add ("edited-drops-old-token", test_edited_drops_old_token);
  add ("name-is-taken", test_name_is_taken);
  add ("removed-with-secret", test_removed_with_secret);
  add ("new-key-is-told", test_new_key_is_told);
  add ("new-session-token-is-told", test_new_session_token_is_told);
  g_test_add_func ("/inlet/app/vault/kept-for-session", test_kept_for_session);

  return g_test_run ();
}
