/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-exports.h"

#include "inlet-account.h"
#include "inlet-credentials.h"

/* Awkward in a shell, and nowhere else. */
#define AWKWARD "a'b\"c$(d)`e`\\f /+=é"

static InletSecrets *
make_secrets (void)
{
  InletSecrets *secrets = inlet_secrets_new ();

  for (InletSecretName name = 0; name < INLET_SECRET_LAST; name++)
    inlet_secrets_set (secrets, name, AWKWARD);
  return secrets;
}

static void
assert_exports (InletProfile *profile,
                InletSecrets *secrets,
                const char   *expected)
{
  inlet_autosecret char *exports = inlet_exports_build (profile, secrets);

  g_assert_cmpstr (exports, ==, expected);
}

/* What a shell makes of the lines and then of @name. */
static void
assert_in_shell (InletProfile *profile,
                 InletSecrets *secrets,
                 const char   *name,
                 const char   *expected)
{
  inlet_autosecret char *exports = inlet_exports_build (profile, secrets);
  g_autofree char *script = g_strdup_printf ("%sprintf %%s \"$%s\"", exports, name);
  const char *arguments[] = { "/bin/sh", "-c", script, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, expected);
}

static void
test_credentials (void)
{
  g_autoptr (InletSecrets) secrets = make_secrets ();
  g_autoptr (InletProfile) lasting = g_object_new (INLET_TYPE_CREDENTIALS,
                                                   "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
  g_autoptr (InletProfile) temporary = g_object_new (INLET_TYPE_CREDENTIALS,
                                                     "access-key-id", "ASIAIOSFODNN7EXAMPLE",
                                                     "has-session-token", TRUE,
                                                     "session-token-end", "2026-11-22T18:30:00Z",
                                                     NULL);

  assert_in_shell (lasting, secrets, "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
  assert_in_shell (lasting, secrets, "AWS_SECRET_ACCESS_KEY", AWKWARD);
  assert_in_shell (lasting, secrets, "AWS_SESSION_TOKEN", "");
  assert_in_shell (lasting, secrets, "AWS_CREDENTIAL_EXPIRATION", "");
  assert_in_shell (temporary, secrets, "AWS_SESSION_TOKEN", AWKWARD);
  assert_in_shell (temporary, secrets, "AWS_CREDENTIAL_EXPIRATION", "2026-11-22T18:30:00Z");

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "key");
  assert_exports (lasting, secrets,
                  "export AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE'\n"
                  "export AWS_SECRET_ACCESS_KEY='key'\n");
}

static void
test_account (void)
{
  g_autoptr (InletSecrets) secrets = make_secrets ();
  g_autoptr (InletProfile) server = g_object_new (INLET_TYPE_ACCOUNT,
                                                  "org-id", "ACME@AdobeOrg", "api-key", "client",
                                                  "scopes", "openid,session", NULL);
  g_autoptr (InletProfile) pasted = g_object_new (INLET_TYPE_ACCOUNT,
                                                  "org-id", "ACME@AdobeOrg", "api-key", "client",
                                                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN, NULL);

  assert_in_shell (server, secrets, "CLIENT_SECRET", AWKWARD);
  assert_in_shell (server, secrets, "ACCESS_TOKEN", "");
  assert_in_shell (pasted, secrets, "ACCESS_TOKEN", AWKWARD);
  assert_in_shell (pasted, secrets, "CLIENT_SECRET", "");

  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, "secret");
  assert_exports (server, secrets,
                  "export IMS_ORG='ACME@AdobeOrg'\nexport API_KEY='client'\n"
                  "export CLIENT_SECRET='secret'\nexport SCOPES='openid,session'\n");
}

static void
test_nothing (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletProfile) empty = g_object_new (INLET_TYPE_CREDENTIALS, NULL);

  assert_exports (empty, secrets, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/exports/credentials", test_credentials);
  g_test_add_func ("/inlet/model/exports/account", test_account);
  g_test_add_func ("/inlet/model/exports/nothing", test_nothing);

  return g_test_run ();
}
