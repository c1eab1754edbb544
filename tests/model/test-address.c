/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-address.h"

#include "inlet-error.h"

#include <string.h>

static void
test_safe_addresses (void)
{
  static const char * const urls[] = {
    INLET_DEFAULT_PLATFORM_URL,
    INLET_DEFAULT_IMS_URL,
    "https://platform.adobe.io/",
    "https://platform.adobe.io:8443/base/path",
    "HTTPS://PLATFORM.ADOBE.IO",
    "https://[2001:db8::1]/",
    "https://10.0.0.1",
    "https://my_minio.example",
    "http://127.0.0.1",
    "http://127.0.0.1:8080/x",
    "http://127.255.255.254:1",
    "http://[::1]:8080",
    "http://localhost:8080",
    "http://LOCALHOST",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (inlet_address_check (urls[i], &error));
    g_assert_no_error (error);
    g_assert_null (inlet_address_find_fault (urls[i]));
  }
}

static void
test_unsafe_addresses (void)
{
  static const struct
  {
    const char *url;
    const char *message;
  } cases[] = {
    { "", "not an address" },
    { "platform.adobe.io", "not an address" },
    { "//platform.adobe.io", "not an address" },
    { "https://", "not an address" },
    { "https:///path", "not an address" },
    { "https://:443", "not an address" },
    { "https:platform.adobe.io", "not an address" },
    { "https://platform.adobe.io:0", "not an address" },
    { "https://platform.adobe.io:99999", "not an address" },
    { "https://platform.adobe.io:x", "not an address" },
    { "https://platform adobe.io", "not an address" },
    { " https://platform.adobe.io", "not an address" },
    { "https://platform.adobe.io\n", "not an address" },
    { "https://platform.adobe.io\\@evil.example", "not an address" },
    { "https://platform.adobe.io%2f.evil.example", "not an address" },
    { "https://platform.adobe.io%00.evil.example", "not an address" },
    { "https://s3.{REGION}.amazonaws.com", "not an address" },
    { "https://pl\xc3\xa4tform.adobe.io", "not an address" },
    { "https://[::1", "not an address" },
    { "https://[v1.x]", "not an address" },
    { "http://platform.adobe.io", "read on the way" },
    { "http://128.0.0.1", "read on the way" },
    { "http://0.0.0.0", "read on the way" },
    { "http://[::]", "read on the way" },
    { "http://[::ffff:127.0.0.1]", "read on the way" },
    { "http://127.0.0.1.evil.example", "read on the way" },
    { "http://localhost.evil.example", "read on the way" },
    { "http://127.1", "read on the way" },
    { "ftp://platform.adobe.io", "begin with https://" },
    { "s3://bucket", "begin with https://" },
    { "https://me@platform.adobe.io", "user name" },
    { "https://@platform.adobe.io", "user name" },
    { "https://me:secret@platform.adobe.io", "user name" },
    { "http://127.0.0.1@evil.example", "read on the way" },
    { "https://platform.adobe.io?x=1", "“?”" },
    { "https://platform.adobe.io/?", "“?”" },
    { "https://platform.adobe.io#x", "“?”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].url);
    g_assert_false (inlet_address_check (cases[i].url, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT);
    g_assert_nonnull (strstr (error->message, cases[i].message));
    g_assert_false (inlet_address_check (cases[i].url, NULL));
  }
}

static void
test_domains (void)
{
  g_assert_true (inlet_address_is_within ("https://adobe.io", "adobe.io"));
  g_assert_true (inlet_address_is_within ("https://platform.ADOBE.io/x", "adobe.io"));
  g_assert_false (inlet_address_is_within ("https://notadobe.io", "adobe.io"));
  g_assert_false (inlet_address_is_within ("https://adobe.io.example", "adobe.io"));
  g_assert_false (inlet_address_is_within ("https://io", "adobe.io"));
  g_assert_false (inlet_address_is_within ("adobe.io", "adobe.io"));
  g_assert_true (inlet_address_is_within ("http://127.0.0.1:1", NULL));
  g_assert_true (inlet_address_is_within ("https://localhost", NULL));
  g_assert_false (inlet_address_is_within ("https://adobe.io", NULL));
}

static void
test_foreign (void)
{
  static const char * const ours[] = {
    INLET_DEFAULT_PLATFORM_URL, INLET_DEFAULT_IMS_URL, "https://platform-nld2.ADOBE.io",
    "https://ims-na1-stg1.adobelogin.com", "http://127.0.0.1:8080", "http://[::1]",
    "http://localhost:1"
  };
  static const char * const foreign[] = {
    "https://platform.adobe.io.example", "https://evil-adobe.io", "https://adobe.com",
    "https://platform.example/adobe.io", "https://adobe.io@host.example", "https://10.0.0.1", ""
  };

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    g_assert_false (inlet_address_is_foreign (ours[i]));
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_assert_true (inlet_address_is_foreign (foreign[i]));
}

static void
test_join (void)
{
  static const char * const cases[][3] = {
    { "https://a.example", "b", "https://a.example/b" },
    { "https://a.example/", "/b", "https://a.example/b" },
    { "https://a.example//", "//b/c", "https://a.example/b/c" },
    { "https://a.example/x", "b", "https://a.example/x/b" },
    { "https://a.example", "", "https://a.example/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *joined = inlet_address_join (cases[i][0], cases[i][1]);

    g_assert_cmpstr (joined, ==, cases[i][2]);
  }
}

static void
test_place (void)
{
  static const char *const cases[][2] = {
    { "https://platform.adobe.io", "platform.adobe.io:443" },
    { "HTTPS://Platform.Adobe.IO:443/data/", "platform.adobe.io:443" },
    { "http://127.0.0.1", "127.0.0.1:80" },
    { "http://127.0.0.1:8080/a", "127.0.0.1:8080" },
    { "http://[::1]:8080", "::1:8080" },
    { "nothing", "nothing" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *place = inlet_address_dup_place (cases[i][0]);

    g_assert_cmpstr (place, ==, cases[i][1]);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/address/safe-addresses-pass", test_safe_addresses);
  g_test_add_func ("/inlet/model/address/unsafe-addresses-are-refused", test_unsafe_addresses);
  g_test_add_func ("/inlet/model/address/domains-end-at-a-dot", test_domains);
  g_test_add_func ("/inlet/model/address/foreign", test_foreign);
  g_test_add_func ("/inlet/model/address/joined-with-one-slash", test_join);
  g_test_add_func ("/inlet/model/address/place", test_place);

  return g_test_run ();
}
