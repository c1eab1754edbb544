/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-json.h"

#include <math.h>
#include <string.h>

/* json-glib calls itself once per level, so that deep nesting would exhaust the stack. */
#define MAX_DEPTH 64

/* Of an element of a long array: what json-glib makes of it takes a hundred times as much. */
#define MAX_ELEMENT_BYTES (64 * 1024)

/* Whether @c may stand outside of strings. json-glib also takes comments and other things that are
 * not JSON; a bracket or a quote within one would make the depth below wrong. */
static gboolean
is_outside_character (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (" \t\r\n{}[]:,\"+-.", c) != NULL);
}

/* The value of the `\u0041` that @text begins with, -1 when it does not. */
static int
read_unit (const char *text,
           gsize       length)
{
  int unit = 0;

  if (length < 6 || text[0] != '\\' || text[1] != 'u')
    return -1;

  for (gsize i = 2; i < 6; i++) {
    int digit = g_ascii_xdigit_value (text[i]);

    if (digit < 0)
      return -1;
    unit = unit * 16 + digit;
  }

  return unit;
}

/* How many bytes the escape takes that @text begins with, 0 when JSON has none like it or it is a
 * NUL, which would end the text. Behind half of a surrogate pair json-glib swallows the quote that
 * ends the string, and would find other brackets than are counted here. */
static gsize
measure_escape (const char *text,
                gsize       length)
{
  int unit = read_unit (text, length);

  if (length >= 2 && text[1] != '\0' && strchr ("\"\\/bfnrt", text[1]) != NULL)
    return 2;
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return 0;
  if (unit < 0xd800 || unit > 0xdbff)
    return 6;

  unit = read_unit (text + 6, length - 6);

  return unit >= 0xdc00 && unit <= 0xdfff ? 12 : 0;
}

/* The index after the string that begins before @i, 0 when it is not one. */
static gsize
skip_string (const char *text,
             gsize       i,
             gsize       length)
{
  while (i < length && text[i] != '"') {
    gsize n_bytes = text[i] == '\\' ? measure_escape (text + i, length - i) : 1;

    if (n_bytes == 0)
      return 0;
    i += n_bytes;
  }

  return i + 1;
}

static gboolean
is_safe_to_parse (const char *text,
                  gsize       length)
{
  gsize i = 0;
  int depth = 0;

  while (i < length) {
    char c = text[i++];

    if (!is_outside_character (c))
      return FALSE;
    else if (c == '"' && (i = skip_string (text, i, length)) == 0)
      return FALSE;
    else if ((c == '{' || c == '[') && ++depth > MAX_DEPTH)
      return FALSE;
    else if (c == '}' || c == ']')
      depth--;
  }

  return TRUE;
}

static JsonNode *
get_value (JsonObject *object,
           const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/* (transfer none) (nullable) */
static const char *
get_safe_text (GBytes *bytes,
               gsize  *length)
{
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, length) : NULL;

  if (text == NULL || *length == 0 || *length > G_MAXINT ||
      !g_utf8_validate_len (text, *length, NULL) || !is_safe_to_parse (text, *length))
    return NULL;

  return text;
}

/* (transfer full) (nullable) */
static JsonNode *
parse (GBytes *bytes)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize length = 0;
  const char *text = get_safe_text (bytes, &length);

  if (text == NULL)
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

JsonObject *
inlet_json_parse_object (GBytes *bytes)
{
  g_autoptr (JsonNode) root = parse (bytes);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

JsonArray *
inlet_json_parse_array (GBytes *bytes)
{
  g_autoptr (JsonNode) root = parse (bytes);

  return root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_dup_array (root) : NULL;
}

static gsize
skip_blanks (const char *text,
             gsize       i,
             gsize       length)
{
  while (i < length && strchr (" \t\r\n", text[i]) != NULL)
    i++;

  return i;
}

/* The index behind the value that begins at @i. */
static gsize
skip_value (const char *text,
            gsize       i,
            gsize       length)
{
  guint depth = 0;

  for (; i < length; i++) {
    char c = text[i];

    if (depth == 0 && strchr (",]} \t\r\n", c) != NULL)
      return i;

    if (c == '"')
      i = skip_string (text, i + 1, length) - 1;
    else if (c == '{' || c == '[')
      depth++;
    else if (c == '}' || c == ']')
      depth--;

    if (depth == 0 && strchr ("\"]}", c) != NULL)
      return MIN (i + 1, length);
  }

  return length;
}

gboolean
inlet_json_foreach_element (GBytes               *bytes,
                            InletJsonElementFunc  func,
                            gpointer              user_data)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length = 0;
  const char *text = get_safe_text (bytes, &length);
  gsize i = text != NULL ? skip_blanks (text, 0, length) : 0;

  g_return_val_if_fail (func != NULL, FALSE);

  if (text == NULL || i == length || text[i] != '[')
    return FALSE;

  i = skip_blanks (text, i + 1, length);
  while (i < length && text[i] != ']') {
    gsize end = skip_value (text, i, length);

    if (end - i > MAX_ELEMENT_BYTES ||
        !json_parser_load_from_data (parser, text + i, end - i, NULL) ||
        json_parser_get_root (parser) == NULL ||
        !func (json_parser_get_root (parser), user_data))
      return FALSE;

    i = skip_blanks (text, end, length);
    if (i < length && text[i] == ',') {
      i = skip_blanks (text, i + 1, length);
      if (i == length || text[i] == ']')
        return FALSE;
    } else if (i < length && text[i] != ']') {
      return FALSE;
    }
  }

  return i < length && skip_blanks (text, i + 1, length) == length;
}

const char *
inlet_json_get_string (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_value (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

char *
inlet_json_dup_text (JsonObject *object,
                     const char *name)
{
  JsonNode *node = get_value (object, name);

  if (node == NULL)
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return g_strdup (inlet_json_get_string (object, name));
}

gint64
inlet_json_get_int (JsonObject *object,
                    const char *name,
                    gint64      fallback)
{
  JsonNode *node = get_value (object, name);
  double number;

  if (node == NULL)
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);
  if (json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return fallback;

  /* Converting a double that does not fit is undefined. */
  number = json_node_get_double (node);
  return isfinite (number) && fabs (number) < 0x1p63 ? (gint64) number : fallback;
}

gboolean
inlet_json_get_boolean (JsonObject *object,
                        const char *name,
                        gboolean    fallback)
{
  JsonNode *node = get_value (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

JsonObject *
inlet_json_get_object (JsonObject *object,
                       const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

char *
inlet_json_to_text (JsonNode *node,
                    gboolean  pretty)
{
  return json_to_string (node, pretty);
}
