/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-secret-buffer.h"

#include "inlet-json.h"
#include "inlet-secrets.h"

#include <string.h>

static void
test_empty (void)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;

  g_assert_null (inlet_secret_buffer_steal (&buffer));
  inlet_secret_buffer_clear (&buffer);
  inlet_secret_buffer_append (&buffer, "");
  g_assert_cmpstr (buffer.text, ==, "");
}

static void
test_members (void)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;
  inlet_autosecret char *text = NULL;

  inlet_secret_buffer_append (&buffer, "{");
  inlet_secret_buffer_append_member (&buffer, "a", "1");
  inlet_secret_buffer_append_name (&buffer, "b");
  inlet_secret_buffer_append (&buffer, "{");
  inlet_secret_buffer_append_member (&buffer, "c", "{");
  inlet_secret_buffer_append_member (&buffer, "d", "");
  inlet_secret_buffer_append (&buffer, "}}");
  text = inlet_secret_buffer_steal (&buffer);

  g_assert_cmpstr (text, ==, "{\"a\":\"1\",\"b\":{\"c\":\"{\",\"d\":\"\"}}");
  g_assert_cmpint (buffer.length, ==, 0);
  g_assert_null (buffer.text);
}

/* Every character that a text can have comes back from a parser that is not ours. */
static void
test_every_character_survives (void)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (gunichar c = 1; c < 0x800; c++)
    g_string_append_unichar (value, c);
  g_string_append (value, "\xe2\x80\xa8\xf0\x9f\x93\x9a");

  inlet_secret_buffer_append (&buffer, "{");
  inlet_secret_buffer_append_member (&buffer, "value", value->str);
  inlet_secret_buffer_append (&buffer, "}");

  for (gsize i = 0; i < buffer.length; i++)
    g_assert_cmpint ((guchar) buffer.text[i], >=, 0x20);

  bytes = g_bytes_new (buffer.text, buffer.length);
  object = inlet_json_parse_object (bytes);
  g_assert_nonnull (object);
  g_assert_cmpstr (inlet_json_get_string (object, "value"), ==, value->str);
}

static void
test_growing_keeps_the_text (void)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++) {
    g_autofree char *part = g_strdup_printf ("%u,", i);

    inlet_secret_buffer_append (&buffer, part);
    g_string_append (expected, part);
    g_assert_cmpint (buffer.length, ==, expected->len);
    g_assert_cmpint (buffer.length, <, buffer.size);
  }

  for (guint i = 0; i < 70000; i++) {
    inlet_secret_buffer_append (&buffer, "x");
    g_string_append_c (expected, 'x');
    g_assert_cmpint (buffer.length, <, buffer.size);
  }

  g_assert_cmpstr (buffer.text, ==, expected->str);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/secret-buffer/empty", test_empty);
  g_test_add_func ("/inlet/model/secret-buffer/members-are-divided-by-commas", test_members);
  g_test_add_func ("/inlet/model/secret-buffer/every-character-survives",
                   test_every_character_survives);
  g_test_add_func ("/inlet/model/secret-buffer/growing-keeps-the-text",
                   test_growing_keeps_the_text);

  return g_test_run ();
}
