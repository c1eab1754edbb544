/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-error.h"
#include "inlet-import-file.h"
#include "inlet-import.h"
#include "lockable-keyring.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEY    "AKIAI44QH8DHBEXAMPLE"
#define SECRET "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"
#define ORG    "1234567890ABCDEF12345678@AdobeOrg"
#define CLIENT "0123456789abcdef0123456789abcdef"

#define PROFILE(name, key, secret) \
  "[" name "]\naws_access_key_id=" key "\naws_secret_access_key=" secret "\n"
#define ACCOUNT(secret, more) \
  "{\"ORG_ID\":\"" ORG "\",\"CLIENT_ID\":\"" CLIENT "\",\"CLIENT_SECRETS\":[" secret "]" more "}"

static InletVault *
vault_of (Fixture *self)
{
  return inlet_context_get_vault (self->context);
}

static gboolean
compare (InletImport  *import,
         GError      **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_import_compare_async (import, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_import_compare_finish (import, answer, error);
}

static gboolean
store (InletImport   *import,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_import_store_async (import, cancellable, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_import_store_finish (import, answer, error);
}

/* Compared with what is kept. */
static InletImport *
import_text (Fixture    *self,
             const char *text)
{
  InletImport *import = inlet_import_new (vault_of (self), text, strlen (text), "file.txt");
  g_autoptr (GError) error = NULL;

  g_assert_true (compare (import, &error));
  g_assert_no_error (error);
  return import;
}

/* (transfer none): the list keeps it. */
static InletImportItem *
get_item (InletImport *import,
          guint        position)
{
  g_autoptr (InletImportItem) item = g_list_model_get_item (G_LIST_MODEL (import), position);

  g_assert_nonnull (item);
  return item;
}

static void
assert_item (InletImport      *import,
             guint             position,
             InletImportState  state,
             const char       *name,
             gboolean          is_ticked)
{
  InletImportItem *item = get_item (import, position);

  g_assert_cmpint (inlet_import_item_get_state (item), ==, state);
  g_assert_cmpstr (inlet_import_item_get_name (item), ==, name);
  g_assert_cmpint (inlet_import_item_is_ticked (item), ==, is_ticked);
}

/* (transfer none) */
static InletProfile *
find_kept (Fixture          *self,
           InletProfileKind  kind,
           const char       *name)
{
  return inlet_profiles_find_by_name (inlet_vault_get_profiles (vault_of (self), kind), name);
}

static void
assert_secret (Fixture          *self,
               InletProfileKind  kind,
               const char       *name,
               InletSecretName   secret,
               const char       *expected)
{
  InletProfile *profile = find_kept (self, kind, name);
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (GAsyncResult) answer = NULL;

  g_assert_nonnull (profile);
  inlet_vault_lookup_async (vault_of (self), profile, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  secrets = inlet_vault_lookup_finish (vault_of (self), answer, NULL);
  g_assert_nonnull (secrets);
  g_assert_cmpstr (inlet_secrets_get (secrets, secret), ==, expected);
}

static void
test_new_is_stored (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletImport) import = import_text (self, PROFILE ("one", KEY, SECRET)
                                                PROFILE ("two", "AKIAI44QH8DHBEXAMPL2", SECRET)
                                                "[three]\nsso_session=x\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (inlet_import_get_format (import), ==, INLET_IMPORT_AWS_FILE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (import)), ==, 3);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (import)) == INLET_TYPE_IMPORT_ITEM);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (import), 3));
  assert_item (import, 0, INLET_IMPORT_NEW, "one", TRUE);
  assert_item (import, 1, INLET_IMPORT_NEW, "two", TRUE);
  assert_item (import, 2, INLET_IMPORT_UNUSABLE, "three", FALSE);
  g_assert_nonnull (inlet_import_item_get_reason (get_item (import, 2)));
  g_assert_true (inlet_import_has_secret (import));

  inlet_import_item_set_is_ticked (get_item (import, 1), FALSE);
  inlet_import_item_set_is_ticked (get_item (import, 2), TRUE);
  g_assert_true (inlet_import_find_left (import) == get_item (import, 0));
  g_assert_cmpuint (inlet_import_count_ticked (import), ==, 1);
  g_assert_true (store (import, NULL, &error));
  g_assert_true (inlet_import_find_left (import) == get_item (import, 1));
  g_assert_no_error (error);

  assert_secret (self, INLET_PROFILE_CREDENTIALS, "one", INLET_SECRET_SECRET_KEY, SECRET);
  g_assert_null (find_kept (self, INLET_PROFILE_CREDENTIALS, "two"));
  g_assert_null (find_kept (self, INLET_PROFILE_CREDENTIALS, "three"));
  g_assert_cmpint (inlet_import_item_get_outcome (get_item (import, 0)), ==, INLET_IMPORT_STORED);
  g_assert_cmpint (inlet_import_item_get_outcome (get_item (import, 1)), ==, INLET_IMPORT_WAITING);
  /* Not twice. */
  g_assert_false (inlet_import_item_can_be_ticked (get_item (import, 0)));
}

static void
test_same_and_changed (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletImport) same = import_text (self, PROFILE ("default", "AKIAIOSFODNN7EXAMPLE",
                                                             "key-secret"));
  g_autoptr (InletImport) changed = import_text (self, PROFILE ("default", "AKIAIOSFODNN7EXAMPLE",
                                                                SECRET));
  g_autoptr (InletImport) after = NULL;
  g_autoptr (GError) error = NULL;

  /* Kept under another name. */
  assert_item (same, 0, INLET_IMPORT_SAME, "Bucket", FALSE);
  inlet_import_item_set_is_ticked (get_item (same, 0), TRUE);
  g_assert_false (inlet_import_item_is_ticked (get_item (same, 0)));

  assert_item (changed, 0, INLET_IMPORT_CHANGED, "Bucket", FALSE);
  g_object_set (get_item (changed, 0), "is-ticked", TRUE, NULL);
  g_assert_true (store (changed, NULL, &error));
  assert_secret (self, INLET_PROFILE_CREDENTIALS, "Bucket", INLET_SECRET_SECRET_KEY, SECRET);
  g_assert_null (find_kept (self, INLET_PROFILE_CREDENTIALS, "default"));
  g_assert_cmpstr (inlet_profile_get_id (find_kept (self, INLET_PROFILE_CREDENTIALS, "Bucket")), ==,
                   inlet_profile_get_id (INLET_PROFILE (self->credentials)));

  after = import_text (self, PROFILE ("default", "AKIAIOSFODNN7EXAMPLE", SECRET));
  assert_item (after, 0, INLET_IMPORT_SAME, "Bucket", FALSE);
}

static void
test_changed_keeps_what_the_text_lacks (Fixture       *self,
                                        gconstpointer  data)
{
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "name", "ACME", "org-id", ORG, "api-key", CLIENT,
                  "scopes", "openid,mine", "ims-url", "https://ims.example", "is-confirmed", TRUE,
                  NULL);
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_CLIENT_SECRET, "p8e-old");
  g_autoptr (InletImport) import = NULL;
  InletAccount *kept = NULL;

  save (self, INLET_PROFILE (account), secrets);
  import = import_text (self, ACCOUNT ("\"p8e-new\"", ""));
  assert_item (import, 0, INLET_IMPORT_CHANGED, "ACME", FALSE);
  inlet_import_item_set_is_ticked (get_item (import, 0), TRUE);
  g_assert_true (store (import, NULL, NULL));

  kept = INLET_ACCOUNT (find_kept (self, INLET_PROFILE_ACCOUNT, "ACME"));
  g_assert_cmpstr (inlet_account_get_scopes (kept), ==, "openid,mine");
  g_assert_cmpstr (inlet_account_get_ims_url (kept), ==, "https://ims.example");
  assert_secret (self, INLET_PROFILE_ACCOUNT, "ACME", INLET_SECRET_CLIENT_SECRET, "p8e-new");
}

