/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-words.h"

#include "inlet-secret-buffer.h"
#include "inlet-secrets.h"

#include <string.h>

static void
append_char (InletSecretBuffer *word,
             char               c)
{
  char text[2] = { c, '\0' };

  inlet_secret_buffer_append (word, text);
  explicit_bzero (text, sizeof text);
}

/* How many bytes at @text join two lines, 0 when they do not. */
static gsize
measure_joint (const char *text)
{
  if (*text == '\0' || strchr ("\\^`", *text) == NULL)
    return 0;
  if (text[1] == '\n')
    return 2;

  return text[1] == '\r' && text[2] == '\n' ? 3 : 0;
}

/* What a backslash stands before within double quotes; before anything else it is itself. */
static gboolean
is_escaped (const char *text)
{
  return text[0] == '\\' && text[1] != '\0' && strchr ("\"\\$`", text[1]) != NULL;
}

/* Up to behind the @quote that ends it, or to the end. */
static const char *
read_quoted (const char        *text,
             char               quote,
             InletSecretBuffer *word)
{
  while (*text != '\0' && *text != quote) {
    gsize joint = quote == '"' ? measure_joint (text) : 0;

    if (joint > 0) {
      text += joint;
      continue;
    }

    if (quote == '"' && is_escaped (text))
      text++;
    append_char (word, *text++);
  }

  return *text != '\0' ? text + 1 : text;
}

static gboolean
ends_command (const char *text)
{
  return *text == '\0' || *text == '\n' || *text == ';' || (text[0] == '&' && text[1] == '&');
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static const char *
skip_blanks (const char *text)
{
  gsize joint;

  while ((joint = measure_joint (text)) > 0 || is_blank (*text))
    text += MAX (joint, 1);

  return *text == '#' ? text + strcspn (text, "\n") : text;
}

static const char *
read_word (const char        *text,
           InletSecretBuffer *word)
{
  inlet_secret_buffer_append (word, "");

  while (!ends_command (text) && !is_blank (*text) && measure_joint (text) == 0) {
    char c = *text++;

    if (c == '\'' || c == '"')
      text = read_quoted (text, c, word);
    else if (c == '\\' && *text != '\0')
      append_char (word, *text++);
    else
      append_char (word, c);
  }

  return text;
}

static void
free_word (gpointer word)
{
  inlet_secret_free (word);
}

GPtrArray *
inlet_import_words_new (void)
{
  return g_ptr_array_new_with_free_func (free_word);
}

gboolean
inlet_import_words_read (const char **text,
                         GPtrArray   *words)
{
  const char *c = *text;

  g_ptr_array_set_size (words, 0);
  while (*c != '\0' && words->len == 0) {
    for (c = skip_blanks (c); !ends_command (c); c = skip_blanks (c)) {
      g_auto (InletSecretBuffer) word = INLET_SECRET_BUFFER_INIT;

      c = read_word (c, &word);
      g_ptr_array_add (words, inlet_secret_buffer_steal (&word));
    }

    while (*c != '\0' && ends_command (c))
      c += *c == '&' ? 2 : 1;
  }

  *text = c;
  return words->len > 0;
}
