/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-field-clean.h"

#include <string.h>

/* A part of a text that belongs to somebody else: cutting it copies nothing. */
typedef struct
{
  const char *start;
  const char *end;
} Span;

typedef Span (*Step) (Span span);

static const char * const quotes[][2] = {
  { "\"", "\"" },
  { "'", "'" },
  { "`", "`" },
  { "“", "”" },
  { "„", "“" },
  { "‘", "’" },
  { "‚", "‘" },
  { "«", "»" },
};

/* White space, and what web pages and office programs put beside a text without showing it. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) ||
         c == '\v' ||
         c == 0xfeff ||                       /* byte order mark */
         c == 0x2060 ||                       /* word joiner */
         (c >= 0x200b && c <= 0x200f) ||      /* of no width; direction marks */
         (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

static gboolean
has_prefix (Span        span,
            const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (span.end - span.start) >= length &&
         g_ascii_strncasecmp (span.start, prefix, length) == 0;
}

static gboolean
has_suffix (Span        span,
            const char *suffix)
{
  gsize length = strlen (suffix);

  return (gsize) (span.end - span.start) >= length &&
         memcmp (span.end - length, suffix, length) == 0;
}

static Span
strip (Span span)
{
  while (span.start < span.end && is_blank (g_utf8_get_char (span.start)))
    span.start = g_utf8_next_char (span.start);

  while (span.start < span.end) {
    const char *last = g_utf8_prev_char (span.end);

    if (!is_blank (g_utf8_get_char (last)))
      break;
    span.end = last;
  }

  return span;
}

/* What is copied out of JSON or a shell script often has the comma after the quote. */
static Span
unquote (Span span)
{
  Span inner = span;

  if (has_suffix (span, ",") || has_suffix (span, ";"))
    inner = strip ((Span) { span.start, span.end - 1 });

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++) {
    gsize opening = strlen (quotes[i][0]);
    gsize closing = strlen (quotes[i][1]);

    if ((gsize) (inner.end - inner.start) >= opening + closing &&
        has_prefix (inner, quotes[i][0]) && has_suffix (inner, quotes[i][1]))
      return strip ((Span) { inner.start + opening, inner.end - closing });
  }

  return span;
}

static Span
skip_header_name (Span span)
{
  static const char name[] = "authorization:";

  return has_prefix (span, name) ? (Span) { span.start + strlen (name), span.end } : span;
}

/* “Bearer ” with its blank: a token may begin with these letters. */
static Span
skip_bearer (Span span)
{
  Span rest = span;

  if (has_prefix (span, "bearer"))
    rest = strip ((Span) { span.start + strlen ("bearer"), span.end });

  return rest.start > span.start + strlen ("bearer") ? rest : span;
}

static Span
drop_parenthesis (Span span)
{
  if (!has_suffix (span, ")") || memchr (span.start, '(', span.end - span.start) != NULL)
    return span;

  return (Span) { span.start, span.end - 1 };
}

/* Takes @steps again and again until none finds anything more: what is clean stays as it is. */
static char *
clean (const char *text,
       const Step *steps)
{
  Span span = { text, text + strlen (text) };
  Span before;

  do {
    before = span;
    for (const Step *step = steps; *step != NULL; step++)
      span = (*step)(span);
  } while (span.start != before.start || span.end != before.end);

  return g_strndup (span.start, span.end - span.start);
}

static gboolean
is_between_scopes (gunichar c)
{
  return is_blank (c) || (c < 0x80 && strchr (",;[]\"'`", c) != NULL);
}

char *
inlet_clean_text (const char *text)
{
  static const Step steps[] = { strip, NULL };

  return clean (text, steps);
}

char *
inlet_clean_key (const char *text)
{
  static const Step steps[] = { strip, unquote, NULL };

  return clean (text, steps);
}

char *
inlet_clean_token (const char *text)
{
  static const Step steps[] = { strip, unquote, skip_header_name, skip_bearer, NULL };

  return clean (text, steps);
}

char *
inlet_clean_address (const char *text)
{
  static const Step steps[] = { strip, unquote, drop_parenthesis, NULL };

  return clean (text, steps);
}

char *
inlet_clean_scopes (const char *text)
{
  g_autofree char *stripped = inlet_clean_text (text);
  g_autoptr (GString) scopes = g_string_new (NULL);
  gboolean is_next = FALSE;

  for (const char *c = stripped; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    if (is_between_scopes (character)) {
      is_next = TRUE;
      continue;
    }

    if (is_next && scopes->len > 0)
      g_string_append_c (scopes, ',');
    g_string_append_unichar (scopes, character);
    is_next = FALSE;
  }

  return g_strdup (scopes->str);
}