static void
test_token_does_not_replace_a_secret (Fixture       *self,
                                      gconstpointer  data)
{
  g_autoptr (InletImport) first = import_text (self, ACCOUNT ("\"p8e-one\"", ""));
  g_autoptr (InletImport) import = NULL;

  g_assert_true (store (first, NULL, NULL));
  import = import_text (self, "curl https://platform.adobe.io/x -H 'x-api-key: " CLIENT "' "
                        "-H 'x-gw-ims-org-id: " ORG "' -H 'Authorization: Bearer a.b.c'");
  assert_item (import, 0, INLET_IMPORT_NEW, "file (2)", TRUE);
  g_assert_true (store (import, NULL, NULL));
  assert_secret (self, INLET_PROFILE_ACCOUNT, "file", INLET_SECRET_CLIENT_SECRET, "p8e-one");
  assert_secret (self, INLET_PROFILE_ACCOUNT, "file (2)", INLET_SECRET_ACCESS_TOKEN, "a.b.c");
}

static void
test_alternative_is_not_ticked (Fixture       *self,
                                gconstpointer  data)
{
  g_autoptr (InletImport) import = import_text (self, ACCOUNT ("\"p8e-one\",\"p8e-two\"", ""));

  assert_item (import, 0, INLET_IMPORT_NEW, "file", TRUE);
  assert_item (import, 1, INLET_IMPORT_NEW, "file (2)", FALSE);
  g_assert_true (inlet_import_item_is_alternative (get_item (import, 1)));
  g_assert_nonnull (inlet_import_item_get_notes (get_item (import, 1))[0]);
}

