/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An ID in the database and a secret in the keyring, changed together, while either fails: a real
 * keyring daemon and database file, in a desktop whose bus starts no keyring. */

#include "faulty-vfs.h"
#include "keyring-answer.h"
#include "keyring-daemon.h"
#include "storage-test.h"

#include "inlet-account.h"
#include "inlet-credentials.h"
#include "inlet-error.h"
#include "inlet-system-keyring.h"
#include "inlet-vault.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define ID "0c2f6d2c-5a0e-4a58-9d4e-6a4f3a2b1c0d"
#define CRASH "--crash"

typedef struct
{
  InletProfileKind  kind;
  KeyringDaemon    *daemon;
  char             *path;
  InletDatabase    *database;
  InletKeyring     *keyring;
  InletVault       *vault;
  GCancellable     *cancellable;
  InletProfile     *old;
  InletProfile     *changed;
} Fixture;

static InletProfile *
make_profile (InletProfileKind  kind,
              const char       *name,
              const char       *key_id)
{
  if (kind == INLET_PROFILE_ACCOUNT)
    return g_object_new (INLET_TYPE_ACCOUNT, "id", ID, "name", name, "api-key", key_id,
                         "sign-in-kind", INLET_SIGN_IN_CLIENT_SECRET, NULL);

  return g_object_new (INLET_TYPE_CREDENTIALS, "id", ID, "name", name, "access-key-id", key_id,
                       NULL);
}

static InletSecretName
secret_of (InletProfileKind kind)
{
  return kind == INLET_PROFILE_ACCOUNT ? INLET_SECRET_CLIENT_SECRET : INLET_SECRET_SECRET_KEY;
}

static InletSecrets *
type_secret (InletProfileKind  kind,
             const char       *value)
{
  InletSecrets *secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, secret_of (kind), value);
  return secrets;
}

/* @secret: %NULL leaves it as it is. */
static gboolean
save (Fixture       *self,
      InletProfile  *profile,
      const char    *secret,
      GError       **error)
{
  g_autoptr (InletSecrets) secrets = type_secret (self->kind, secret);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_vault_save_async (self->vault, profile, secrets, self->cancellable, storage_on_ready,
                          &result);
  storage_until (result != NULL);
  return inlet_vault_save_finish (self->vault, result, error);
}

/* What would be sent with @profile; %NULL for nothing. */
static char *
dup_sent (Fixture      *self,
          InletProfile *profile)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets = NULL;

  inlet_vault_lookup_async (self->vault, profile, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  secrets = inlet_vault_lookup_finish (self->vault, result, &error);
  if (secrets != NULL)
    return g_strdup (inlet_secrets_get (secrets, secret_of (self->kind)));

  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  return NULL;
}

static void
assert_sent (Fixture      *self,
             InletProfile *profile,
             const char   *secret)
{
  g_autofree char *sent = dup_sent (self, profile);

  g_assert_cmpstr (sent, ==, secret);
}

static char *
dup_item (Fixture *self)
{
  g_autoptr (InletSecrets) secrets = lookup (self->keyring, self->old, NULL);

  return secrets != NULL ? inlet_secrets_to_json (secrets) : NULL;
}

static gboolean
has_row (Fixture      *self,
         InletProfile *profile)
{
  g_autofree char *fields = inlet_profile_to_json (profile);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM profiles WHERE id = '" ID "'"
                                          " AND name = '%s' AND fields = '%s'",
                                          inlet_profile_get_name (profile), fields);

  return storage_read_int (self->database, sql) == 1;
}

static gint64
count_due (Fixture *self)
{
  return storage_read_int (self->database, "SELECT count (*) FROM connection_edits");
}

/* All is as if nobody had touched it. */
static void
assert_untouched (Fixture    *self,
                  const char *item)
{
  inlet_autosecret char *now = dup_item (self);

  g_assert_true (g_strcmp0 (now, item) == 0);
  g_assert_true (has_row (self, self->old));
  g_assert_cmpint (count_due (self), ==, 0);
  assert_sent (self, self->old, "old-secret");
}

static void
open_vault (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  InletProfiles *profiles = NULL;

  self->database = storage_open (self->path);
  self->keyring = inlet_system_keyring_new ();
  self->vault = inlet_vault_new (self->database, self->keyring);
  self->cancellable = g_cancellable_new ();
  profiles = inlet_vault_get_profiles (self->vault, self->kind);
  inlet_profiles_load_async (profiles, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_profiles_load_finish (profiles, result, NULL));
}

