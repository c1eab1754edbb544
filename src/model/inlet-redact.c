/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text is never changed on the way. It is read as it is and with one or two encodings taken
 * off; what is found in any of these views is marked in a mask of the source, and the mask is
 * written out at the end. So it does not matter in what mixture an encoding was used. */

#include "inlet-redact.h"

#include "inlet-redact-place.h"
#include "inlet-redact-view.h"
#include "inlet-secrets.h"

#include <string.h>

/* Such as a URL in JSON, or JSON in a JSON string. */
#define MAX_ENCODINGS 2

/* How much of many short texts is looked through at once. */
#define BATCH_BYTES (64 * 1024)

/* Shorter texts occur everywhere by chance. */
#define MIN_NEEDLE_LENGTH 4

static const InletRedactEncoding encodings[] = {
  INLET_REDACT_JSON, INLET_REDACT_URL, INLET_REDACT_HTML,
};

/* The three ways in which base64 may write @secret, by its place within a group of three bytes.
 * The letters at the ends that depend on its neighbours are left out. */
static void
add_base64 (GPtrArray  *needles,
            const char *secret)
{
  gsize length = strlen (secret);

  for (gsize shift = 0; shift < 3; shift++) {
    inlet_autosecret char *padded = g_strdup_printf ("%.*s%s", (int) shift, "  ", secret);
    inlet_autosecret char *encoded = g_base64_encode ((guchar *) padded, shift + length);
    gsize start = (shift * 8 + 5) / 6;
    gsize end = (shift + length) * 8 / 6;
    char *interior = g_strndup (encoded + start, end - start);

    g_ptr_array_add (needles, interior);
    if (strpbrk (interior, "+/") != NULL) {
      char *url_safe = g_strdelimit (g_strdup (interior), "+", '-');

      g_ptr_array_add (needles, g_strdelimit (url_safe, "/", '_'));
    }
  }
}

/* @secret as it is read where it was put without being encoded: what looks like an escape in it is
 * taken for one. */
static void
add_decoded (GPtrArray  *needles,
             const char *secret)
{
  g_autoptr (InletRedactView) view = inlet_redact_view_new (secret, strlen (secret));

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autoptr (InletRedactView) decoded = inlet_redact_view_decode (view, encodings[i]);

    if (decoded == NULL || strlen (decoded->text) < MIN_NEEDLE_LENGTH)
      continue;
    g_ptr_array_add (needles, g_strdup (decoded->text));
    /* Within a string in JSON, a quote that HTML has encoded is no end of it. */
    if (encodings[i] == INLET_REDACT_JSON && strchr (secret, '"') != NULL)
      g_ptr_array_add (needles, g_strdelimit (g_strdup (decoded->text), "\n", '"'));
  }
}

static GPtrArray *
make_needles (const char * const *secrets)
{
  GPtrArray *needles = g_ptr_array_new_with_free_func ((GDestroyNotify) inlet_secret_free);

  for (gsize i = 0; secrets != NULL && secrets[i] != NULL; i++) {
    if (strlen (secrets[i]) < MIN_NEEDLE_LENGTH)
      continue;

    g_ptr_array_add (needles, g_strdup (secrets[i]));
    add_base64 (needles, secrets[i]);
    add_decoded (needles, secrets[i]);
  }

  return needles;
}

/* For every beginning of @needle: how much of its end is also the beginning of @needle. */
static gsize *
find_overlaps (const char *needle,
               gsize       length)
{
  gsize *overlaps = g_new0 (gsize, length + 1);
  gsize matched = 0;

  for (gsize i = 1; i < length; i++) {
    while (matched > 0 && needle[i] != needle[matched])
      matched = overlaps[matched];
    if (needle[i] == needle[matched])
      matched++;
    overlaps[i + 1] = matched;
  }

  return overlaps;
}

/* A reply may be cut off in the middle of a secret: the @matched bytes before @end are masked where
 * they are enough, and all that is behind them. */
static void
mark_beginning (InletRedactView *view,
                gsize            end,
                gsize            matched,
                gsize            marked,
                char            *mask)
{
  if (matched >= MIN_NEEDLE_LENGTH)
    inlet_redact_mark (view, MAX (marked, end - matched), view->length, mask);
}

/* Knuth, Morris and Pratt: overlapping occurrences count, and the time stays linear. */
static void
mark_needle (InletRedactView *view,
             const char      *needle,
             char            *mask)
{
  gsize length = strlen (needle);
  g_autofree gsize *overlaps = find_overlaps (needle, length);
  gsize matched = 0;
  gsize marked = 0;

  for (gsize i = 0; i < view->length; i++) {
    if (i == view->cut)
      mark_beginning (view, i, matched, marked, mask);
    if (matched == 0) {
      const char *first = memchr (view->text + i, needle[0], view->length - i);

      if (first == NULL)
        return;
      i = first - view->text;
    }

    while (matched > 0 && view->text[i] != needle[matched])
      matched = overlaps[matched];
    if (view->text[i] == needle[matched])
      matched++;
    if (matched < length)
      continue;

    inlet_redact_mark (view, MAX (marked, i + 1 - length), i + 1, mask);
    marked = i + 1;
    matched = overlaps[matched];
  }

  mark_beginning (view, view->length, matched, marked, mask);
}

