/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profile.h"

#include "inlet-account.h"
#include "inlet-credentials.h"

#include <string.h>

#define ACCOUNT_JSON \
  "{\"org-id\":\"ACME@AdobeOrg\",\"api-key\":\"key\",\"sign-in-kind\":\"access-token\"," \
  "\"scopes\":\"openid\",\"platform-url\":\"https://p.example\"," \
  "\"ims-url\":\"https://i.example\",\"is-confirmed\":false}"
#define CREDENTIALS_JSON \
  "{\"access-key-id\":\"AKIAIOSFODNN7EXAMPLE\",\"has-session-token\":true," \
  "\"session-token-end\":\"2026-11-22T18:30:00Z\"," \
  "\"service-url\":\"https://s3.amazonaws.com/\",\"bucket\":\"acme\",\"folder\":\"a \\\"b\\\"/ü\"}"

static void
test_new_destroy (void)
{
  InletProfile *profile = g_object_new (INLET_TYPE_ACCOUNT, NULL);
  g_autoptr (InletProfile) other = g_object_new (INLET_TYPE_ACCOUNT, NULL);

  g_assert_true (g_uuid_string_is_valid (inlet_profile_get_id (profile)));
  g_assert_cmpstr (inlet_profile_get_id (profile), !=, inlet_profile_get_id (other));
  g_assert_cmpstr (inlet_profile_get_name (profile), ==, "");
  g_assert_finalize_object (profile);
}

static void
test_kinds (void)
{
  g_autoptr (InletProfile) account = g_object_new (INLET_TYPE_ACCOUNT, NULL);
  g_autoptr (InletProfile) credentials = g_object_new (INLET_TYPE_CREDENTIALS, NULL);

  g_assert_cmpint (inlet_profile_get_kind (account), ==, INLET_PROFILE_ACCOUNT);
  g_assert_cmpint (inlet_profile_get_kind (credentials), ==, INLET_PROFILE_CREDENTIALS);
  g_assert_cmpstr (inlet_profile_kind_to_nick (INLET_PROFILE_ACCOUNT), ==, "account");
  g_assert_cmpstr (inlet_profile_kind_to_nick (INLET_PROFILE_CREDENTIALS), ==, "credentials");
}

static void
test_properties (void)
{
  g_autoptr (InletProfile) profile = g_object_new (INLET_TYPE_CREDENTIALS,
                                                   "id", "an-id", "name", "A name", NULL);
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;

  g_object_get (profile, "id", &id, "name", &name, NULL);
  g_assert_cmpstr (id, ==, "an-id");
  g_assert_cmpstr (name, ==, "A name");
  g_assert_cmpstr (inlet_profile_get_id (profile), ==, id);
  g_assert_cmpstr (inlet_profile_get_name (profile), ==, name);
}

static void
check_round_trip (InletProfileKind  kind,
                  const char       *json)
{
  g_autoptr (InletProfile) profile = inlet_profile_new_from_json (kind, "an-id", "A name", json);
  g_autoptr (InletProfile) again = NULL;
  g_autofree char *written = NULL;

  g_assert_nonnull (profile);
  g_assert_cmpint (inlet_profile_get_kind (profile), ==, kind);
  g_assert_cmpstr (inlet_profile_get_id (profile), ==, "an-id");
  g_assert_cmpstr (inlet_profile_get_name (profile), ==, "A name");

  written = inlet_profile_to_json (profile);
  g_assert_cmpstr (written, ==, json);
  again = inlet_profile_new_from_json (kind, "an-id", "A name", written);
  g_assert_true (inlet_profile_equal (profile, again));
}

static void
test_json_round_trip (void)
{
  check_round_trip (INLET_PROFILE_ACCOUNT, ACCOUNT_JSON);
  check_round_trip (INLET_PROFILE_CREDENTIALS, CREDENTIALS_JSON);
}

