/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets, a line each; an empty line; any text. Words such as `@url@` in the text stand for the
 * first secret in that form. Nothing of the secrets is left. */

#include "fuzz.h"

#include "inlet-redact.h"

#include <string.h>

static const char * const words[FUZZ_FORM_LAST] = {
  [FUZZ_RAW] = "@raw@",
  [FUZZ_URL] = "@url@",
  [FUZZ_JSON] = "@json@",
  [FUZZ_HTML] = "@html@",
  [FUZZ_BASE64] = "@base64@",
  [FUZZ_BASE64_1] = "@base64-1@",
  [FUZZ_BASE64_2] = "@base64-2@",
};

/* Appends what begins at @text and returns how much was read of it. */
static gsize
append_next (GString    *planted,
             const char *text,
             gsize       length,
             const char *secret)
{
  for (FuzzForm form = FUZZ_RAW; form < FUZZ_FORM_LAST; form++) {
    gsize n = strlen (words[form]);
    g_autofree char *encoded = NULL;

    if (length < n || memcmp (text, words[form], n) != 0)
      continue;

    encoded = fuzz_encode (form, secret);
    g_string_append (planted, encoded);
    return n;
  }

  g_string_append_c (planted, *text);
  return 1;
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
