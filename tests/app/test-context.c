/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-error.h"
#include "inlet-session-keyring.h"

static void
test_new_destroy (void)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  InletContext *context = inlet_context_new ("/nonexistent/inlet.db", keyring);

  g_assert_finalize_object (context);
}

static void
test_opened (Fixture       *self,
             gconstpointer  data)
{
  InletVault *vault = inlet_context_get_vault (self->context);

  g_assert_true (INLET_IS_DATABASE (inlet_context_get_database (self->context)));
  g_assert_true (INLET_IS_HTTP (inlet_context_get_http (self->context)));
  g_assert_true (INLET_IS_SIGN_IN (inlet_context_get_sign_in (self->context)));
  g_assert_true (inlet_vault_get_keyring (vault) == self->keyring);
}

/* What one context saved, the next one has when it opens. */
static void
test_opened_again (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->directory, "inlet.db", NULL);
  g_autoptr (InletContext) again = inlet_context_new (path, self->keyring);
  g_autoptr (GAsyncResult) answer = NULL;
  InletProfiles *accounts = NULL;

  inlet_context_open_async (again, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_context_open_finish (again, answer, NULL));
  accounts = inlet_vault_get_profiles (inlet_context_get_vault (again), INLET_PROFILE_ACCOUNT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 3);
}

static void
test_not_opened (void)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletContext) context = inlet_context_new ("/proc/inlet/inlet.db", keyring);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_context_open_async (context, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_false (inlet_context_open_finish (context, answer, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DENIED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/context/new-destroy", test_new_destroy);
  g_test_add ("/inlet/app/context/opened", Fixture, NULL, fixture_set_up, test_opened,
              fixture_tear_down);
  g_test_add ("/inlet/app/context/opened-again", Fixture, NULL, fixture_set_up, test_opened_again,
              fixture_tear_down);
  g_test_add_func ("/inlet/app/context/not-opened", test_not_opened);

  return g_test_run ();
}
