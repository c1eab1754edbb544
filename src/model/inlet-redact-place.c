/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-redact-place.h"

#include <string.h>

/* How the names of members, form fields, headers and elements end that hold a secret. */
#define NAMES \
  "(?:client[_-]?secrets?|secret[_-]?(?:access[_-]?)?key|pass(?:word|phrase|wd)" \
  "|(?:access|refresh|id|session|security|user|auth|jwt)[_-]?token" \
  "|authorization|assertion|private[_-]?key|cookie|x-amz-signature)"

/* What follows is a value: a string, a list, an object or a plain word. */
#define MEMBER "(?:" NAMES "|[\"'](?:params|token|secrets?))[\"']\\s*+(?::|=>)\\s*+"

/* Each has the secret as its first group. None may look at the same bytes from many beginnings, or
 * a large text would take very long. The words that follow “Bearer” in a sentence are spared, as
 * they say what is wrong. */
static const char * const value_patterns[] = {
  "authorization[\"']?\\s*+[:=]\\s*+[\"']?([^\\r\\n\"']++)",
  "^[ \\t<>*]*+[\\w-]*?" NAMES "[ \\t]*+:[ \\t]*+([^\\r\\n]++)",
  NAMES "\\s?=\\s?(?|\"([^\"]++)|'([^']++)|([^&\\s\"'<>]++))",
  "<[\\w:.-]*?" NAMES "(?:\\s[^<>]*+)?>([^<]++)",
  "\\bbearer(?:\\s|%20|\\+)++"
  "(?!(?:tokens?|authentication|authorization|scheme|realm|error|scope)(?![\\w.~/-]))"
  "([^\\s\"'<>&,;\\\\]++)",
  "(?<![\\w-])(eyJ[\\w-]{4,}+(?:\\.[\\w-]*+){1,4})",
};

typedef struct
{
  GRegex *member;
  GRegex *values[G_N_ELEMENTS (value_patterns)];
} Patterns;

static GRegex *
compile (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegexCompileFlags flags = G_REGEX_RAW | G_REGEX_CASELESS | G_REGEX_MULTILINE | G_REGEX_OPTIMIZE;
  GRegex *regex = g_regex_new (pattern, flags, 0, &error);

  g_assert_no_error (error);
  return regex;
}

static gpointer
compile_patterns (gpointer unused)
{
  Patterns *patterns = g_new (Patterns, 1);

  patterns->member = compile (MEMBER);
  for (gsize i = 0; i < G_N_ELEMENTS (value_patterns); i++)
    patterns->values[i] = compile (value_patterns[i]);

  return patterns;
}

static const Patterns *
get_patterns (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, compile_patterns, NULL);
}

/* The index of the quote that ends the string whose first character is at @i. */
static gsize
find_string_end (InletRedactView *view,
                 gsize            i,
                 char             quote)
{
  while (i < view->length && view->text[i] != quote)
    i += view->text[i] == '\\' ? 2 : 1;

  return MIN (i, view->length);
}

static gsize
find_word_end (InletRedactView *view,
               gsize            i)
{
  static const char delimiters[] = " \t\r\n{}[],;:&<>\"'";

  while (i < view->length && memchr (delimiters, view->text[i], strlen (delimiters)) == NULL)
    i++;

  return i;
}

static gboolean
is_member_name (InletRedactView *view,
                gsize            i)
{
  while (i < view->length && g_ascii_isspace (view->text[i]))
    i++;

  return i < view->length && view->text[i] == ':';
}

/* Marks the string, word or sign at @i and returns what follows it. The names of members are spared
 * where @has_names. */
static gsize
mark_token (InletRedactView *view,
            gsize            i,
            gboolean         has_names,
            char            *mask)
{
  char c = view->text[i];
  gsize end;

  if (c == '"' || c == '\'') {
    end = find_string_end (view, i + 1, c);
    if (!has_names || !is_member_name (view, end + 1))
      inlet_redact_mark (view, i + 1, end, mask);
    return MIN (end + 1, view->length);
  }

  end = find_word_end (view, i);
  inlet_redact_mark (view, i, end, mask);
  return MAX (end, i + 1);
}

/* Marks the value at @i, with all that is in it, and returns what follows it. */
static gsize
mark_value (InletRedactView *view,
            gsize            i,
            char            *mask)
{
  gsize depth = 0;

  if (i >= view->length)
    return view->length;

  do {
    char c = view->text[i];

    if (c == '{' || c == '[')
      depth++;
    else if (depth > 0 && (c == '}' || c == ']'))
      depth--;
    i = mark_token (view, i, depth > 0, mask);
  } while (depth > 0 && i < view->length);

  return i;
}

static gboolean
mark_members (InletRedactView *view,
              GRegex          *regex,
              char            *mask)
{
  g_autoptr (GError) error = NULL;
  gsize position = 0;

  while (position < view->length) {
    g_autoptr (GMatchInfo) match = NULL;
    int end;

    if (!g_regex_match_full (regex, view->text, view->length, position, 0, &match, &error))
      break;
    g_match_info_fetch_pos (match, 0, NULL, &end);
    position = mark_value (view, end, mask);
  }

  return error == NULL;
}

static gboolean
mark_values (InletRedactView *view,
             GRegex          *regex,
             char            *mask)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match_full (regex, view->text, view->length, 0, 0, &match, &error);
  while (error == NULL && g_match_info_matches (match)) {
    int start;
    int end;

    if (g_match_info_fetch_pos (match, 1, &start, &end))
      inlet_redact_mark (view, start, end, mask);
    g_match_info_next (match, &error);
  }

  return error == NULL;
}

void
inlet_redact_mark (InletRedactView *view,
                   gsize            start,
                   gsize            end,
                   char            *mask)
{
  gsize from = view->origin[start];

  memset (mask + from, TRUE, view->origin[end] - from);
}

gboolean
inlet_redact_mark_places (InletRedactView *view,
                          char            *mask)
{
  const Patterns *patterns = get_patterns ();

  for (gsize i = 0; i < G_N_ELEMENTS (value_patterns); i++)
    if (!mark_values (view, patterns->values[i], mask))
      return FALSE;

  return mark_members (view, patterns->member, mask);
}
