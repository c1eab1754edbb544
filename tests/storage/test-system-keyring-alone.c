/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A process has one session bus, and libsecret one backend, for good. So each test here is one. */

#include "inlet-system-keyring.h"

#include "inlet-error.h"
#include "keyring-answer.h"
#include "keyring-fixture.h"

#include <unistd.h>

#define PATH "/inlet/storage/system-keyring-alone/"

static void
run_alone (void)
{
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*nobody-may-see*");
  g_test_trap_assert_stderr_unmatched ("*nobody-may-see*");
}

static void
assert_no_bus (void)
{
  g_autoptr (InletKeyring) keyring = inlet_system_keyring_new ();
  g_autoptr (InletProfile) profile = account_new (PROFILE_ID, "ACME");
  g_autoptr (InletSecrets) secrets = secrets_new (SECRET);
  g_autoptr (GError) lookup_error = NULL;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) clear_error = NULL;

  g_assert_null (lookup (keyring, profile, &lookup_error));
  g_assert_error (lookup_error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);
  g_assert_false (store (keyring, profile, secrets, &store_error));
  g_assert_error (store_error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);
  g_assert_false (clear (keyring, profile, &clear_error));
  g_assert_error (clear_error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);
}

/* The bus is the process's own for good, so each of these is one. */
static void
test_says_that_the_bus_is_gone (void)
{
  if (!g_test_subprocess ()) {
    run_alone ();
    return;
  }
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  assert_no_bus ();
}

static void
test_says_that_there_is_no_bus (void)
{
  if (!g_test_subprocess ()) {
    run_alone ();
    return;
  }
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_unsetenv ("DISPLAY");
  assert_no_bus ();
}

static void
use_keyring (void)
{
  g_autoptr (InletKeyring) keyring = inlet_system_keyring_new ();
  g_autoptr (InletProfile) profile = account_new (PROFILE_ID, "ACME");
  g_autoptr (InletSecrets) first = secrets_new ("first");
  g_autoptr (InletSecrets) secrets = secrets_new (SECRET);
  g_autoptr (InletSecrets) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (clear (keyring, profile, &error));
  g_assert_true (store (keyring, profile, first, &error));
  g_assert_true (store (keyring, profile, secrets, &error));
  g_assert_no_error (error);
  found = lookup (keyring, profile, &error);
  g_assert_no_error (error);
  assert_equal_secrets (found, secrets);

  g_assert_true (clear (keyring, profile, &error));
  g_assert_no_error (error);
  g_assert_null (lookup (keyring, profile, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET);
}

static void
test_logs_no_secret (void)
{
  g_autoptr (KeyringDaemon) daemon = NULL;

  if (!g_test_subprocess ()) {
    run_alone ();
    return;
  }
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  daemon = keyring_daemon_new ();
  keyring_daemon_start (daemon, TRUE);
  use_keyring ();
}

/* What libsecret does inside the sandbox, with a password of its own instead of the portal's. */
static void
test_keeps_them_in_a_file_as_well (void)
{
  g_autofree char *dir = NULL;
  g_autofree char *path = NULL;

  if (!g_test_subprocess ()) {
    run_alone ();
    return;
  }

  dir = g_dir_make_tmp ("inlet-keyring-XXXXXX", NULL);
  path = g_build_filename (dir, "default.keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "right", TRUE);
  use_keyring ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_free (run (NULL, "rm", "-r", dir, NULL));
  /* Not by the front door, where it would be told that libsecret forgets the file's etag. */
  _exit (EXIT_SUCCESS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func (PATH "says-that-the-bus-is-gone", test_says_that_the_bus_is_gone);
  g_test_add_func (PATH "says-that-there-is-no-bus", test_says_that_there_is_no_bus);
  g_test_add_func (PATH "logs-no-secret", test_logs_no_secret);
  g_test_add_func (PATH "keeps-them-in-a-file-as-well", test_keeps_them_in_a_file_as_well);

  return g_test_run ();
}
