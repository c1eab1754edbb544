/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-credentials.h"

static void
test_new_destroy (void)
{
  InletCredentials *credentials = g_object_new (INLET_TYPE_CREDENTIALS, NULL);

  g_assert_cmpint (inlet_profile_get_kind (INLET_PROFILE (credentials)), ==,
                   INLET_PROFILE_CREDENTIALS);
  g_assert_cmpstr (inlet_credentials_get_access_key_id (credentials), ==, "");
  g_assert_false (inlet_credentials_has_session_token (credentials));
  g_assert_cmpint (inlet_credentials_get_session_token_end (credentials), ==, 0);
  g_assert_cmpstr (inlet_credentials_get_service_url (credentials), ==, "");
  g_assert_cmpstr (inlet_credentials_get_bucket (credentials), ==, "");
  g_assert_cmpstr (inlet_credentials_get_folder (credentials), ==, "");
  g_assert_finalize_object (credentials);
}

static void
test_properties (void)
{
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS,
                  "id", "an-id",
                  "name", "Billing bucket",
                  "access-key-id", "ASIAIOSFODNN7EXAMPLE",
                  "has-session-token", TRUE,
                  "service-url", "https://s3.eu-central-1.amazonaws.com/",
                  "bucket", "acme-billing",
                  "folder", "raw/",
                  NULL);
  g_autofree char *access_key_id = NULL;
  g_autofree char *service_url = NULL;
  g_autofree char *bucket = NULL;
  g_autofree char *folder = NULL;
  gboolean has_session_token;

  g_object_get (credentials, "access-key-id", &access_key_id,
                "has-session-token", &has_session_token, "service-url", &service_url,
                "bucket", &bucket, "folder", &folder, NULL);

  g_assert_cmpstr (inlet_profile_get_id (INLET_PROFILE (credentials)), ==, "an-id");
  g_assert_cmpstr (inlet_profile_get_name (INLET_PROFILE (credentials)), ==, "Billing bucket");
  g_assert_cmpstr (access_key_id, ==, "ASIAIOSFODNN7EXAMPLE");
  g_assert_cmpstr (inlet_credentials_get_access_key_id (credentials), ==, access_key_id);
  g_assert_true (has_session_token);
  g_assert_true (inlet_credentials_has_session_token (credentials));
  g_assert_cmpstr (service_url, ==, "https://s3.eu-central-1.amazonaws.com/");
  g_assert_cmpstr (inlet_credentials_get_service_url (credentials), ==, service_url);
  g_assert_cmpstr (bucket, ==, "acme-billing");
  g_assert_cmpstr (inlet_credentials_get_bucket (credentials), ==, bucket);
  g_assert_cmpstr (folder, ==, "raw/");
  g_assert_cmpstr (inlet_credentials_get_folder (credentials), ==, folder);
}

static void
assert_end (gboolean    has_session_token,
            const char *end,
            gint64      expected,
            const char *expected_text)
{
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "session-token-end", end,
                  "has-session-token", has_session_token, NULL);
  g_autofree char *text = NULL;

  g_object_get (credentials, "session-token-end", &text, NULL);
  g_assert_cmpint (inlet_credentials_get_session_token_end (credentials), ==, expected);
  g_assert_cmpstr (text, ==, expected_text);
}

/* The database may have anything in it. */
static void
test_session_token_end (void)
{
  assert_end (TRUE, "2026-11-22T19:30:00+01:00", 1795372200, "2026-11-22T18:30:00Z");
  assert_end (TRUE, "tomorrow", 0, "");
  assert_end (TRUE, "18:30", 0, "");
  assert_end (TRUE, NULL, 0, "");
  assert_end (FALSE, "2026-11-22T18:30:00Z", 0, "");
}

/* No property may ever hold a secret: what is here is known by name. */
static void
test_nothing_is_secret (void)
{
  static const char * const known[] = {
    "id", "name", "access-key-id", "has-session-token", "session-token-end", "service-url",
    "bucket", "folder", NULL
  };
  g_autoptr (GTypeClass) class = g_type_class_ref (INLET_TYPE_CREDENTIALS);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  pspecs = g_object_class_list_properties ((GObjectClass *) class, &n_pspecs);
  g_assert_cmpint (n_pspecs, ==, g_strv_length ((char **) known));
  for (guint i = 0; i < n_pspecs; i++) {
    g_assert_true (g_strv_contains (known, pspecs[i]->name));
    g_assert_true (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/credentials/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/credentials/properties", test_properties);
  g_test_add_func ("/inlet/model/credentials/session-token-end", test_session_token_end);
  g_test_add_func ("/inlet/model/credentials/nothing-is-secret", test_nothing_is_secret);

  return g_test_run ();
}
