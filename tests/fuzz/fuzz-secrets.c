/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as the keyring's item and as the sign-in's reply: what is read can be kept, and put into
 * a header. */

#include "fuzz.h"

#include "inlet-error.h"
#include "inlet-secrets.h"

#include <string.h>

static void
assert_kept (InletSecrets *secrets)
{
  inlet_autosecret char *json = inlet_secrets_to_json (secrets);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) kept = inlet_secrets_new_from_json (json, &error);

  g_assert_no_error (error);
  g_assert_cmpint (inlet_secrets_get_expires_at (kept), ==, inlet_secrets_get_expires_at (secrets));
  g_assert_cmpstr (inlet_secrets_get_key_id (kept), ==, inlet_secrets_get_key_id (secrets));
  for (guint name = 0; name < INLET_SECRET_LAST; name++) {
    const char *value = inlet_secrets_get (secrets, name);

    g_assert_cmpstr (inlet_secrets_get (kept, name), ==, value);
    fuzz_assert_utf8 (value);
    g_assert_true (value == NULL || strpbrk (value, " \t\r\n") == NULL);
  }
}

static void
read_item (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets = inlet_secrets_new_from_json (text, &error);

  if (secrets != NULL)
    assert_kept (secrets);
  else
    g_assert_error (error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED);
}

static void
read_token (GBytes *body)
{
  g_autoptr (InletReply) reply = inlet_reply_new (200, "OK", NULL, body);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets = inlet_secrets_new_from_token_reply (reply, 1000, &error);

  if (secrets == NULL) {
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    return;
  }

  g_assert_nonnull (inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN));
  g_assert_true (inlet_secrets_get_expires_at (secrets) == 0 ||
                 inlet_secrets_get_expires_at (secrets) > 1000);
  assert_kept (secrets);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autofree char *text = fuzz_input_read_text (&input);

  read_item (text);
  read_token (body);

  return 0;
}
