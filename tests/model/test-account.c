/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-account.h"

#include "inlet-address.h"

static void
test_new_destroy (void)
{
  InletAccount *account = g_object_new (INLET_TYPE_ACCOUNT, NULL);

  g_assert_cmpint (inlet_profile_get_kind (INLET_PROFILE (account)), ==, INLET_PROFILE_ACCOUNT);
  g_assert_cmpstr (inlet_account_get_org_id (account), ==, "");
  g_assert_cmpstr (inlet_account_get_api_key (account), ==, "");
  g_assert_cmpint (inlet_account_get_sign_in_kind (account), ==, INLET_SIGN_IN_CLIENT_SECRET);
  g_assert_finalize_object (account);
}

static void
test_defaults_are_adobes (void)
{
  static const char * const nothings[] = { NULL, "" };

  for (guint i = 0; i < G_N_ELEMENTS (nothings); i++) {
    g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT,
                                                     "scopes", nothings[i],
                                                     "platform-url", nothings[i],
                                                     "ims-url", nothings[i],
                                                     NULL);

    g_assert_cmpstr (inlet_account_get_scopes (account), ==, INLET_DEFAULT_SCOPES);
    g_assert_cmpstr (inlet_account_get_platform_url (account), ==, INLET_DEFAULT_PLATFORM_URL);
    g_assert_cmpstr (inlet_account_get_ims_url (account), ==, INLET_DEFAULT_IMS_URL);
  }

  g_assert_true (inlet_address_check (INLET_DEFAULT_PLATFORM_URL, NULL));
  g_assert_true (inlet_address_check (INLET_DEFAULT_IMS_URL, NULL));
}

static void
test_properties (void)
{
  g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT,
                                                   "id", "an-id",
                                                   "name", "ACME",
                                                   "org-id", "ACME@AdobeOrg",
                                                   "api-key", "key",
                                                   "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                                                   "scopes", "openid",
                                                   "platform-url", "https://p.example",
                                                   "ims-url", "https://i.example",
                                                   NULL);
  g_autofree char *org_id = NULL;
  g_autofree char *api_key = NULL;
  g_autofree char *scopes = NULL;
  g_autofree char *platform_url = NULL;
  g_autofree char *ims_url = NULL;
  InletSignInKind kind;

  g_object_get (account, "org-id", &org_id, "api-key", &api_key, "sign-in-kind", &kind,
                "scopes", &scopes, "platform-url", &platform_url, "ims-url", &ims_url, NULL);

  g_assert_cmpstr (inlet_profile_get_id (INLET_PROFILE (account)), ==, "an-id");
  g_assert_cmpstr (inlet_profile_get_name (INLET_PROFILE (account)), ==, "ACME");
  g_assert_cmpstr (org_id, ==, "ACME@AdobeOrg");
  g_assert_cmpstr (inlet_account_get_org_id (account), ==, org_id);
  g_assert_cmpstr (api_key, ==, "key");
  g_assert_cmpstr (inlet_account_get_api_key (account), ==, api_key);
  g_assert_cmpint (kind, ==, INLET_SIGN_IN_ACCESS_TOKEN);
  g_assert_cmpint (inlet_account_get_sign_in_kind (account), ==, kind);
  g_assert_cmpstr (scopes, ==, "openid");
  g_assert_cmpstr (inlet_account_get_scopes (account), ==, scopes);
  g_assert_cmpstr (platform_url, ==, "https://p.example");
  g_assert_cmpstr (inlet_account_get_platform_url (account), ==, platform_url);
  g_assert_cmpstr (ims_url, ==, "https://i.example");
  g_assert_cmpstr (inlet_account_get_ims_url (account), ==, ims_url);
}

static void
assert_foreign (InletAccount *account,
                const char   *expected)
{
  g_autofree char *foreign = inlet_account_dup_foreign (account);

  g_assert_cmpstr (foreign, ==, expected);
}

static void
test_foreign_addresses (void)
{
  static const struct
  {
    const char *platform_url;
    const char *ims_url;
    const char *with_client_secret;
    const char *with_access_token;
  } cases[] = {
    { NULL, NULL, NULL, NULL },
    { "https://platform-stage.adobe.io", "http://127.0.0.1:9", NULL, NULL },
    { "https://p.example", NULL, "https://p.example", "https://p.example" },
    { NULL, "https://i.example", "https://i.example", NULL },
    { "https://p.example", "https://i.example", "https://p.example, https://i.example",
      "https://p.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (InletSignInKind kind = INLET_SIGN_IN_CLIENT_SECRET; kind <= INLET_SIGN_IN_ACCESS_TOKEN;
         kind++) {
      g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT,
                                                       "sign-in-kind", kind,
                                                       "platform-url", cases[i].platform_url,
                                                       "ims-url", cases[i].ims_url,
                                                       NULL);

      assert_foreign (account, kind == INLET_SIGN_IN_CLIENT_SECRET ? cases[i].with_client_secret
                                                                   : cases[i].with_access_token);
    }
}

static void
test_confirm (void)
{
  g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT,
                                                   "name", "ACME",
                                                   "org-id", "ACME@AdobeOrg",
                                                   "api-key", "key",
                                                   "scopes", "openid",
                                                   "platform-url", "https://p.example",
                                                   "ims-url", "https://i.example",
                                                   NULL);
  g_autoptr (InletAccount) confirmed = inlet_account_confirm (account);
  g_autofree char *before = inlet_profile_to_json (INLET_PROFILE (account));
  g_autofree char *after = inlet_profile_to_json (INLET_PROFILE (confirmed));
  g_autoptr (GString) expected = g_string_new (before);

  assert_foreign (confirmed, NULL);
  g_assert_cmpstr (inlet_profile_get_id (INLET_PROFILE (confirmed)), ==,
                   inlet_profile_get_id (INLET_PROFILE (account)));
  g_assert_cmpstr (inlet_profile_get_name (INLET_PROFILE (confirmed)), ==, "ACME");
  g_assert_cmpuint (g_string_replace (expected, "\"is-confirmed\":false", "\"is-confirmed\":true",
                                      0), ==, 1);
  g_assert_cmpstr (after, ==, expected->str);
}

static void
test_nothing_can_change (void)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (INLET_TYPE_ACCOUNT);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  pspecs = g_object_class_list_properties ((GObjectClass *) class, &n_pspecs);
  g_assert_cmpint (n_pspecs, ==, 9);
  for (guint i = 0; i < n_pspecs; i++)
    g_assert_true (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/account/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/account/defaults-are-adobes", test_defaults_are_adobes);
  g_test_add_func ("/inlet/model/account/properties", test_properties);
  g_test_add_func ("/inlet/model/account/foreign-addresses", test_foreign_addresses);
  g_test_add_func ("/inlet/model/account/confirm", test_confirm);
  g_test_add_func ("/inlet/model/account/nothing-can-change", test_nothing_can_change);

  return g_test_run ();
}
