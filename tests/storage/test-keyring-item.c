/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-keyring-item.h"

#include "inlet-config.h"
#include "keyring-answer.h"

#include <string.h>

static void
test_reads_what_it_wrote (void)
{
  g_autoptr (InletSecrets) secrets = secrets_new ("secret");
  g_autoptr (SecretValue) value = inlet_keyring_item_write (secrets);
  g_autoptr (InletSecrets) read = inlet_keyring_item_read (value, NULL);

  assert_equal_secrets (read, secrets);
}

static void
test_reads_only_what_inlet_writes (void)
{
  const struct
  {
    const char *text;
    gssize      length;
    int         code;
  } items[] = {
    { "{\"client_secret\":\"s\"}\0tail", 26, INLET_ERROR_KEYRING_FAILED },
    { "{\"client_secret\":\"\xff\"}", -1, INLET_ERROR_KEYRING_FAILED },
    { "hunter2", -1, INLET_ERROR_KEYRING_FAILED },
    { "", -1, INLET_ERROR_KEYRING_FAILED },
    { "{}", -1, INLET_ERROR_NO_SECRET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autoptr (SecretValue) value = NULL;
    g_autoptr (GError) error = NULL;

    value = secret_value_new (items[i].text, items[i].length, "text/plain");
    g_assert_null (inlet_keyring_item_read (value, &error));
    g_assert_error (error, INLET_ERROR, items[i].code);
    g_assert_null (strstr (error->message, "hunter2"));
  }
}

static void
test_is_found_by_kind_and_id (void)
{
  g_autoptr (InletProfile) profile = credentials_new ("an-id", "A name");
  g_autoptr (GHashTable) attributes = inlet_keyring_item_build_attributes (profile);

  g_assert_cmpuint (g_hash_table_size (attributes), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "application"), ==, APPLICATION_ID);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "kind"), ==, "credentials");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "profile"), ==, "an-id");
}

static void
test_is_labelled_with_kind_and_name (void)
{
  g_autoptr (InletProfile) account = account_new ("a", "100%n");
  g_autoptr (InletProfile) credentials = credentials_new ("a", "Bucket");
  g_autofree char *account_label = inlet_keyring_item_dup_label (account);
  g_autofree char *credentials_label = inlet_keyring_item_dup_label (credentials);

  g_assert_cmpstr (account_label, ==, "Inlet: account 100%n");
  g_assert_cmpstr (credentials_label, ==, "Inlet: credentials Bucket");
}

static void
test_calls_errors_by_what_can_be_done (void)
{
  const struct
  {
    GQuark domain;
    int    from;
    int    to;
    int    code;
  } errors[] = {
    { INLET_ERROR, INLET_ERROR_NO_SECRET, INLET_ERROR_NO_SECRET, INLET_ERROR_NO_SECRET },
    { SECRET_ERROR, SECRET_ERROR_IS_LOCKED, SECRET_ERROR_IS_LOCKED, INLET_ERROR_KEYRING_LOCKED },
    { SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT, SECRET_ERROR_ALREADY_EXISTS,
      INLET_ERROR_KEYRING_FAILED },
    { G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER,
      INLET_ERROR_KEYRING_MISSING },
    { G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_EXEC_FAILED, G_DBUS_ERROR_SPAWN_NO_MEMORY,
      INLET_ERROR_KEYRING_MISSING },
    { G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, G_DBUS_ERROR_NO_REPLY, INLET_ERROR_KEYRING_FAILED },
    { G_IO_ERROR, G_IO_ERROR_FAILED, G_IO_ERROR_CLOSED, INLET_ERROR_KEYRING_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    for (int code = errors[i].from; code <= errors[i].to; code++) {
      g_autoptr (GError) error = g_error_new (errors[i].domain, code, "A fact");

      g_assert_cmpint (inlet_keyring_classify (error), ==, errors[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/storage/keyring-item/reads-what-it-wrote", test_reads_what_it_wrote);
  g_test_add_func ("/inlet/storage/keyring-item/reads-only-what-inlet-writes",
                   test_reads_only_what_inlet_writes);
  g_test_add_func ("/inlet/storage/keyring-item/is-found-by-kind-and-id",
                   test_is_found_by_kind_and_id);
  g_test_add_func ("/inlet/storage/keyring-item/is-labelled-with-kind-and-name",
                   test_is_labelled_with_kind_and_name);
  g_test_add_func ("/inlet/storage/keyring-item/calls-errors-by-what-can-be-done",
                   test_calls_errors_by_what_can_be_done);

  return g_test_run ();
}
