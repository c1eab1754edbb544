/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-compare.h"
#include "inlet-create.h"
#include "inlet-demo-others.h"
#include "inlet-demo-service.h"
#include "inlet-demo.h"

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

static void
wait_for_answer (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static InletDemo *
open_demo (void)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  InletDemo *demo = inlet_demo_new (&error);

  g_assert_no_error (error);
  inlet_demo_open_async (demo, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_demo_open_finish (demo, answer, &error));
  inlet_clock_set_speed (inlet_context_get_clock (inlet_demo_get_context (demo)), 1000);
  g_assert_no_error (error);
  return demo;
}

static InletConnection *
create (InletDemo        *demo,
        InletCredentials *credentials)
{
  InletDraft *start = inlet_demo_get_draft (demo);
  g_autoptr (InletDraft) draft = inlet_draft_new (inlet_draft_get_account (start), credentials,
                                                  inlet_draft_get_sandbox (start), "Test", "");
  g_autoptr (InletCreate) operation = inlet_create_new (inlet_demo_get_context (demo), draft);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  InletConnection *connection = NULL;

  inlet_create_run_async (operation, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (operation, answer, &error);
  g_assert_no_error (error);
  return connection;
}

static char *
dup_directory (InletDemo *demo)
{
  InletDatabase *database = inlet_context_get_database (inlet_demo_get_context (demo));

  return g_path_get_dirname (inlet_database_get_path (database));
}

static void
test_leaves_nothing (void)
{
  InletDemo *demo = open_demo ();
  g_autofree char *directory = dup_directory (demo);

  g_assert_true (g_file_test (directory, G_FILE_TEST_IS_DIR));
  g_assert_false (inlet_keyring_is_lasting (
                    inlet_vault_get_keyring (
                      inlet_context_get_vault (inlet_demo_get_context (demo)))));
  g_assert_finalize_object (demo);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
}

/* Some fail only once they are tested, changed or deleted. */
static gboolean
fails_later (InletProfile *profile)
{
  const char *const ends[] = { "afterwards", "meanwhile", "dataflows", "soon" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (inlet_profile_get_name (profile), ends[i]))
      return TRUE;

  return FALSE;
}

/* One press makes a connection; each of the other credentials fails in its own way. */
static void
test_creates_and_fails_on_purpose (void)
{
  g_autoptr (InletDemo) demo = open_demo ();
  InletProfiles *all = inlet_vault_get_profiles (
    inlet_context_get_vault (inlet_demo_get_context (demo)), INLET_PROFILE_CREDENTIALS);
  InletCredentials *good = inlet_draft_get_credentials (inlet_demo_get_draft (demo));
  guint n_profiles = g_list_model_get_n_items (G_LIST_MODEL (all));

  g_assert_cmpuint (n_profiles, >=, 4);
  for (guint i = 0; i < n_profiles; i++) {
    g_autoptr (InletProfile) profile = g_list_model_get_item (G_LIST_MODEL (all), i);
    g_autoptr (InletConnection) connection = create (demo, INLET_CREDENTIALS (profile));
    gboolean is_good = g_str_equal (inlet_profile_get_id (profile),
                                    inlet_profile_get_id (INLET_PROFILE (good))) ||
                       fails_later (profile);

    g_assert_cmpint (inlet_connection_get_state (connection) == INLET_CONNECTION_CREATED, ==,
                     is_good);
    g_assert_cmpint (inlet_connection_get_problem (connection) == NULL, ==, is_good);
  }
}

static void
create_with (InletDemo  *demo,
             const char *name)
{
  InletProfiles *all = inlet_vault_get_profiles (
    inlet_context_get_vault (inlet_demo_get_context (demo)), INLET_PROFILE_CREDENTIALS);
  InletProfile *profile = inlet_profiles_find_by_name (all, name);
  g_autoptr (InletConnection) connection = create (demo, INLET_CREDENTIALS (profile));

  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
}

static InletCompare *
compare (InletDemo  *demo,
         const char *sandbox)
{
  InletCompare *operation =
    inlet_compare_new (inlet_demo_get_context (demo),
                       inlet_draft_get_account (inlet_demo_get_draft (demo)), sandbox);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_compare_run_async (operation, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_compare_run_finish (operation, answer, &error));
  g_assert_no_error (error);
  g_assert_no_error (inlet_compare_get_failure (operation));
  return operation;
}

/* There is something of each kind to find, and in one sandbox more than a page of it. */
static void
test_compare_finds_everything (void)
{
  g_autoptr (InletDemo) demo = open_demo ();
  g_autoptr (InletCompare) here = NULL;
  g_autoptr (InletCompare) crowd = NULL;
  const InletCompareCounts *counts = NULL;

  create_with (demo, "Demo bucket");
  create_with (demo, "Fails: changed by others meanwhile");
  create_with (demo, "Fails: deleted by others afterwards");

  here = compare (demo, INLET_DEMO_SANDBOX);
  counts = inlet_compare_get_counts (here);
  g_assert_cmpuint (counts->n_changed[INLET_COMPARE_GONE], ==, 1);
  g_assert_cmpuint (counts->n_changed[INLET_COMPARE_UPDATED], ==, 1);
  g_assert_cmpuint (counts->n_changed[INLET_COMPARE_ADOPTED], ==, 2);
  g_assert_cmpuint (counts->n_unchanged, ==, 1);

  crowd = compare (demo, INLET_DEMO_CROWDED_SANDBOX);
  counts = inlet_compare_get_counts (crowd);
  g_assert_cmpuint (counts->n_changed[INLET_COMPARE_ADOPTED], ==, INLET_DEMO_N_CROWD);
  g_assert_cmpuint (counts->n_pages, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/demo/demo/leaves-nothing", test_leaves_nothing);
  g_test_add_func ("/inlet/demo/demo/creates-and-fails-on-purpose",
                   test_creates_and_fails_on_purpose);
  g_test_add_func ("/inlet/demo/demo/compare-finds-everything", test_compare_finds_everything);

  return g_test_run ();
}
