/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "planted.h"

#include "call.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define PIECE_BYTES 8

static void
add_pieces (GHashTable *pieces,
            const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i + PIECE_BYTES <= length; i++)
    g_hash_table_add (pieces, g_strndup (text + i, PIECE_BYTES));
}

/* By its place within a group of three bytes, without what its neighbours decide. */
static void
add_base64 (GHashTable *pieces,
            const char *secret)
{
  for (gsize shift = 0; shift < 3; shift++) {
    g_autofree char *padded = g_strdup_printf ("%.*s%s", (int) shift, "  ", secret);
    gsize length = strlen (padded);
    g_autofree char *encoded = g_base64_encode ((guchar *) padded, length - length % 3);

    add_pieces (pieces, encoded + (shift > 0 ? 4 : 0));
  }
}

static void
add_secret (GHashTable *pieces,
            const char *secret)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), secret);
  g_autofree char *json = json_to_string (node, FALSE);
  g_autofree char *url = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *html = g_markup_escape_text (secret, -1);

  json[strlen (json) - 1] = '\0';
  add_pieces (pieces, secret);
  add_pieces (pieces, json + 1);
  add_pieces (pieces, url);
  add_pieces (pieces, html);
  add_base64 (pieces, secret);
}

static GHashTable *
get_pieces (void)
{
  static GHashTable *pieces = NULL;

  if (pieces != NULL)
    return pieces;

  pieces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const char *const *secret = call_secrets; *secret != NULL; secret++)
    add_secret (pieces, *secret);

  return pieces;
}

/* Without what a reader would look over: NULs, and what stands for bytes that are no text. */
static char *
dup_squeezed (const char *text,
              gsize       length)
{
  g_autoptr (GString) squeezed = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++) {
    if (i + 3 <= length && memcmp (text + i, "\xef\xbf\xbd", 3) == 0)
      i += 2;
    else if (text[i] != '\0')
      g_string_append_c (squeezed, text[i]);
  }

  return g_string_free (g_steal_pointer (&squeezed), FALSE);
}

const char *
planted_find (const char *text,
              gsize       length)
{
  g_autofree char *squeezed = dup_squeezed (text, length);
  gsize n_bytes = strlen (squeezed);
  char piece[PIECE_BYTES + 1] = "";

  for (gsize i = 0; i + PIECE_BYTES <= n_bytes; i++) {
    gpointer found = NULL;

    memcpy (piece, squeezed + i, PIECE_BYTES);
    if (g_hash_table_lookup_extended (get_pieces (), piece, &found, NULL))
      return found;
  }

  return NULL;
}
