/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-curl-script.h"
#include "inlet-python-script.h"
#include "inlet-script.h"

#include <string.h>

/* That they send what Inlet sends is tested where they are run, from the terminal. */

static InletDraft *
build_draft (InletSignInKind  kind,
             gboolean         has_session_token,
             const char      *name)
{
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "name", "ACME", "org-id", "ACME@AdobeOrg", "api-key",
                  "client",
                  "sign-in-kind", kind, NULL);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "access-key-id", "AKIAIOSFODNN7EXAMPLE",
                  "has-session-token", has_session_token, NULL);

  return inlet_draft_new (account, credentials, "dev", name, NULL);
}

static void
assert_variables (InletSignInKind  kind,
                  gboolean         has_session_token,
                  const char      *expected)
{
  g_autoptr (InletDraft) draft = build_draft (kind, has_session_token, "Name");
  g_autofree char *names = inlet_script_dup_variables (draft, " ");
  g_autofree char *in_curl = inlet_curl_script_build (draft);
  g_autofree char *in_python = inlet_python_script_build (draft);
  g_auto (GStrv) each = g_strsplit (names, " ", -1);

  g_assert_cmpstr (names, ==, expected);
  for (guint i = 0; each[i] != NULL; i++) {
    g_autofree char *in_shell = g_strdup_printf ("$%s\"", each[i]);
    g_autofree char *in_check = g_strdup_printf ("${%s:?}", each[i]);
    g_autofree char *in_environment = g_strdup_printf ("os.environ[\"%s\"]", each[i]);

    g_assert_nonnull (strstr (in_curl, in_check));
    g_assert_true (strstr (in_curl, in_shell) != NULL || g_str_equal (each[i], "ACCESS_TOKEN"));
    g_assert_nonnull (strstr (in_python, in_environment));
  }
}

static void
test_variables (void)
{
  assert_variables (INLET_SIGN_IN_CLIENT_SECRET, FALSE,
                    "API_KEY CLIENT_SECRET AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY");
  assert_variables (INLET_SIGN_IN_ACCESS_TOKEN, TRUE,
                    "API_KEY ACCESS_TOKEN AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"
                    " AWS_SESSION_TOKEN");
}

static void
test_addresses (void)
{
  g_autoptr (InletDraft) draft = build_draft (INLET_SIGN_IN_CLIENT_SECRET, FALSE, "Name");
  g_autofree char *token_url = inlet_script_dup_token_url (draft);
  g_autofree char *url = inlet_script_dup_url (draft);

  g_assert_true (inlet_script_signs_in (draft));
  g_assert_cmpstr (token_url, ==, "https://ims-na1.adobelogin.com/ims/token/v3");
  g_assert_cmpstr (url, ==,
                   "https://platform.adobe.io/data/foundation/flowservice/connections");
}

/* A script that is read before it is run reads as it runs. */
static void
test_what_cannot_be_seen (void)
{
  g_autoptr (InletDraft) draft = build_draft (INLET_SIGN_IN_ACCESS_TOKEN, FALSE,
                                              "a\xe2\x80\xae\"\\\nEND\n\xf3\xa0\x81\x81");
  g_autofree char *in_curl = inlet_curl_script_build (draft);
  g_autofree char *in_python = inlet_python_script_build (draft);

  g_assert_nonnull (strstr (in_curl, "\"a\\u202e\\\"\\\\\\u000aEND\\u000a\\udb40\\udc41\""));
  g_assert_nonnull (strstr (in_python,
                            "\"a\\U0000202e\\\"\\\\\\U0000000aEND\\U0000000a\\U000e0041\""));
  /* The only line that ends it. */
  g_assert_true (g_str_has_suffix (strstr (in_curl, "\nEND\n"), "\nEND\n"));
  g_assert_cmpuint (strlen (strstr (in_curl, "\nEND\n")), ==, strlen ("\nEND\n"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/script/names-its-variables", test_variables);
  g_test_add_func ("/inlet/model/script/has-adobes-addresses", test_addresses);
  g_test_add_func ("/inlet/model/script/writes-what-cannot-be-seen", test_what_cannot_be_seen);

  return g_test_run ();
}