static void
test_equal (void)
{
  static const char * const others[] = {
    "{\"access-key-id\":\"AKIAIOSFODNN7EXAMPLE\"}",
    "{\"access-key-id\":\"AKIAIOSFODNN7EXAMPLF\",\"bucket\":\"acme\"}",
    "{\"access-key-id\":\"AKIAIOSFODNN7EXAMPLE\",\"bucket\":\"acme\",\"has-session-token\":true}",
  };
  const char *json = "{\"access-key-id\":\"AKIAIOSFODNN7EXAMPLE\",\"bucket\":\"acme\"}";
  const InletProfileKind kind = INLET_PROFILE_CREDENTIALS;
  g_autoptr (InletProfile) one = inlet_profile_new_from_json (kind, "1", "A", json);
  g_autoptr (InletProfile) same = inlet_profile_new_from_json (kind, "1", "A", json);
  g_autoptr (InletProfile) renamed = inlet_profile_new_from_json (kind, "1", "B", json);
  g_autoptr (InletProfile) twin = inlet_profile_new_from_json (kind, "2", "A", json);
  g_autoptr (InletProfile) account =
    inlet_profile_new_from_json (INLET_PROFILE_ACCOUNT, "1", "A", "{}");

  g_assert_true (inlet_profile_equal (one, one));
  g_assert_true (inlet_profile_equal (one, same));
  g_assert_false (inlet_profile_equal (one, renamed));
  g_assert_false (inlet_profile_equal (one, twin));
  g_assert_false (inlet_profile_equal (one, account));
  g_assert_false (inlet_profile_equal (account, one));

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (InletProfile) other = inlet_profile_new_from_json (kind, "1", "A", others[i]);

    g_assert_false (inlet_profile_equal (one, other));
  }
}

/* The file may have been written by anybody. */
static void
test_foreign_json (void)
{
  static const char * const not_objects[] = { "", "[]", "1", "null", "\"x\"", "{", "{}x{" };
  g_autoptr (InletProfile) account = NULL;
  g_autoptr (InletProfile) credentials = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (not_objects); i++)
    g_assert_null (inlet_profile_new_from_json (INLET_PROFILE_ACCOUNT, "1", "A", not_objects[i]));

  account = inlet_profile_new_from_json (
    INLET_PROFILE_ACCOUNT, "1", "A",
    "{\"id\":\"2\",\"name\":\"B\",\"org-id\":7,\"api-key\":null,\"sign-in-kind\":\"magic\","
    "\"scopes\":[\"openid\"],\"platform-url\":{\"x\":1},\"ims-url\":\"https://i\\r\\nX: 1\","
    "\"colour\":\"red\"}");
  g_assert_cmpstr (inlet_profile_get_id (account), ==, "1");
  g_assert_cmpstr (inlet_profile_get_name (account), ==, "A");
  g_assert_cmpstr (inlet_account_get_org_id (INLET_ACCOUNT (account)), ==, "");
  g_assert_cmpstr (inlet_account_get_api_key (INLET_ACCOUNT (account)), ==, "");
  g_assert_cmpint (inlet_account_get_sign_in_kind (INLET_ACCOUNT (account)), ==,
                   INLET_SIGN_IN_CLIENT_SECRET);
  g_assert_cmpstr (inlet_account_get_scopes (INLET_ACCOUNT (account)), ==, INLET_DEFAULT_SCOPES);
  g_assert_null (strchr (inlet_account_get_ims_url (INLET_ACCOUNT (account)), '\n'));

  credentials = inlet_profile_new_from_json (INLET_PROFILE_CREDENTIALS, "i\xff", "n\xff",
                                             "{\"has-session-token\":1,\"bucket\":true}");
  g_assert_false (inlet_credentials_has_session_token (INLET_CREDENTIALS (credentials)));
  g_assert_cmpstr (inlet_credentials_get_bucket (INLET_CREDENTIALS (credentials)), ==, "");
  g_assert_true (g_utf8_validate (inlet_profile_get_id (credentials), -1, NULL));
  g_assert_true (g_utf8_validate (inlet_profile_get_name (credentials), -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/profile/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/profile/kinds", test_kinds);
  g_test_add_func ("/inlet/model/profile/properties", test_properties);
  g_test_add_func ("/inlet/model/profile/json-round-trip", test_json_round_trip);
  g_test_add_func ("/inlet/model/profile/equal-in-every-property", test_equal);
  g_test_add_func ("/inlet/model/profile/foreign-json", test_foreign_json);

  return g_test_run ();
}