static void
close_vault (Fixture *self)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->vault);
  g_clear_object (&self->keyring);
  storage_close (g_steal_pointer (&self->database));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->kind = GPOINTER_TO_INT (data);
  self->daemon = keyring_daemon_new ();
  keyring_daemon_start (self->daemon, TRUE);
  self->path = storage_make_path ();
  self->old = make_profile (self->kind, "Old", "old-id");
  self->changed = make_profile (self->kind, "New", "new-id");
  open_vault (self);
  g_assert_true (save (self, self->old, "old-secret", &error));
  g_assert_no_error (error);
  storage_add_rows (self->database, "Row", 3);
  storage_execute (self->database, "UPDATE connections SET credentials_id = '" ID "'");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_vault (self);
  storage_remove (self->path);
  keyring_daemon_free (self->daemon);
  g_object_unref (self->old);
  g_object_unref (self->changed);
  g_free (self->path);
}

static void
test_changed (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (self, self->changed, "new-secret", &error));
  g_assert_no_error (error);
  g_assert_true (has_row (self, self->changed));
  assert_sent (self, self->changed, "new-secret");
  g_assert_cmpint (count_due (self), ==, self->kind == INLET_PROFILE_CREDENTIALS ? 3 : 0);

  /* Who has read the database before and the keyring after. */
  assert_sent (self, self->old, NULL);
}

/* Whether there was such a write. */
static gboolean
try_full_disk (Fixture  *self,
               int       n,
               gboolean  is_lasting)
{
  inlet_autosecret char *item = dup_item (self);
  g_autoptr (GError) error = NULL;
  gboolean is_met = FALSE;

  faulty_vfs_arm (FAULTY_VFS_CHANGE, SQLITE_FULL, n, is_lasting);
  save (self, self->changed, "new-secret", &error);
  is_met = faulty_vfs_disarm ();
  g_test_message ("write %d: %s", n, error != NULL ? error->message : "done");
  if (error == NULL)
    return is_met;

  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_FULL);
  assert_untouched (self, item);
  return is_met;
}

static void
test_disk_is_full (Fixture       *self,
                   gconstpointer  data)
{
  int n_refused = 0;
  g_autoptr (GError) error = NULL;

  for (int n = 1; try_full_disk (self, n, TRUE); n++)
    if (has_row (self, self->old))
      n_refused++;
  g_assert_cmpint (n_refused, >, 0);

  /* With room on the disk. */
  g_assert_true (save (self, self->changed, "new-secret", &error));
  g_assert_no_error (error);
  assert_sent (self, self->changed, "new-secret");
}

/* The item says what it is called, too. */
static void
test_label_is_put_back (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *found = NULL;

  try_full_disk (self, 1, TRUE);
  found = run (NULL, "secret-tool", "search", "--all", "profile", ID, NULL);
  g_assert_nonnull (strstr (found, " Old\n"));
  g_assert_null (strstr (found, " New\n"));
}