static void
test_names_are_free (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (InletImport) import =
    import_text (self, "User name,Access key ID,Secret access key\n"
                 "Bucket," KEY "," SECRET "\n"
                 "Bucket,AKIAI44QH8DHBEXAMPL2," SECRET "\n"
                 "Bucket (2),AKIAI44QH8DHBEXAMPL3," SECRET "\n");

  assert_item (import, 0, INLET_IMPORT_NEW, "Bucket (2)", TRUE);
  assert_item (import, 1, INLET_IMPORT_NEW, "Bucket (3)", TRUE);
  assert_item (import, 2, INLET_IMPORT_NEW, "Bucket (2) (2)", TRUE);
  g_assert_true (store (import, NULL, NULL));
  g_assert_nonnull (find_kept (self, INLET_PROFILE_CREDENTIALS, "Bucket (2) (2)"));
}

static void
test_temporary_key_is_renewed (Fixture       *self,
                               gconstpointer  data)
{
  const char *before = PROFILE ("temp", "ASIAI44QH8DHBEXAMPL1", SECRET) "aws_session_token=one\n";
  const char *later = PROFILE ("temp", "ASIAI44QH8DHBEXAMPL2", SECRET) "aws_session_token=two\n";
  g_autoptr (InletImport) first = import_text (self, before);
  g_autoptr (InletImport) import = NULL;
  InletProfile *kept = NULL;

  g_assert_true (store (first, NULL, NULL));
  import = import_text (self, later);
  assert_item (import, 0, INLET_IMPORT_CHANGED, "temp", FALSE);
  inlet_import_item_set_is_ticked (get_item (import, 0), TRUE);
  g_assert_true (store (import, NULL, NULL));

  kept = find_kept (self, INLET_PROFILE_CREDENTIALS, "temp");
  g_assert_cmpstr (inlet_credentials_get_access_key_id (INLET_CREDENTIALS (kept)), ==,
                   "ASIAI44QH8DHBEXAMPL2");
  assert_secret (self, INLET_PROFILE_CREDENTIALS, "temp", INLET_SECRET_SESSION_TOKEN, "two");
}

static void
test_another_bucket_is_another (Fixture       *self,
                                gconstpointer  data)
{
  static const char text[] =
    "curl https://platform.adobe.io/x -d '{\"name\":\"%s\",\"auth\":{\"params\":{"
    "\"s3AccessKey\":\"" KEY "\",\"s3SecretKey\":\"" SECRET "\",\"bucketName\":\"%s\"}}}'";
  g_autofree char *one = g_strdup_printf (text, "One", "first");
  g_autofree char *two = g_strdup_printf (text, "Two", "second");
  g_autoptr (InletImport) first = import_text (self, one);
  g_autoptr (InletImport) again = NULL;
  g_autoptr (InletImport) second = NULL;

  g_assert_true (store (first, NULL, NULL));
  again = import_text (self, one);
  assert_item (again, 0, INLET_IMPORT_SAME, "One", FALSE);
  second = import_text (self, two);
  assert_item (second, 0, INLET_IMPORT_NEW, "Two", TRUE);
}

