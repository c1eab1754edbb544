/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-kept-sandboxes.h"

#include "inlet-account.h"
#include "inlet-attempt.h"
#include "inlet-history.h"
#include "inlet-profiles.h"
#include "storage-test.h"

#include <string.h>

#define SEEN_AT    1767225600
#define TWO        "{\"name\":\"prod\",\"title\":\"Production\",\"type\":\"production\"}," \
  "{\"name\":\"dev\",\"type\":\"development\"}"
#define COUNT_KEPT "SELECT count (*) FROM kept_sandboxes"

typedef struct
{
  char          *path;
  InletDatabase *database;
  InletProfiles *accounts;
  InletAccount  *account;
} Fixture;

static InletAccount *
make_account (const char *id,
              const char *name,
              const char *org_id)
{
  return g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", name, "org-id", org_id, NULL);
}

static void
save (Fixture      *fixture,
      InletAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_profiles_save_async (fixture->accounts, INLET_PROFILE (account), FALSE, NULL,
                             storage_on_ready, &result);
  storage_until (result != NULL);
  inlet_profiles_save_finish (fixture->accounts, result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  fixture->accounts = inlet_profiles_new (fixture->database, INLET_PROFILE_ACCOUNT);
  fixture->account = make_account ("a", "ACME", "O@AdobeOrg");
  save (fixture, fixture->account);
}

static void
close_database (Fixture *fixture)
{
  g_clear_object (&fixture->accounts);
  storage_close (fixture->database);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->account);
  close_database (fixture);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static gboolean
keep (Fixture     *fixture,
      const char  *account_id,
      const char  *items,
      GError     **error)
{
  g_autofree char *json = g_strdup_printf ("{\"sandboxes\":[%s]}", items);
  g_autoptr (GPtrArray) sandboxes = inlet_sandbox_list_from_json (json);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_kept_sandboxes_write_async (fixture->database, account_id, sandboxes, SEEN_AT, NULL,
                                    storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_kept_sandboxes_write_finish (fixture->database, result, error);
}

static InletKeptSandboxes *
look (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletKeptSandboxes) kept = NULL;

  inlet_kept_sandboxes_read_async (fixture->database, "a", NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  kept = inlet_kept_sandboxes_read_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&kept);
}

static void
assert_never_seen (Fixture *fixture)
{
  g_autoptr (InletKeptSandboxes) kept = look (fixture);

  g_assert_null (kept);
}

static void
test_never_seen (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_never_seen (fixture);
}

static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (InletKeptSandboxes) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (keep (fixture, "a", TWO, &error));
  g_assert_no_error (error);
  close_database (fixture);
  fixture->database = storage_open (fixture->path);

  kept = look (fixture);
  g_assert_cmpint (kept->seen_at, ==, SEEN_AT);
  g_assert_cmpuint (kept->sandboxes->len, ==, 2);
  g_assert_cmpstr (inlet_sandbox_get_name (kept->sandboxes->pdata[0]), ==, "prod");
  g_assert_true (inlet_sandbox_is_production (kept->sandboxes->pdata[0]));
  g_assert_cmpstr (inlet_sandbox_get_name (kept->sandboxes->pdata[1]), ==, "dev");
}

/* That there are none is known, and not the same as never seen. */
static void
test_keep_in_place_of_others (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (InletKeptSandboxes) kept = NULL;

  keep (fixture, "a", TWO, NULL);
  g_assert_true (keep (fixture, "a", "", NULL));
  kept = look (fixture);
  g_assert_nonnull (kept);
  g_assert_cmpuint (kept->sandboxes->len, ==, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_KEPT), ==, 1);
}

static void
test_go_with_account (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;

  keep (fixture, "a", TWO, NULL);
  inlet_profiles_remove_async (fixture->accounts, "a", NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_profiles_remove_finish (fixture->accounts, result, NULL));
  assert_never_seen (fixture);

  /* An answer that comes late leaves nothing behind. */
  g_assert_true (keep (fixture, "a", TWO, NULL));
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_KEPT), ==, 0);
}

static void
test_go_when_account_is_edited (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (InletAccount) renamed = make_account ("a", "New name", "O@AdobeOrg");
  g_autoptr (InletAccount) edited = make_account ("a", "New name", "Other@AdobeOrg");
  g_autoptr (InletKeptSandboxes) kept = NULL;

  keep (fixture, "a", TWO, NULL);
  save (fixture, renamed);
  kept = look (fixture);
  g_assert_nonnull (kept);

  save (fixture, edited);
  assert_never_seen (fixture);
}

static void
test_unreadable_is_never_seen (Fixture       *fixture,
                               gconstpointer  data)
{
  keep (fixture, "a", TWO, NULL);
  storage_execute (fixture->database, "UPDATE kept_sandboxes SET sandboxes = '[7]'");
  assert_never_seen (fixture);
}