/* The profile could be written, but not which connections lack its key. */
static void
test_list_is_refused (Fixture       *self,
                      gconstpointer  data)
{
  inlet_autosecret char *item = dup_item (self);
  g_autoptr (GError) error = NULL;

  storage_execute (self->database, "CREATE TRIGGER refuse BEFORE INSERT ON connection_edits"
                   " BEGIN SELECT RAISE (ABORT, 'no'); END");
  if (self->kind == INLET_PROFILE_ACCOUNT) {
    g_assert_true (save (self, self->changed, "new-secret", &error));
    return;
  }

  g_assert_false (save (self, self->changed, "new-secret", &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
  assert_untouched (self, item);
}

static gboolean
remove_old (Fixture  *self,
            GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_vault_remove_async (self->vault, self->old, self->cancellable, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_vault_remove_finish (self->vault, result, error);
}

static void
test_new_one_is_refused (Fixture       *self,
                         gconstpointer  data)
{
  inlet_autosecret char *item = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (remove_old (self, NULL));
  faulty_vfs_arm (FAULTY_VFS_CHANGE, SQLITE_FULL, 1, TRUE);
  g_assert_false (save (self, self->changed, "new-secret", &error));
  faulty_vfs_disarm ();
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_FULL);
  item = dup_item (self);
  g_assert_null (item);
}

/* Somebody has removed the secret before; there is none afterwards either. */
static void
test_lost_one_is_refused (Fixture       *self,
                          gconstpointer  data)
{
  inlet_autosecret char *item = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (clear (self->keyring, self->old, NULL));
  faulty_vfs_arm (FAULTY_VFS_CHANGE, SQLITE_FULL, 1, TRUE);
  g_assert_false (save (self, self->changed, "new-secret", &error));
  faulty_vfs_disarm ();
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_FULL);
  item = dup_item (self);
  g_assert_null (item);
  g_assert_true (has_row (self, self->old));
}

/* The keyring has written, and the database is about to be asked. */
static void
cancel_between (Fixture *self)
{
  g_signal_connect_swapped (self->vault, "keyring-answered", G_CALLBACK (g_cancellable_cancel),
                            self->cancellable);
}

/* Both have written, and it is about to be told. */
static void
cancel_at_the_end (Fixture *self)
{
  g_signal_connect_swapped (inlet_vault_get_profiles (self->vault, self->kind), "items-changed",
                            G_CALLBACK (g_cancellable_cancel), self->cancellable);
}

static void
assert_saved (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (self, self->changed, "new-secret", &error));
  g_assert_no_error (error);
  g_assert_true (g_cancellable_is_cancelled (self->cancellable));
  g_assert_true (has_row (self, self->changed));
  assert_sent (self, self->changed, "new-secret");
  g_assert_cmpint (count_due (self), ==, self->kind == INLET_PROFILE_CREDENTIALS ? 3 : 0);
}

static void
assert_removed (Fixture *self)
{
  inlet_autosecret char *item = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (remove_old (self, &error));
  g_assert_no_error (error);
  g_assert_true (g_cancellable_is_cancelled (self->cancellable));
  g_assert_false (has_row (self, self->old));
  item = dup_item (self);
  g_assert_null (item);
}

static void
test_cancelled_between (Fixture       *self,
                        gconstpointer  data)
{
  cancel_between (self);
  assert_saved (self);
}

static void
test_cancelled_at_the_end (Fixture       *self,
                           gconstpointer  data)
{
  cancel_at_the_end (self);
  assert_saved (self);
}

static void
test_remove_is_cancelled_between (Fixture       *self,
                                  gconstpointer  data)
{
  cancel_between (self);
  assert_removed (self);
}

static void
test_remove_is_cancelled_at_the_end (Fixture       *self,
                                     gconstpointer  data)
{
  cancel_at_the_end (self);
  assert_removed (self);
}

static void
test_cancelled_before (Fixture       *self,
                       gconstpointer  data)
{
  inlet_autosecret char *item = dup_item (self);
  g_autoptr (GError) saving = NULL;
  g_autoptr (GError) removing = NULL;

  g_cancellable_cancel (self->cancellable);
  g_assert_false (save (self, self->changed, "new-secret", &saving));
  g_assert_error (saving, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (remove_old (self, &removing));
  g_assert_error (removing, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_untouched (self, item);
}

/* Half of the change is there, and stays: it is not sent, and not lost. */
static void
assert_half (Fixture *self)
{
  g_autoptr (InletProfile) renamed = make_profile (self->kind, "Renamed", "old-id");
  g_autoptr (GError) error = NULL;

  g_assert_true (has_row (self, self->old));
  assert_sent (self, self->old, NULL);

  g_assert_true (save (self, renamed, NULL, &error));
  g_assert_no_error (error);
  assert_sent (self, renamed, NULL);
}

static void
assert_completed (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (save (self, self->changed, NULL, &error));
  g_assert_no_error (error);
  assert_sent (self, self->changed, "new-secret");
  g_assert_cmpint (count_due (self), ==, self->kind == INLET_PROFILE_CREDENTIALS ? 3 : 0);
}

/* The disk is full, and the keyring gone when it should put back. */
static void
test_both_fail (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gulong handler = g_signal_connect_swapped (self->vault, "keyring-answered",
                                             G_CALLBACK (keyring_daemon_kill), self->daemon);

  faulty_vfs_arm (FAULTY_VFS_CHANGE, SQLITE_FULL, 1, TRUE);
  g_assert_false (save (self, self->changed, "new-secret", &error));
  faulty_vfs_disarm ();
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_FULL);
  g_signal_handler_disconnect (self->vault, handler);

  keyring_daemon_start (self->daemon, TRUE);
  assert_half (self);
  assert_completed (self);
}

static void
test_locked_when_put_back (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) retyping = NULL;
  gulong handler = g_signal_connect_swapped (self->vault, "keyring-answered",
                                             G_CALLBACK (keyring_daemon_lock), self->daemon);

  faulty_vfs_arm (FAULTY_VFS_CHANGE, SQLITE_FULL, 1, TRUE);
  g_assert_false (save (self, self->changed, "new-secret", &error));
  faulty_vfs_disarm ();
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_FULL);
  g_signal_handler_disconnect (self->vault, handler);

  keyring_daemon_kill (self->daemon);
  keyring_daemon_start (self->daemon, TRUE);
  assert_half (self);

  /* Typed again, the old one is as good as it was. */
  g_assert_true (save (self, self->old, "old-secret", &retyping));
  g_assert_no_error (retyping);
  assert_sent (self, self->old, "old-secret");
}

