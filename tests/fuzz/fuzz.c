/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* The linker's: all that the program has in its own file lies between them. */
extern const char __executable_start[];
extern const char _end[];

/* GLib traps where a warning is fatal, but libFuzzer keeps the input only of what aborts. */
static void
on_trapped (int number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  signal (SIGTRAP, on_trapped);

  return 0;
}

FuzzInput
fuzz_input_new (const guint8 *data,
                gsize         size)
{
  return (FuzzInput) { (const char *) data, size };
}

static void
skip (FuzzInput *self,
      gsize      length)
{
  self->data += length;
  self->length -= length;
}

char *
fuzz_input_read_line (FuzzInput *self)
{
  const char *end = self->length > 0 ? memchr (self->data, '\n', self->length) : NULL;
  gsize length = end != NULL ? (gsize) (end - self->data) : self->length;
  char *line = length > 0 ? g_strndup (self->data, length) : NULL;

  skip (self, end != NULL ? length + 1 : length);

  return line;
}

GStrv
fuzz_input_read_lines (FuzzInput *self)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  char *line;

  while ((line = fuzz_input_read_line (self)) != NULL) {
    g_strv_builder_add (lines, line);
    g_free (line);
  }

  return g_strv_builder_end (lines);
}

char *
fuzz_input_read_text (FuzzInput *self)
{
  char *text = g_strndup (self->data, self->length);

  skip (self, self->length);

  return text;
}

static void
read_header (const char   *line,
             GStrvBuilder *headers,
             GStrvBuilder *secrets)
{
  g_auto (GStrv) parts = g_strsplit (line, ":", 2);

  if (g_strv_length (parts) < 2)
    return;

  g_strchug (parts[1]);
  if (strcmp (parts[0], "Secret") == 0)
    g_strv_builder_add (secrets, parts[1]);
  else
    g_strv_builder_add_many (headers, parts[0], parts[1], NULL);
}

InletReply *
fuzz_input_read_reply (FuzzInput *self,
                       GStrv     *secrets)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) planted = g_strv_builder_new ();
  g_autofree char *status = fuzz_input_read_line (self);
  g_auto (GStrv) lines = fuzz_input_read_lines (self);
  g_autoptr (GBytes) body = g_bytes_new (self->data, self->length);
  g_auto (GStrv) pairs = NULL;
  char *reason = NULL;
  guint64 number = status != NULL ? g_ascii_strtoull (status, &reason, 10) : 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    read_header (lines[i], headers, planted);
  skip (self, self->length);
  pairs = g_strv_builder_end (headers);
  *secrets = g_strv_builder_end (planted);

  return inlet_reply_new (number % 1000, reason != NULL ? g_strchug (reason) : NULL,
                          (const char * const *) pairs, body);
}

void
fuzz_assert_utf8 (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

void
fuzz_assert_own (const char *message)
{
  g_assert_true (message == NULL || (message >= __executable_start && message < _end));
}

/* Base64 of @secret behind @n_before bytes, without the letters that depend on its neighbours. */
static char *
encode_base64 (const char *secret,
               gsize       n_before)
{
  g_autofree char *whole = g_strdup_printf ("%.*s%s", (int) n_before, "::", secret);
  g_autofree char *encoded = g_base64_encode ((const guchar *) whole, strlen (whole));
  gsize start = (n_before * 8 + 5) / 6;
  gsize end = MAX (strlen (whole) * 8 / 6, start);

  return g_strndup (encoded + start, end - start);
}

static char *
encode_json (const char *secret)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), secret);
  g_autofree char *json = json_to_string (node, FALSE);

  return g_strndup (json + 1, strlen (json) - 2);
}

char *
fuzz_encode (FuzzForm    form,
             const char *secret)
{
  switch (form) {
    case FUZZ_URL:
      return g_uri_escape_string (secret, NULL, FALSE);

    case FUZZ_JSON:
      return encode_json (secret);

    case FUZZ_HTML:
      return g_markup_escape_text (secret, -1);

    case FUZZ_BASE64:
    case FUZZ_BASE64_1:
    case FUZZ_BASE64_2:
      return encode_base64 (secret, form - FUZZ_BASE64);

    case FUZZ_RAW:
    case FUZZ_FORM_LAST:
    default:
      return g_strdup (secret);
  }
}

/* Whether @text has @encoded in a place where it stands for the secret. Behind a backslash, for
 * one, it may be the end of something else: `\u0041` has no `0041` in it. */
static gboolean
has_encoded (const char *text,
             const char *encoded,
             gboolean    is_anywhere)
{
  const char *place;

  for (place = strstr (text, encoded); place != NULL; place = strstr (place + 1, encoded))
    if (is_anywhere || place == text || strchr (" \n\"=:", place[-1]) != NULL)
      return TRUE;

  return FALSE;
}

static void
assert_without (const char *text,
                const char *secret,
                FuzzForm    inner)
{
  g_autofree char *once = fuzz_encode (inner, secret);
  gboolean is_plain = inner == FUZZ_RAW || inner >= FUZZ_BASE64;

  for (FuzzForm outer = FUZZ_RAW; outer < FUZZ_BASE64; outer++) {
    g_autofree char *twice = fuzz_encode (outer, once);

    g_assert_false (has_encoded (text, twice, is_plain && outer == FUZZ_RAW));
  }
}

/* Whether the redactor must find @secret. One that has a mask or a sign for what was left out or
 * unreadable in it may come about where these are put. */
static gboolean
must_be_found (const char *secret)
{
  return strlen (secret) >= 4 && g_utf8_validate (secret, -1, NULL) &&
         strstr (secret, "•") == NULL && strstr (secret, "…") == NULL &&
         strstr (secret, "\357\277\275") == NULL;
}

void
fuzz_assert_redacted (const char         *text,
                      const char * const *secrets)
{
  fuzz_assert_utf8 (text);

  for (; text != NULL && *secrets != NULL; secrets++)
    for (FuzzForm form = FUZZ_RAW; form < FUZZ_FORM_LAST && must_be_found (*secrets); form++)
      assert_without (text, *secrets, form);
}