static void
test_write_fails (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  storage_execute (fixture->database,
                   "CREATE TRIGGER refuse BEFORE INSERT ON kept_sandboxes BEGIN"
                   " SELECT RAISE (ABORT, 'no'); END");
  g_assert_false (keep (fixture, "a", TWO, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
}

static InletConnection *
make_connection (const char *sandbox)
{
  const InletConnectionFields fields = {
    .state = INLET_CONNECTION_SENDING, .created_at = SEEN_AT, .name = "Billing",
    .sandbox = sandbox, .account_id = "a",
  };

  return inlet_connection_new (&fields);
}

static GPtrArray *
read_history (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_history_read_all_async (fixture->database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_history_read_all_finish (fixture->database, result, NULL);
}

/* A clock that was set back leaves lists of the future. */
static void
test_is_old (Fixture       *fixture,
             gconstpointer  data)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 day = 24 * 60 * 60;

  g_assert_false (inlet_kept_sandboxes_is_old (now));
  g_assert_false (inlet_kept_sandboxes_is_old (now - day + 60));
  g_assert_true (inlet_kept_sandboxes_is_old (now - day - 60));
  g_assert_true (inlet_kept_sandboxes_is_old (now + 60));
  g_assert_true (inlet_kept_sandboxes_is_old (0));
}

/* The type stays with the row, whatever becomes of the list and of the row. */
static void
assert_type (Fixture    *fixture,
             const char *sandbox,
             const char *type)
{
  g_autoptr (InletConnection) connection = make_connection (sandbox);
  InletConnection *sending = NULL;
  g_autoptr (InletReceipt) receipt = inlet_receipt_new ("id", NULL);
  g_autoptr (InletConnection) created = NULL;
  g_autoptr (InletAttempt) attempt = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GAsyncResult) concluded = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  inlet_attempt_begin_async (fixture->database, connection, TRUE, NULL, storage_on_ready, &begun);
  storage_until (begun != NULL);
  attempt = inlet_attempt_begin_finish (begun, NULL);
  sending = inlet_attempt_get_connection (attempt);
  g_assert_cmpstr (inlet_connection_get_sandbox_type (sending), ==, type);

  created = inlet_connection_with_receipt (sending, receipt);
  inlet_attempt_conclude_async (attempt, created, storage_on_ready, &concluded);
  storage_until (concluded != NULL);
  g_assert_true (inlet_attempt_conclude_finish (attempt, concluded, NULL));

  rows = read_history (fixture);
  g_assert_cmpstr (inlet_connection_get_sandbox_type (rows->pdata[0]), ==, type);
  g_assert_true (inlet_connection_is_in_production (rows->pdata[0]) ==
                 (g_strcmp0 (type, "production") == 0));
}

static void
test_type_is_kept_with_row (Fixture       *fixture,
                            gconstpointer  data)
{
  assert_type (fixture, "prod", NULL);
  keep (fixture, "a", TWO, NULL);
  assert_type (fixture, "prod", "production");
  assert_type (fixture, "dev", "development");
  assert_type (fixture, "unheard-of", NULL);
}

/* A file of the first version has everything but what is new since. */
static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 version = storage_read_int (fixture->database, "PRAGMA user_version");
  g_autoptr (GPtrArray) rows = NULL;

  storage_execute (fixture->database,
                   "INSERT INTO connections (state, created_at, name)"
                   " VALUES ('created', 1, 'Row')");
  storage_make_older (fixture->database, 1);
  close_database (fixture);
  fixture->database = storage_open (fixture->path);

  g_assert_cmpint (storage_read_int (fixture->database, "PRAGMA user_version"), ==, version);
  rows = read_history (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_null (inlet_connection_get_sandbox_type (rows->pdata[0]));
  assert_never_seen (fixture);
  g_assert_true (keep (fixture, "a", TWO, NULL));
  assert_type (fixture, "prod", "production");
}

static void
test_type_is_recovered (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *file = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gsize length;

  keep (fixture, "a", TWO, NULL);
  assert_type (fixture, "prod", "production");
  close_database (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &file, &length, NULL));
  memset (file, 0, 100);
  g_assert_true (g_file_set_contents (fixture->path, file, length, NULL));
  fixture->database = storage_open (fixture->path);

  g_assert_nonnull (inlet_database_get_recovery (fixture->database));
  rows = read_history (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_true (inlet_connection_is_in_production (rows->pdata[0]));
}

#define ADD(name, function) \
  g_test_add ("/inlet/storage/kept-sandboxes/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("never-seen", test_never_seen);
  ADD ("keep", test_keep);
  ADD ("keep-in-place-of-others", test_keep_in_place_of_others);
  ADD ("go-with-account", test_go_with_account);
  ADD ("go-when-account-is-edited", test_go_when_account_is_edited);
  ADD ("unreadable-is-never-seen", test_unreadable_is_never_seen);
  ADD ("write-fails", test_write_fails);
  ADD ("is-old", test_is_old);
  ADD ("type-is-kept-with-row", test_type_is_kept_with_row);
  ADD ("type-is-recovered", test_type_is_recovered);
  ADD ("upgrade", test_upgrade);

  return g_test_run ();
}