static void
die (InletVault *vault)
{
  kill (getpid (), SIGKILL);
}

/* What the process does that is killed when the keyring has answered. */
static void
run_until_crash (const char       *path,
                 InletProfileKind  kind)
{
  Fixture self = { .kind = kind, .path = (char *) path };
  g_autoptr (InletProfile) changed = make_profile (kind, "New", "new-id");

  open_vault (&self);
  g_signal_connect (self.vault, "keyring-answered", G_CALLBACK (die), NULL);
  save (&self, changed, "new-secret", NULL);
}

static void
test_crash_between (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (GSubprocess) process = NULL;
  const char *mode = self->kind == INLET_PROFILE_ACCOUNT ? CRASH "-account" : CRASH;

  process = storage_spawn (mode, self->path);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);

  assert_half (self);
  assert_completed (self);
}

/* A token that was fetched for one ID does not go into the item of another. */
static void
test_token_of_another (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (InletSecrets) token = inlet_secrets_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  inlet_autosecret char *before = NULL;
  inlet_autosecret char *after = NULL;

  g_assert_true (save (self, self->changed, "new-secret", NULL));
  before = dup_item (self);
  inlet_secrets_set (token, INLET_SECRET_ACCESS_TOKEN, "fetched");
  inlet_vault_update_async (self->vault, self->old, token, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_false (inlet_vault_update_finish (self->vault, result, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
  after = dup_item (self);
  g_assert_true (g_str_equal (before, after));
}

/* One of an earlier Inlet, or of another program, does not say whose it is. */
static void
test_item_without_id (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (InletSecrets) bare = type_secret (self->kind, "bare");

  g_assert_true (store (self->keyring, self->old, bare, NULL));
  assert_sent (self, self->old, "bare");
  g_assert_true (save (self, self->changed, NULL, NULL));
  assert_sent (self, self->changed, "bare");
  assert_sent (self, self->old, NULL);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  for (InletProfileKind kind = INLET_PROFILE_ACCOUNT; kind <= INLET_PROFILE_CREDENTIALS; kind++) {
    g_autofree char *path = g_strjoin ("/", "/inlet/app/vault-pair",
                                       inlet_profile_kind_to_nick (kind), name, NULL);

    g_test_add (path, Fixture, GINT_TO_POINTER (kind), set_up, test, tear_down);
  }
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_has_prefix (argv[1], CRASH)) {
    run_until_crash (argv[2], g_str_equal (argv[1], CRASH) ? INLET_PROFILE_CREDENTIALS
                                                           : INLET_PROFILE_ACCOUNT);
    return 0;
  }

  g_test_init (&argc, &argv, NULL);
  faulty_vfs_register ();

  add ("changed", test_changed);
  add ("disk-is-full", test_disk_is_full);
  add ("label-is-put-back", test_label_is_put_back);
  add ("list-is-refused", test_list_is_refused);
  add ("new-one-is-refused", test_new_one_is_refused);
  add ("lost-one-is-refused", test_lost_one_is_refused);
  add ("cancelled-before", test_cancelled_before);
  add ("cancelled-between", test_cancelled_between);
  add ("cancelled-at-the-end", test_cancelled_at_the_end);
  add ("remove-is-cancelled-between", test_remove_is_cancelled_between);
  add ("remove-is-cancelled-at-the-end", test_remove_is_cancelled_at_the_end);
  add ("both-fail", test_both_fail);
  add ("locked-when-put-back", test_locked_when_put_back);
  add ("crash-between", test_crash_between);
  add ("token-of-another", test_token_of_another);
  add ("item-without-id", test_item_without_id);

  return g_test_run ();
}
