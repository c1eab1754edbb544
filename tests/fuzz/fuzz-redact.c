/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets, a line each; an empty line; any text. Words such as `@url@` in the text stand for the
 * first secret in that form, `@json:url@` for what JSON makes of that. Nothing of the secrets is
 * left. */

#include "fuzz.h"

#include "inlet-redact.h"

#include <string.h>

static const char * const names[FUZZ_FORM_LAST] = {
  [FUZZ_RAW] = "raw",
  [FUZZ_URL] = "url",
  [FUZZ_JSON] = "json",
  [FUZZ_HTML] = "html",
  [FUZZ_BASE64] = "base64",
  [FUZZ_BASE64_1] = "base64-1",
  [FUZZ_BASE64_2] = "base64-2",
};

static FuzzForm
find_form (const char *name)
{
  FuzzForm form = FUZZ_RAW;

  while (form < FUZZ_FORM_LAST && strcmp (name, names[form]) != 0)
    form++;

  return form;
}

/* %NULL when @word is not one that stands for a secret. */
static char *
encode_word (const char *word,
             const char *secret)
{
  g_auto (GStrv) forms = g_strsplit (word, ":", 2);
  gboolean is_twice = g_strv_length (forms) == 2;
  FuzzForm inner = forms[0] != NULL ? find_form (forms[is_twice ? 1 : 0]) : FUZZ_FORM_LAST;
  FuzzForm outer = is_twice ? find_form (forms[0]) : FUZZ_RAW;
  g_autofree char *once = NULL;

  if (inner == FUZZ_FORM_LAST || outer == FUZZ_FORM_LAST)
    return NULL;

  once = fuzz_encode (inner, secret);

  return fuzz_encode (outer, once);
}

/* Appends what begins at @text and returns how much was read of it. */
static gsize
append_next (GString    *planted,
             const char *text,
             gsize       length,
             const char *secret)
{
  const char *end = *text == '@' ? memchr (text + 1, '@', length - 1) : NULL;
  g_autofree char *word = end != NULL ? g_strndup (text + 1, end - text - 1) : NULL;
  g_autofree char *encoded = word != NULL ? encode_word (word, secret) : NULL;

  if (encoded == NULL) {
    g_string_append_c (planted, *text);
    return 1;
  }

  g_string_append (planted, encoded);
  return end + 1 - text;
}

static GBytes *
plant (FuzzInput  *input,
       const char *secret)
{
  g_autoptr (GString) planted = g_string_new (NULL);
  gsize i = 0;

  while (i < input->length)
    i += append_next (planted, input->data + i, input->length - i, secret);

  return g_string_free_to_bytes (g_steal_pointer (&planted));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = fuzz_input_read_lines (&input);
  gboolean is_text = secrets[0] != NULL && g_utf8_validate (secrets[0], -1, NULL);
  g_autoptr (GBytes) text = plant (&input, is_text ? secrets[0] : "");
  g_autofree char *redacted = inlet_redact (g_bytes_get_data (text, NULL), g_bytes_get_size (text),
                                            (const char * const *) secrets);

  fuzz_assert_redacted (redacted, (const char * const *) secrets);

  return 0;
}
