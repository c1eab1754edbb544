/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-redact-view.h"

#include <string.h>

/* Takes the encoding off what begins at @text: writes at most 4 bytes, no more than it reads, to
 * @decoded, sets @n_decoded where it is not 1, and answers how many bytes were read; 0 when nothing
 * is encoded there. */
typedef gsize (*Decoder) (const char *text,
                          gsize       length,
                          char       *decoded,
                          gsize      *n_decoded);

/* The value of the @n hexadecimal digits at @text, -1 when they are not. */
static int
read_hex (const char *text,
          gsize       length,
          gsize       n)
{
  int value = 0;

  if (length < n)
    return -1;

  for (gsize i = 0; i < n; i++) {
    int digit = g_ascii_xdigit_value (text[i]);

    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }

  return value;
}

static gboolean
write_character (gunichar  character,
                 char     *decoded,
                 gsize    *n_decoded)
{
  if (!g_unichar_validate (character))
    return FALSE;

  *n_decoded = g_unichar_to_utf8 (character, decoded);
  return TRUE;
}

/* `\u00e9`, or two of them for a character outside the first plane. */
static gsize
decode_json_unicode (const char *text,
                     gsize       length,
                     char       *decoded,
                     gsize      *n_decoded)
{
  int first = read_hex (text + 2, length - 2, 4);
  int second;

  if (first < 0)
    return 0;
  if (first < 0xD800 || first > 0xDBFF)
    return write_character (first, decoded, n_decoded) ? 6 : 0;
  if (length < 12 || text[6] != '\\' || text[7] != 'u')
    return 0;

  second = read_hex (text + 8, 4, 4);
  if (second < 0xDC00 || second > 0xDFFF)
    return 0;

  write_character (0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), decoded, n_decoded);
  return 12;
}

static gsize
decode_json (const char *text,
             gsize       length,
             char       *decoded,
             gsize      *n_decoded)
{
  static const char escapes[] = "\"\\/'bfnrt";
  static const char meanings[] = "\"\\/'\b\f\n\r\t";
  const char *escape;

  if (text[0] == '"') {
    decoded[0] = '\n';
    return 1;
  }
  if (length < 2 || text[0] != '\\')
    return 0;
  if (text[1] == 'u')
    return decode_json_unicode (text, length, decoded, n_decoded);

  escape = text[1] != '\0' ? strchr (escapes, text[1]) : NULL;
  if (escape == NULL)
    return 0;

  decoded[0] = meanings[escape - escapes];
  return 2;
}

static gsize
decode_url (const char *text,
            gsize       length,
            char       *decoded,
            gsize      *n_decoded)
{
  int value = -1;

  if (text[0] == '+')
    value = '+';
  else if (text[0] == '%')
    value = read_hex (text + 1, length - 1, 2);
  if (value < 0)
    return 0;

  decoded[0] = value == '+' ? ' ' : value;
  return text[0] == '%' ? 3 : 1;
}

static gsize
decode_html_number (const char *text,
                    gsize       length,
                    char       *decoded,
                    gsize      *n_decoded)
{
  guint base = length > 2 && (text[2] == 'x' || text[2] == 'X') ? 16 : 10;
  gsize i = base == 16 ? 3 : 2;
  gunichar value = 0;

  for (; i < length && i < 12 && text[i] != ';'; i++) {
    int digit = g_ascii_xdigit_value (text[i]);

    if (digit < 0 || digit >= (int) base)
      return 0;
    value = value * base + digit;
  }

  if (i >= length || text[i] != ';' || !write_character (value, decoded, n_decoded))
    return 0;

  return i + 1;
}

static gsize
decode_html (const char *text,
             gsize       length,
             char       *decoded,
             gsize      *n_decoded)
{
  static const struct { const char *name; char meaning; } entities[] = {
    { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
  };

  if (text[0] != '&')
    return 0;
  if (length > 1 && text[1] == '#')
    return decode_html_number (text, length, decoded, n_decoded);

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++) {
    gsize n = strlen (entities[i].name);

    if (length >= n && memcmp (text, entities[i].name, n) == 0) {
      decoded[0] = entities[i].meaning;
      return n;
    }
  }

  return 0;
}

/* Nothing is encoded in a text that has none of these. */
static gboolean
has_sign (InletRedactView *view,
          const char      *signs)
{
  for (; *signs != '\0'; signs++)
    if (memchr (view->text, *signs, view->length) != NULL)
      return TRUE;

  return FALSE;
}

/* Whether the text ends in the middle of the escape that begins at @i, as when the line was cut
 * there, and perhaps in the middle of a secret. */
static gboolean
is_cut_escape (InletRedactView *view,
               gsize            i,
               const char      *signs)
{
  if (view->text[i] == '\0' || strchr (signs, view->text[i]) == NULL)
    return FALSE;

  while (i < view->length && (g_ascii_isalnum (view->text[i]) ||
                              memchr ("\\%&#", view->text[i], 4) != NULL))
    i++;

  return i == view->length;
}

static InletRedactView *
new_empty (gsize capacity)
{
  InletRedactView *view = g_new0 (InletRedactView, 1);

  view->text = g_malloc (capacity + 1);
  view->origin = g_new (gsize, capacity + 1);

  return view;
}

InletRedactView *
inlet_redact_view_new (const char *text,
                       gsize       length)
{
  InletRedactView *view = new_empty (length);

  view->length = length;
  view->cut = length;
  memcpy (view->text, text, length);
  view->text[length] = '\0';
  for (gsize i = 0; i <= length; i++)
    view->origin[i] = i;

  return view;
}

InletRedactView *
inlet_redact_view_decode (InletRedactView     *view,
                          InletRedactEncoding  encoding)
{
  static const struct { Decoder decode; const char *signs; gsize longest; } encodings[] = {
    [INLET_REDACT_JSON] = { decode_json, "\\", 12 },
    [INLET_REDACT_URL] = { decode_url, "%+", 3 },
    [INLET_REDACT_HTML] = { decode_html, "&", 12 },
  };
  InletRedactView *decoded;
  gsize length = 0;
  gsize cut = G_MAXSIZE;
  gsize i = 0;

  if (!has_sign (view, encodings[encoding].signs))
    return NULL;

  decoded = new_empty (view->length);
  while (i < view->length) {
    char *target = decoded->text + length;
    gsize n_decoded = 1;
    gsize n_read = encodings[encoding].decode (view->text + i, view->length - i, target,
                                               &n_decoded);

    if (n_read == 0 && cut == G_MAXSIZE && view->length - i < encodings[encoding].longest &&
        is_cut_escape (view, i, encodings[encoding].signs))
      cut = length;
    if (n_read == 0)
      *target = view->text[i];
    for (gsize j = 0; j < n_decoded; j++)
      decoded->origin[length + j] = view->origin[i];
    length += n_decoded;
    i += MAX (n_read, 1);
  }

  decoded->length = length;
  decoded->cut = MIN (cut, length);
  decoded->text[length] = '\0';
  decoded->origin[length] = view->origin[view->length];

  return decoded;
}

void
inlet_redact_view_free (InletRedactView *view)
{
  /* A secret, or a reply that has one. */
  explicit_bzero (view->text, view->length);
  g_free (view->text);
  g_free (view->origin);
  g_free (view);
}
