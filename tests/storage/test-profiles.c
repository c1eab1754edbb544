/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profiles.h"

#include "inlet-account.h"
#include "inlet-credentials.h"
#include "inlet-error.h"
#include "storage-test.h"

typedef struct
{
  char *path;
  InletDatabase *database;
  InletProfiles *accounts;
  GString *changes;
} Fixture;

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, n_removed, n_added);
}

static void
load (InletProfiles *profiles)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_profiles_load_async (profiles, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  inlet_profiles_load_finish (profiles, result, &error);
  g_assert_no_error (error);
}

static gboolean
try_save (InletProfiles  *profiles,
          InletProfile   *profile,
          GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_profiles_save_async (profiles, profile, FALSE, NULL, storage_on_ready, &result);
  storage_until (result != NULL);

  return inlet_profiles_save_finish (profiles, result, error);
}

static void
save (InletProfiles *profiles,
      InletProfile  *profile)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (try_save (profiles, profile, &error));
  g_assert_no_error (error);
}

static void
remove_profile (InletProfiles *profiles,
                const char    *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_profiles_remove_async (profiles, id, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_profiles_remove_finish (profiles, result, &error));
  g_assert_no_error (error);
}

static InletProfile *
make_account (const char *id,
              const char *name,
              const char *org_id)
{
  return g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", name, "org-id", org_id,
                       "api-key", "key", NULL);
}

static void
save_account (Fixture    *fixture,
              const char *id,
              const char *name)
{
  g_autoptr (InletProfile) account = make_account (id, name, "A@AdobeOrg");

  save (fixture->accounts, account);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  fixture->accounts = inlet_profiles_new (fixture->database, INLET_PROFILE_ACCOUNT);
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->accounts, "items-changed", G_CALLBACK (on_items_changed),
                    fixture->changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->accounts);
  g_string_free (fixture->changes, TRUE);
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static char *
join_names (InletProfiles *profiles)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++) {
    g_autoptr (InletProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

    g_string_append_printf (names, "%s|", inlet_profile_get_name (profile));
  }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_names (InletProfiles *profiles,
              const char    *expected)
{
  g_autofree char *names = join_names (profiles);

  g_assert_cmpstr (names, ==, expected);
}

static void
assert_changes (Fixture    *fixture,
                const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

static void
test_new_destroy (Fixture       *fixture,
                  gconstpointer  data)
{
  InletProfiles *profiles = inlet_profiles_new (fixture->database, INLET_PROFILE_CREDENTIALS);

  g_assert_cmpint (inlet_profiles_get_kind (profiles), ==, INLET_PROFILE_CREDENTIALS);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (profiles)) == INLET_TYPE_PROFILE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (profiles)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (profiles), 0));
  g_assert_finalize_object (profiles);
}

