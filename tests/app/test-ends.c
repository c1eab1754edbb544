/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-ends.h"
#include "inlet-expiry.h"

static InletProfiles *
get_credentials (Fixture *self)
{
  return inlet_vault_get_profiles (inlet_context_get_vault (self->context),
                                   INLET_PROFILE_CREDENTIALS);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
save_token (Fixture    *self,
            const char *id,
            gint64      end)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autofree char *text = inlet_expiry_to_text (end);
  g_autoptr (InletProfile) profile =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", id, "name", id, "access-key-id", "ASIA",
                  "has-session-token", TRUE, "session-token-end", text, NULL);
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "key");
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, "token");
  inlet_vault_save_async (vault, profile, secrets, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  inlet_vault_save_finish (vault, answer, &error);
  g_assert_no_error (error);
}

static void
on_ending (InletEnds        *ends,
           InletCredentials *credentials,
           GString          *told)
{
  g_string_append_printf (told, "%s;", inlet_profile_get_id (INLET_PROFILE (credentials)));
}

static InletEnds *
start (Fixture *self,
       GString *told)
{
  InletEnds *ends = inlet_ends_new (get_credentials (self));

  g_signal_connect (ends, "ending", G_CALLBACK (on_ending), told);
  inlet_ends_start (ends);
  return ends;
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  g_assert_finalize_object (inlet_ends_new (get_credentials (self)));
}

/* What was there, what comes, and what comes to be renewed; each end once. */
static void
test_once_for_each_end (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (InletEnds) ends = NULL;

  save_token (self, "over", get_now () - 60);
  save_token (self, "fresh", get_now () + 60 * 60);
  save_token (self, "soon", get_now () + 5 * 60);
  save_token (self, "unknown", 0);
  ends = start (self, told);
  g_assert_cmpstr (told->str, ==, "soon;");

  save_token (self, "later", get_now () + 6 * 60);
  g_assert_cmpstr (told->str, ==, "soon;later;");
  save_token (self, "soon", get_now () + 12 * 60 * 60);
  g_assert_cmpstr (told->str, ==, "soon;later;");
  save_token (self, "soon", get_now () + 7 * 60);
  g_assert_cmpstr (told->str, ==, "soon;later;soon;");
}

/* By its own waiting, without anything that changes. */
static void
test_waits (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (InletEnds) ends = NULL;
  gint64 end = get_now () + INLET_EXPIRY_SOON_SECONDS + 3;
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  save_token (self, "nearly", end);
  ends = start (self, told);
  while (told->len == 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (told->str, ==, "nearly;");
  g_assert_cmpint (get_now (), >=, end - INLET_EXPIRY_SOON_SECONDS);
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/inlet/app/ends/new-destroy", test_new_destroy);
  add ("/inlet/app/ends/once-for-each-end", test_once_for_each_end);
  add ("/inlet/app/ends/waits", test_waits);

  return g_test_run ();
}
