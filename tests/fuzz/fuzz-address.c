/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as an address to send secrets to: what is accepted has one meaning only. */

#include "fuzz.h"

#include "inlet-address.h"
#include "inlet-error.h"

#include <string.h>

static void
assert_safe (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *joined = inlet_address_join (url, "/data/x");
  gboolean is_secure;

  g_assert_nonnull (uri);
  is_secure = strcmp (g_uri_get_scheme (uri), "https") == 0;
  g_assert_true (is_secure || inlet_address_is_within (url, NULL));
  g_assert_null (g_uri_get_userinfo (uri));
  g_assert_cmpstr (g_uri_get_host (uri), !=, "");

  g_assert_true (inlet_address_check (joined, NULL));
  g_assert_true (g_str_has_suffix (joined, "/data/x"));
  g_assert_true (inlet_address_is_within (joined, g_uri_get_host (uri)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_autofree char *url = fuzz_input_read_text (&input);
  g_autoptr (GError) error = NULL;
  const char *fault = inlet_address_find_fault (url);
  gboolean is_good = inlet_address_check (url, &error);

  fuzz_assert_own (fault);
  g_assert_cmpint (is_good, ==, fault == NULL);
  inlet_address_is_within (url, "adobe.io");
  if (is_good)
    assert_safe (url);
  else
    g_assert_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT);

  return 0;
}
