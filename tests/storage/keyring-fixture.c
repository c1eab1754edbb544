/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "keyring-fixture.h"

#include "inlet-error.h"
#include "inlet-system-keyring.h"
#include "keyring-answer.h"

#include <string.h>

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->daemon = keyring_daemon_new ();
  fixture->keyring = inlet_system_keyring_new ();
  fixture->profile = account_new (PROFILE_ID, "ACME “production”");
  fixture->secrets = secrets_new (SECRET);
}

void
fixture_set_up_unlocked (Fixture       *fixture,
                         gconstpointer  data)
{
  fixture_set_up (fixture, data);
  keyring_daemon_start (fixture->daemon, TRUE);
}

void
fixture_set_up_stored (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up_unlocked (fixture, data);
  store (fixture->keyring, fixture->profile, fixture->secrets, &error);
  g_assert_no_error (error);
}

/* As after a login that did not unlock it. */
void
fixture_set_up_locked (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_set_up_stored (fixture, data);
  keyring_daemon_kill (fixture->daemon);
  keyring_daemon_start (fixture->daemon, FALSE);
}

static void
on_finalized (gpointer  user_data,
              GObject  *object)
{
  gboolean *is_finalized = user_data;

  *is_finalized = TRUE;
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  gboolean is_finalized = FALSE;

  keyring_daemon_free (fixture->daemon);
  g_object_unref (fixture->profile);
  inlet_secrets_unref (fixture->secrets);

  /* What was cancelled ends in its own time. */
  g_object_weak_ref (G_OBJECT (fixture->keyring), on_finalized, &is_finalized);
  g_object_unref (fixture->keyring);
  wait_for_flag (&is_finalized);
}

void
assert_finds (Fixture      *fixture,
              InletSecrets *secrets)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) found = lookup (fixture->keyring, fixture->profile, &error);

  g_assert_no_error (error);
  assert_equal_secrets (found, secrets);
}

void
assert_finds_error (Fixture *fixture,
                    int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (fixture->keyring, fixture->profile, &error));
  g_assert_error (error, INLET_ERROR, code);
  g_assert_null (strstr (error->message, SECRET));
}

void
assert_n_items (int n_items)
{
  g_autofree char *found = run (NULL, "secret-tool", "search", "--all", ATTRIBUTES, NULL);
  int n_found = 0;

  for (const char *item = found; (item = strstr (item, "label = ")) != NULL; item++)
    n_found++;
  g_assert_cmpint (n_found, ==, n_items);
}

void
store_as_another_program (const char *text)
{
  g_free (run (text, "secret-tool", "store", "--label=Theirs", ATTRIBUTES, NULL));
}

void
store_beside_ours (const char *text)
{
  g_free (run (text, "secret-tool", "store", "--collection=session", "--label=Theirs", ATTRIBUTES,
               NULL));
  assert_n_items (2);
}