static void
test_saved_is_there_next_time (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (InletProfiles) again = NULL;
  g_autoptr (InletProfile) account = g_object_new (INLET_TYPE_ACCOUNT,
                                                   "id", "a-1", "name", "Müller “& Söhne'",
                                                   "org-id", "A@AdobeOrg", "api-key", "k",
                                                   "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                                                   "platform-url", "https://example.com", NULL);

  save (fixture->accounts, account);
  again = inlet_profiles_new (fixture->database, INLET_PROFILE_ACCOUNT);
  load (again);

  g_assert_true (inlet_profile_equal (inlet_profiles_find_by_id (again, "a-1"), account));
  g_assert_true (inlet_profiles_find_by_name (again, "Müller “& Söhne'") ==
                 inlet_profiles_find_by_id (again, "a-1"));
  g_assert_null (inlet_profiles_find_by_id (again, "a-2"));
  g_assert_null (inlet_profiles_find_by_name (again, "müller “& söhne'"));
}

static void
test_kinds_are_apart (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (InletProfiles) credentials = inlet_profiles_new (fixture->database,
                                                              INLET_PROFILE_CREDENTIALS);
  g_autoptr (InletProfile) profile = g_object_new (INLET_TYPE_CREDENTIALS, "id", "c-1",
                                                   "name", "Same", "access-key-id", "AKIA", NULL);

  save_account (fixture, "a-1", "Same");
  save (credentials, profile);
  load (fixture->accounts);

  assert_names (fixture->accounts, "Same|");
  assert_names (credentials, "Same|");
  remove_profile (credentials, "a-1");
  g_assert_nonnull (inlet_profiles_find_by_id (fixture->accounts, "a-1"));
  load (fixture->accounts);
  g_assert_nonnull (inlet_profiles_find_by_id (fixture->accounts, "a-1"));
}

static void
test_sorted_by_name (Fixture       *fixture,
                     gconstpointer  data)
{
  save_account (fixture, "a-1", "Globex");
  save_account (fixture, "a-2", "ACME");
  save_account (fixture, "a-3", "Umbrella");
  save_account (fixture, "a-4", "Cyberdyne");

  assert_names (fixture->accounts, "ACME|Cyberdyne|Globex|Umbrella|");
  assert_changes (fixture, "0-0+1 0-0+1 2-0+1 1-0+1 ");
}

static void
test_only_changes_are_told (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (InletProfile) edited = make_account ("a-2", "B", "B@AdobeOrg");
  g_autoptr (InletProfile) renamed = make_account ("a-2", "D", "B@AdobeOrg");
  InletProfile *first;

  save_account (fixture, "a-1", "A");
  save_account (fixture, "a-2", "B");
  save_account (fixture, "a-3", "C");
  first = inlet_profiles_find_by_id (fixture->accounts, "a-1");
  assert_changes (fixture, "0-0+1 1-0+1 2-0+1 ");

  save (fixture->accounts, edited);
  assert_changes (fixture, "1-1+1 ");

  save (fixture->accounts, renamed);
  assert_names (fixture->accounts, "A|C|D|");
  assert_changes (fixture, "1-1+0 2-0+1 ");

  save (fixture->accounts, renamed);
  load (fixture->accounts);
  assert_changes (fixture, "");

  remove_profile (fixture->accounts, "a-3");
  assert_changes (fixture, "1-1+0 ");
  remove_profile (fixture->accounts, "a-3");
  assert_changes (fixture, "");
  g_assert_true (inlet_profiles_find_by_id (fixture->accounts, "a-1") == first);
}

static void
test_name_is_taken (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (InletProfile) namesake = make_account ("a-2", "ACME", "B@AdobeOrg");
  g_autoptr (GError) error = NULL;

  save_account (fixture, "a-1", "ACME");
  g_assert_false (try_save (fixture->accounts, namesake, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_CONFLICT);
  g_clear_error (&error);

  save_account (fixture, "a-2", "Globex");
  g_assert_false (try_save (fixture->accounts, namesake, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_CONFLICT);
  assert_names (fixture->accounts, "ACME|Globex|");
}

static void
test_removed_leaves_history (Fixture       *fixture,
                             gconstpointer  data)
{
  save_account (fixture, "3f2c7a90-0000-4000-8000-000000000001", "Müller & Söhne");
  storage_add_rows (fixture->database, "Row", 1);
  remove_profile (fixture->accounts, "3f2c7a90-0000-4000-8000-000000000001");

  assert_names (fixture->accounts, "");
  g_assert_cmpint (storage_read_int (fixture->database, "SELECT count (*) FROM connections"
                                     " WHERE account_name = 'Müller & Söhne'"), ==, 1);
}

static void
test_follows_others (Fixture       *fixture,
                     gconstpointer  data)
{
  InletDatabase *other = storage_open (fixture->path);

  load (fixture->accounts);
  storage_execute (other, "INSERT INTO profiles (id, kind, name, fields)"
                   " VALUES ('a-1', 'account', 'ACME', '{}')");
  storage_until (inlet_profiles_find_by_name (fixture->accounts, "ACME") != NULL);

  storage_execute (other, "UPDATE profiles SET name = 'Globex'");
  storage_until (inlet_profiles_find_by_name (fixture->accounts, "Globex") != NULL);
  assert_changes (fixture, "0-0+1 0-1+0 0-0+1 ");

  storage_execute (other, "DELETE FROM profiles");
  storage_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)) == 0);
  storage_close (other);
}

static void
test_load_keeps_broken_row (Fixture       *fixture,
                            gconstpointer  data)
{
  storage_execute (fixture->database, "INSERT INTO profiles (id, kind, name, fields) VALUES"
                   " ('a-1', 'account', 'ACME', '[1]'), ('a-2', 'account', 'Globex', '{}')");
  load (fixture->accounts);

  /* It hides no other, is found by its ID, and can be removed. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 2);
  g_assert_nonnull (inlet_profiles_find_by_id (fixture->accounts, "a-1"));
  g_assert_nonnull (inlet_profiles_find_by_name (fixture->accounts, "ACME"));
  remove_profile (fixture->accounts, "a-1");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 1);
}

static void
test_load_is_cancelled (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_profiles_load_async (fixture->accounts, cancellable, storage_on_ready, &result);
  g_cancellable_cancel (cancellable);
  storage_until (result != NULL);
  g_assert_false (inlet_profiles_load_finish (fixture->accounts, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_dropped_in_the_middle (Fixture       *fixture,
                            gconstpointer  data)
{
  InletProfiles *profiles = inlet_profiles_new (fixture->database, INLET_PROFILE_ACCOUNT);
  g_autoptr (InletProfile) account = make_account ("a-1", "ACME", "A@AdobeOrg");
  gpointer gone = profiles;

  g_object_add_weak_pointer (G_OBJECT (profiles), &gone);
  inlet_profiles_load_async (profiles, NULL, NULL, NULL);
  inlet_profiles_save_async (profiles, account, FALSE, NULL, NULL, NULL);
  g_object_unref (profiles);
  storage_until (gone == NULL);

  load (fixture->accounts);
  assert_names (fixture->accounts, "ACME|");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/inlet/storage/profiles/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new-destroy", test_new_destroy);
  ADD ("saved-is-there-next-time", test_saved_is_there_next_time);
  ADD ("kinds-are-apart", test_kinds_are_apart);
  ADD ("sorted-by-name", test_sorted_by_name);
  ADD ("only-changes-are-told", test_only_changes_are_told);
  ADD ("name-is-taken", test_name_is_taken);
  ADD ("removed-leaves-history", test_removed_leaves_history);
  ADD ("follows-others", test_follows_others);
  ADD ("load-keeps-broken-row", test_load_keeps_broken_row);
  ADD ("load-is-cancelled", test_load_is_cancelled);
  ADD ("dropped-in-the-middle", test_dropped_in_the_middle);

  return g_test_run ();
}