/* @folded: spaces stand for plus signs, see inlet_redact_view_decode(). */
static void
mark_needles (InletRedactView *view,
              GPtrArray       *needles,
              gboolean         folded,
              char            *mask)
{
  for (gsize i = 0; i < needles->len; i++) {
    inlet_autosecret char *needle = g_strdup (g_ptr_array_index (needles, i));

    if (folded)
      g_strdelimit (needle, "+", ' ');
    mark_needle (view, needle, mask);
  }
}

static gboolean
mark_view (InletRedactView *view,
           GPtrArray       *needles,
           gboolean         folded,
           int              n_encodings,
           char            *mask)
{
  mark_needles (view, needles, folded, mask);
  if (!inlet_redact_mark_places (view, mask))
    return FALSE;
  if (n_encodings == MAX_ENCODINGS)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++) {
    g_autoptr (InletRedactView) decoded = inlet_redact_view_decode (view, encodings[i]);
    gboolean is_folded = folded || encodings[i] == INLET_REDACT_URL;

    if (decoded != NULL && !mark_view (decoded, needles, is_folded, n_encodings + 1, mask))
      return FALSE;
  }

  return TRUE;
}

static char *
apply_mask (const char *text,
            gsize       length,
            const char *mask)
{
  g_autoptr (GString) result = g_string_sized_new (length);
  gsize i = 0;

  while (i < length) {
    gsize start = i;

    while (i < length && mask[i] == mask[start])
      i++;
    if (mask[start])
      g_string_append (result, INLET_REDACTED);
    else
      g_string_append_len (result, text + start, i - start);
  }

  return g_utf8_make_valid (result->str, result->len);
}

static char *
redact (const char *text,
        gsize       length,
        GPtrArray  *needles)
{
  g_autoptr (InletRedactView) view = inlet_redact_view_new (text, length);
  g_autofree char *mask = g_malloc0 (length + 1);

  /* Where a pattern could not be run to its end, nobody knows what is left: nothing is shown. */
  if (!mark_view (view, needles, FALSE, 0, mask))
    return g_strdup (INLET_REDACTED);

  return apply_mask (text, length, mask);
}

/* Of each needle as much as is masked where a text ends within it: ends are not seen in a batch. */
static GPtrArray *
make_beginnings (GPtrArray *needles)
{
  GPtrArray *beginnings = g_ptr_array_new_with_free_func ((GDestroyNotify) inlet_secret_free);

  for (guint i = 0; i < needles->len; i++)
    g_ptr_array_add (beginnings, g_strndup (needles->pdata[i], MIN_NEEDLE_LENGTH));

  return beginnings;
}

static gboolean
is_suspicious (GString   *joined,
               GPtrArray *beginnings)
{
  g_autofree char *redacted = redact (joined->str, joined->len, beginnings);

  return !g_str_equal (redacted, joined->str);
}

static void
redact_each (GPtrArray    *texts,
             guint         start,
             guint         end,
             GStringChunk *chunk,
             GPtrArray    *needles)
{
  for (guint i = start; i < end; i++) {
    g_autofree char *redacted = redact (texts->pdata[i], strlen (texts->pdata[i]), needles);

    if (!g_str_equal (redacted, texts->pdata[i]))
      texts->pdata[i] = g_string_chunk_insert (chunk, redacted);
  }
}

char *
inlet_redact (const char         *text,
              gssize              length,
              const char * const *secrets)
{
  g_autoptr (GPtrArray) needles = NULL;

  if (text == NULL)
    return g_strdup ("");

  needles = make_needles (secrets);
  return redact (text, length < 0 ? strlen (text) : (gsize) length, needles);
}

void
inlet_redact_texts (GPtrArray          *texts,
                    GStringChunk       *chunk,
                    const char * const *secrets)
{
  g_autoptr (GString) joined = g_string_sized_new (BATCH_BYTES);
  g_autoptr (GPtrArray) needles = make_needles (secrets);
  g_autoptr (GPtrArray) beginnings = make_beginnings (needles);
  guint start = 0;

  g_return_if_fail (texts != NULL);
  g_return_if_fail (chunk != NULL);

  for (guint i = 0; i < texts->len; i++) {
    g_string_append (joined, texts->pdata[i]);
    g_string_append_c (joined, '\n');
    if (joined->len < BATCH_BYTES && i + 1 < texts->len)
      continue;

    if (is_suspicious (joined, beginnings))
      redact_each (texts, start, i + 1, chunk, needles);
    g_string_truncate (joined, 0);
    start = i + 1;
  }
}