static void
test_foreign_address_must_be_confirmed (Fixture       *self,
                                        gconstpointer  data)
{
  g_autoptr (InletImport) import = import_text (self, ACCOUNT ("\"p8e-one\"",
                                                               ",\"ims\":\"evil.example\""));
  InletImportItem *item = get_item (import, 0);
  g_autofree char *foreign = inlet_import_item_dup_foreign (item);
  g_autofree char *none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (foreign, ==, "https://evil.example");
  assert_item (import, 0, INLET_IMPORT_NEW, "file", FALSE);
  inlet_import_item_set_is_ticked (item, TRUE);
  g_assert_false (store (import, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_UNCONFIRMED);
  g_assert_cmpint (inlet_import_item_get_outcome (item), ==, INLET_IMPORT_FAILED);
  g_assert_error (inlet_import_item_get_error (item), INLET_ERROR, INLET_ERROR_UNCONFIRMED);
  g_assert_null (find_kept (self, INLET_PROFILE_ACCOUNT, "file"));

  inlet_import_item_confirm (item);
  none = inlet_import_item_dup_foreign (item);
  g_assert_null (none);
  g_assert_true (store (import, NULL, NULL));
  g_assert_null (inlet_import_item_get_error (item));
  assert_secret (self, INLET_PROFILE_ACCOUNT, "file", INLET_SECRET_CLIENT_SECRET, "p8e-one");
}

static void
test_facts_have_no_secret (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (InletImport) import = import_text (self, PROFILE ("one", KEY, SECRET));
  g_autoptr (InletImport) account = import_text (self, ACCOUNT ("\"p8e-one\"", ""));
  g_autofree char *facts = inlet_import_item_dup_facts (get_item (import, 0));
  g_autofree char *other = inlet_import_item_dup_facts (get_item (account, 0));

  g_assert_cmpstr (facts, ==, "Access Key ID: " KEY " · Secret Access Key: •••");
  g_assert_null (strstr (other, "p8e"));
  g_assert_nonnull (strstr (other, "Client Secret: •••"));
  g_assert_nonnull (strstr (other, ORG));
}

/* A keyring that is locked stops it; nothing is there that has no secret. */
static void
test_locked (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (InletImport) import = import_text (self, PROFILE ("one", KEY, SECRET)
                                                PROFILE ("two", "AKIAI44QH8DHBEXAMPL2", SECRET));
  g_autoptr (InletImport) same = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) unread = NULL;
  LockableKeyring *keyring = (LockableKeyring *) self->keyring;
  const char *text = PROFILE ("default", "AKIAIOSFODNN7EXAMPLE", "key-secret");
  guint n_asked;

  keyring->is_locked = TRUE;
  keyring->is_dismissed = TRUE;
  n_asked = keyring->n_asked;
  g_assert_false (store (import, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);
  /* Once, not for each. */
  g_assert_cmpuint (keyring->n_asked - n_asked, ==, 1);
  g_assert_cmpint (inlet_import_item_get_outcome (get_item (import, 0)), ==, INLET_IMPORT_WAITING);
  g_assert_cmpuint (inlet_import_count_ticked (import), ==, 2);
  g_assert_null (find_kept (self, INLET_PROFILE_CREDENTIALS, "one"));

  same = inlet_import_new (vault_of (self), text, strlen (text), NULL);
  g_assert_false (compare (same, &unread));
  g_assert_error (unread, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED);

  keyring->is_locked = FALSE;
  g_assert_true (compare (same, NULL));
  assert_item (same, 0, INLET_IMPORT_SAME, "Bucket", FALSE);
  g_assert_true (store (import, NULL, NULL));
}

/* Meanwhile somebody has taken the name: the other is stored all the same. */
static void
test_one_fails (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (InletImport) import = import_text (self, PROFILE ("one", KEY, SECRET)
                                                PROFILE ("two", "AKIAI44QH8DHBEXAMPL2", SECRET));
  g_autoptr (InletImport) faster = import_text (self, PROFILE ("one", "AKIAI44QH8DHBEXAMPL3",
                                                               SECRET));
  g_autoptr (GError) error = NULL;

  g_assert_true (store (faster, NULL, NULL));
  g_assert_false (store (import, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_CONFLICT);
  g_assert_cmpint (inlet_import_item_get_outcome (get_item (import, 0)), ==, INLET_IMPORT_FAILED);
  g_assert_cmpint (inlet_import_item_get_outcome (get_item (import, 1)), ==, INLET_IMPORT_STORED);
  g_assert_nonnull (find_kept (self, INLET_PROFILE_CREDENTIALS, "two"));
}

static InletImportFile *
load (const char    *path,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_import_file_load_async (file, cancellable, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_import_file_read_finish (answer, error);
}

static void
test_file (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->directory, "file", NULL);
  g_autofree char *large = g_strnfill (INLET_IMPORT_MOST_BYTES + 1, 'a');
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (InletImportFile) file = NULL;
  g_autoptr (InletImportFile) whole = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("abc", 3, NULL);
  g_autoptr (InletImportFile) streamed = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) too_large = NULL;
  g_autoptr (GError) stopped = NULL;

  g_assert_null (load (path, NULL, &missing));
  g_assert_error (missing, INLET_ERROR, INLET_ERROR_INVALID_INPUT);

  g_assert_true (g_file_set_contents (path, "a\0b", 3, NULL));
  file = load (path, NULL, NULL);
  g_assert_cmpmem (file->text, file->length, "a\0b", 3);

  g_assert_true (g_file_set_contents (path, large, INLET_IMPORT_MOST_BYTES, NULL));
  whole = load (path, NULL, NULL);
  g_assert_cmpuint (whole->length, ==, INLET_IMPORT_MOST_BYTES);
  g_assert_true (g_file_set_contents (path, large, INLET_IMPORT_MOST_BYTES + 1, NULL));
  g_assert_null (load (path, NULL, &too_large));
  g_assert_error (too_large, INLET_ERROR, INLET_ERROR_INVALID_INPUT);

  g_cancellable_cancel (cancelled);
  g_assert_null (load (path, cancelled, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  inlet_import_file_read_async (stream, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  streamed = inlet_import_file_read_finish (answer, NULL);
  g_assert_cmpmem (streamed->text, streamed->length, "abc", 3);
  g_unlink (path);
}

static void
test_nothing_known (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (InletImport) import = import_text (self, "Hello");

  g_assert_cmpint (inlet_import_get_format (import), ==, INLET_IMPORT_UNKNOWN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (import)), ==, 0);
  g_assert_false (inlet_import_has_secret (import));
  g_assert_null (inlet_import_find_left (import));
  g_assert_true (store (import, NULL, NULL));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->keyring = lockable_keyring_new ();
  fixture_set_up (self, data);
}

static void
add (const char *name,
     void (     *test ) (Fixture                          *self,
                         gconstpointer                     data))
{
  g_autofree char *path = g_strconcat ("/inlet/app/import/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("new-is-stored", test_new_is_stored);
  add ("same-and-changed", test_same_and_changed);
  add ("changed-keeps-what-the-text-lacks", test_changed_keeps_what_the_text_lacks);
  add ("token-does-not-replace-a-secret", test_token_does_not_replace_a_secret);
  add ("alternative-is-not-ticked", test_alternative_is_not_ticked);
  add ("names-are-free", test_names_are_free);
  add ("temporary-key-is-renewed", test_temporary_key_is_renewed);
  add ("another-bucket-is-another", test_another_bucket_is_another);
  add ("foreign-address-must-be-confirmed", test_foreign_address_must_be_confirmed);
  add ("facts-have-no-secret", test_facts_have_no_secret);
  add ("locked", test_locked);
  add ("one-fails", test_one_fails);
  add ("file", test_file);
  add ("nothing-known", test_nothing_known);

  return g_test_run ();
}
