/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-renewal.h"

#include "inlet-error.h"

#include <string.h>

#define OLD_KEY "ASIAIOSFODNN7EXAMPLE"
#define NEW_KEY "ASIAI44QH8DHBEXAMPLE"
#define SECRET  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define TOKEN   "IQoJb3JpZ2luX2Vj/planted+session=="

#define KEYS  "export AWS_ACCESS_KEY_ID=" NEW_KEY "\nexport AWS_SECRET_ACCESS_KEY=" SECRET "\n"
#define LINES KEYS "export AWS_SESSION_TOKEN=" TOKEN "\n"

static InletCredentials *
build_credentials (void)
{
  return g_object_new (INLET_TYPE_CREDENTIALS, "id", "an-id", "name", "Billing",
                       "access-key-id", OLD_KEY, "has-session-token", TRUE,
                       "session-token-end", "2026-11-22T18:30:00Z", "bucket", "acme",
                       "folder", "raw/", NULL);
}

static InletForm *
read_text (const char *text,
           gboolean    is_temporary)
{
  g_autoptr (InletCredentials) credentials = build_credentials ();
  g_autoptr (GError) error = NULL;
  InletForm *form = inlet_renewal_read (credentials, text, strlen (text), is_temporary, &error);

  g_assert_no_error (error);
  return form;
}

static void
assert_refused (const char *text,
                const char *why)
{
  g_autoptr (InletCredentials) credentials = build_credentials ();
  g_autoptr (GError) error = NULL;

  g_assert_null (inlet_renewal_read (credentials, text, strlen (text), TRUE, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_null (strstr (error->message, SECRET));
  g_assert_null (strstr (error->message, TOKEN));
}

static void
assert_renewed (const char *text,
                gint64      end)
{
  g_autoptr (InletForm) form = read_text (text, TRUE);
  g_autoptr (InletProfile) profile = inlet_form_build_profile (form);
  g_autoptr (InletSecrets) secrets = inlet_form_build_secrets (form);
  InletCredentials *renewed = INLET_CREDENTIALS (profile);

  g_assert_cmpstr (inlet_profile_get_id (profile), ==, "an-id");
  g_assert_cmpstr (inlet_profile_get_name (profile), ==, "Billing");
  g_assert_cmpstr (inlet_credentials_get_access_key_id (renewed), ==, NEW_KEY);
  g_assert_true (inlet_credentials_has_session_token (renewed));
  g_assert_cmpint (inlet_credentials_get_session_token_end (renewed), ==, end);
  g_assert_cmpstr (inlet_credentials_get_bucket (renewed), ==, "acme");
  g_assert_cmpstr (inlet_credentials_get_folder (renewed), ==, "raw/");
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY), ==, SECRET);
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_SESSION_TOKEN), ==, TOKEN);
}

static void
test_lines (void)
{
  assert_renewed (LINES, 0);
  assert_renewed (LINES "export AWS_CREDENTIAL_EXPIRATION=2040-11-22T18:30:00+00:00\n",
                  G_GINT64_CONSTANT (2237221800));
}

static void
test_other_forms (void)
{
  assert_renewed ("{\"Credentials\":{\"AccessKeyId\":\"" NEW_KEY "\",\"SecretAccessKey\":\"" SECRET
                  "\",\"SessionToken\":\"" TOKEN "\",\"Expiration\":\"2040-11-22T18:30:00Z\"}}",
                  G_GINT64_CONSTANT (2237221800));
  assert_renewed ("[default]\naws_access_key_id = " NEW_KEY "\naws_secret_access_key = " SECRET
                  "\naws_session_token = " TOKEN "\n", 0);
}

/* The one that is named so; without a name, it could be any. */
static void
test_several (void)
{
  static const char named[] =
    "[default]\naws_access_key_id = ASIAOTHER7EXAMPLE222\naws_secret_access_key = " SECRET
    "\naws_session_token = other\n"
    "[Billing]\naws_access_key_id = " NEW_KEY "\naws_secret_access_key = " SECRET
    "\naws_session_token = " TOKEN "\n";
  g_autofree char *unnamed = g_strdup (named);

  memcpy (strstr (unnamed, "Billing"), "Another", strlen ("Another"));
  assert_renewed (named, 0);
  assert_refused (unnamed, "more than one");
}

static void
test_refused (void)
{
  assert_refused ("", "no AWS key");
  assert_refused ("Hello, world", "no AWS key");
  assert_refused ("export ORG_ID=5C1328435BF324E90A49402A@AdobeOrg\nexport CLIENT_ID=k\n",
                  "no AWS key");
  assert_refused (KEYS, "Session Token");
  assert_refused ("export AWS_ACCESS_KEY_ID=AKIAI44QH8DHBEXAMPLE\n"
                  "export AWS_SECRET_ACCESS_KEY=" SECRET "\n", "no session token in it");
  assert_refused (KEYS "export AWS_SESSION_TOKEN=$TOKEN\n", "variable");
}

/* The token goes with the key that it came with. */
static void
test_lasting_key (void)
{
  g_autoptr (InletForm) form = read_text ("export AWS_ACCESS_KEY_ID=AKIAI44QH8DHBEXAMPLE\n"
                                          "export AWS_SECRET_ACCESS_KEY=" SECRET "\n", FALSE);
  g_autoptr (InletProfile) profile = inlet_form_build_profile (form);
  g_autoptr (InletSecrets) secrets = inlet_form_build_secrets (form);
  InletCredentials *renewed = INLET_CREDENTIALS (profile);

  g_assert_cmpstr (inlet_profile_get_id (profile), ==, "an-id");
  g_assert_cmpstr (inlet_credentials_get_access_key_id (renewed), ==, "AKIAI44QH8DHBEXAMPLE");
  g_assert_false (inlet_credentials_has_session_token (renewed));
  g_assert_cmpint (inlet_credentials_get_session_token_end (renewed), ==, 0);
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY), ==, SECRET);
  g_assert_null (inlet_secrets_get (secrets, INLET_SECRET_SESSION_TOKEN));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/renewal/lines", test_lines);
  g_test_add_func ("/inlet/model/renewal/other-forms", test_other_forms);
  g_test_add_func ("/inlet/model/renewal/several", test_several);
  g_test_add_func ("/inlet/model/renewal/refused", test_refused);

  g_test_add_func ("/inlet/model/renewal/lasting-key", test_lasting_key);

  return g_test_run ();
}
