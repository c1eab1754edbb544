/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-json.h"

#include <string.h>

static JsonObject *
parse_bytes (const char *text,
             gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return inlet_json_parse_object (bytes);
}

static JsonObject *
parse (const char *text)
{
  return parse_bytes (text, strlen (text));
}

static void
test_object (void)
{
  g_autoptr (JsonObject) object = parse (" {\"id\": \"a\\u00e9\\\"\", \"nested\": {\"n\": 7}} \n");
  JsonObject *nested = inlet_json_get_object (object, "nested");

  g_assert_nonnull (object);
  g_assert_cmpstr (inlet_json_get_string (object, "id"), ==, "aé\"");
  g_assert_cmpint (inlet_json_get_int (nested, "n", 0), ==, 7);
}

static void
test_empty_object (void)
{
  g_autoptr (JsonObject) object = parse ("{}");

  g_assert_nonnull (object);
  g_assert_null (inlet_json_get_string (object, "id"));
}

static void
test_not_an_object (void)
{
  static const char * const texts[] = {
    "", " ", "null", "true", "7", "\"text\"", "[]", "[{}]", "<html></html>", "{", "}", "{]",
    "{\"a\"",
    "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}x", "{\"a\":\"", "{\"a\":\"\\\"}", "{'a':1}", "{a:1} b",
    "\xef\xbb\xbf{", "{\"a\":\"\xff\"}", "{\"a\":\"\xed\xa0\x80\"}", "var a = {}", "{\"a\":\"\\",
    "{\"a\":tru}", "{\"a\":1} {\"b\":",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (parse (texts[i]));

  g_assert_null (inlet_json_parse_object (NULL));
}

/* json-glib would take comments; a bracket or a quote in one must not upset the count of levels. */
static void
test_comments (void)
{
  g_assert_null (parse ("{\"a\":1 /* \" */}"));
  g_assert_null (parse ("// {\n{}"));
  g_assert_null (parse ("{} # {"));
}

static void
test_embedded_nul (void)
{
  static const char between[] = "{\"a\":1\0}";
  static const char within[] = "{\"a\":\"b\0c\"}";
  static const char behind[] = "{\"a\":1}\0";

  g_assert_null (parse_bytes (between, sizeof between - 1));
  g_assert_null (parse_bytes (within, sizeof within - 1));
  g_assert_null (parse_bytes (behind, sizeof behind - 1));
}

/* Without a NUL behind it, as bytes from the network are. */
static void
test_unterminated_bytes (void)
{
  static const char text[] = "{\"a\":12}345";
  g_autofree char *exact = g_memdup2 (text, 8);
  g_autoptr (JsonObject) object = parse_bytes (exact, 8);

  g_assert_cmpint (inlet_json_get_int (object, "a", 0), ==, 12);
}

static char *
nest (int         depth,
      const char *open,
      const char *inner,
      const char *close)
{
  GString *text = g_string_new ("{\"a\":");

  for (int i = 1; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, inner);
  for (int i = 1; i < depth; i++)
    g_string_append (text, close);
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

static void
test_deep_nesting (void)
{
  g_autofree char *arrays = nest (64, "[", "1", "]");
  g_autofree char *objects = nest (64, "{\"a\":", "1", "}");
  g_autofree char *too_deep = nest (65, "[", "1", "]");
  g_autofree char *much_too_deep = nest (200000, "{\"a\":", "1", "}");
  g_autofree char *closed_first = g_strconcat ("{\"a\":]]]]]]", arrays, "}", NULL);
  g_autoptr (JsonObject) array = parse (arrays);
  g_autoptr (JsonObject) object = parse (objects);

  g_assert_nonnull (array);
  g_assert_nonnull (object);
  g_assert_null (parse (too_deep));
  g_assert_null (parse (much_too_deep));
  g_assert_null (parse (closed_first));
}

/* json-glib takes some of these, and swallows the quote behind them. */
static void
test_broken_escapes (void)
{
  static const char * const texts[] = {
    "{\"a\":\"\\ude00x\"}", "{\"a\":\"\\ud83dx\"}", "{\"a\":\"\\ud83d\\n\"}",
    "{\"a\":\"\\ud83d\\u0041\"}", "{\"a\":\"\\ud83d\\ud83d\\ude00\"}", "{\"a\":\"\\ud83d",
    "{\"a\":\"\\u00e\"}", "{\"a\":\"\\u\"}", "{\"a\":\"\\x41\"}", "{\"a\":\"b\\u0000c\"}",
  };
  g_autofree char *nested = nest (100, "[", "1", "]");
  g_autofree char *hidden = g_strconcat ("{\"a\":\"\\ude00\",\",\"b\":[", nested, "]}", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (parse (texts[i]));
  g_assert_null (parse (hidden));
}

static void
test_escapes (void)
{
  g_autoptr (JsonObject) object = parse (
    "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83d\\uDE00\\uffff\"}");

  g_assert_cmpstr (inlet_json_get_string (object, "a"), ==,
                   "\"\\/\b\f\n\r\té\360\237\230\200\357\277\277");
}

static void
test_brackets_in_strings (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *text = g_strconcat ("{\"a\":\"\\\"", brackets, "\\\\\"}", NULL);
  g_autoptr (JsonObject) object = parse (text);

  g_assert_nonnull (object);
  g_assert_cmpuint (strlen (inlet_json_get_string (object, "a")), ==, 1002);
}

static void
test_wrong_types (void)
{
  g_autoptr (JsonObject) object = parse ("{\"null\":null,\"true\":true,\"int\":7,\"double\":7.9,"
                                         "\"string\":\"s\",\"array\":[1],\"object\":{},"
                                         "\"digits\":\"12\",\"huge\":1e300,\"minus\":-5}");
  static const char * const no_strings[] =
  { "null", "true", "int", "double", "array", "object", "-" };
  static const char * const no_ints[] =
  { "null", "true", "string", "array", "object", "digits", "huge",
    "-" };
  static const char * const no_objects[] =
  { "null", "true", "int", "double", "string", "array", "-" };
  static const char * const no_texts[] = { "null", "true", "double", "array", "object", "-" };

  g_assert_nonnull (object);
  for (gsize i = 0; i < G_N_ELEMENTS (no_strings); i++)
    g_assert_null (inlet_json_get_string (object, no_strings[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no_ints); i++)
    g_assert_cmpint (inlet_json_get_int (object, no_ints[i], -1), ==, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (no_objects); i++)
    g_assert_null (inlet_json_get_object (object, no_objects[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (no_texts); i++)
    g_assert_null (inlet_json_dup_text (object, no_texts[i]));

  g_assert_cmpint (inlet_json_get_int (object, "int", -1), ==, 7);
  g_assert_cmpint (inlet_json_get_int (object, "minus", -1), ==, -5);
  g_assert_cmpint (inlet_json_get_int (object, "double", -1), ==, 7);
}

static void
test_text_of_string_or_integer (void)
{
  g_autoptr (JsonObject) object = parse ("{\"string\":\"401013\",\"int\":401013,\"empty\":\"\"}");
  g_autofree char *string = inlet_json_dup_text (object, "string");
  g_autofree char *integer = inlet_json_dup_text (object, "int");
  g_autofree char *empty = inlet_json_dup_text (object, "empty");

  g_assert_cmpstr (string, ==, "401013");
  g_assert_cmpstr (integer, ==, "401013");
  g_assert_cmpstr (empty, ==, "");
}

static void
test_no_object (void)
{
  g_assert_null (inlet_json_get_string (NULL, "a"));
  g_assert_null (inlet_json_dup_text (NULL, "a"));
  g_assert_null (inlet_json_get_object (NULL, "a"));
  g_assert_cmpint (inlet_json_get_int (NULL, "a", 3), ==, 3);
}

static void
test_to_text (void)
{
  g_autoptr (JsonObject) object = parse ("{\"b\":1,\"a\":[true,null,\"é\\\"\"]}");
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = inlet_json_to_text (node, FALSE);
  g_autofree char *pretty = inlet_json_to_text (node, TRUE);

  g_assert_cmpstr (text, ==, "{\"b\":1,\"a\":[true,null,\"é\\\"\"]}");
  g_assert_nonnull (strstr (pretty, "\n  \"b\" : 1"));
}

static void
test_random_texts (void)
{
  static const char alphabet[] = "{}[]:,\"\\ue0159.-+E truefalsn/*'#\xc3\xa9\xff";

  for (int round = 0; round < 20000; round++) {
    g_autoptr (GString) text = g_string_new ("{\"a\":");
    g_autoptr (JsonObject) object = NULL;

    for (int i = g_test_rand_int_range (0, 30); i > 0; i--)
      g_string_append_c (text, alphabet[g_test_rand_int_range (0, sizeof alphabet)]);
    if (g_test_rand_bit ())
      g_string_append_c (text, '}');

    object = parse_bytes (text->str, text->len);
    inlet_json_get_int (object, "a", 0);
  }
}

static void
test_array (void)
{
  static const char * const others[] = { "", "{}", "{\"a\":[]}", "1", "[", "[1,]x", "[\"\xff\"]" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (" [1, {\"a\": []}]\n", 16);
  g_autoptr (JsonArray) array = inlet_json_parse_array (bytes);

  g_assert_nonnull (array);
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GBytes) other = g_bytes_new_static (others[i], strlen (others[i]));

    g_assert_null (inlet_json_parse_array (other));
  }
  g_assert_null (inlet_json_parse_array (NULL));
}

static void
test_boolean (void)
{
  g_autoptr (JsonObject) object =
    parse ("{\"t\":true,\"f\":false,\"n\":1,\"s\":\"true\",\"z\":null,\"o\":{}}");
  static const char * const others[] = { "n", "s", "z", "o", "absent" };

  g_assert_true (inlet_json_get_boolean (object, "t", FALSE));
  g_assert_false (inlet_json_get_boolean (object, "f", TRUE));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_assert_true (inlet_json_get_boolean (object, others[i], TRUE));
    g_assert_false (inlet_json_get_boolean (object, others[i], FALSE));
  }
  g_assert_true (inlet_json_get_boolean (NULL, "t", TRUE));
}

static gboolean
on_element (JsonNode *element,
            gpointer  user_data)
{
  g_autofree char *text = inlet_json_to_text (element, FALSE);

  g_string_append_printf (user_data, "%s;", text);
  return !g_str_equal (text, "\"stop\"");
}

/* %NULL for FALSE. */
static char *
read_elements (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GString) elements = g_string_new (NULL);

  return inlet_json_foreach_element (bytes, on_element, elements)
         ? g_string_free (g_steal_pointer (&elements), FALSE) : NULL;
}

static void
test_elements (void)
{
  static const struct { const char *text; const char *elements; } cases[] = {
    { "[]", "" }, { " [ \n] ", "" }, { "[{}]", "{};" }, { "[1,2 , 3]", "1;2;3;" },
    { " [ {\"a\" : [1, {}]} ,\"]\", [ ] ] ", "{\"a\":[1,{}]};\"]\";[];" },
    { "[{\"a\":\"\\\",[{\"},{\"b\":\"\\\\\"}]", "{\"a\":\"\\\",[{\"};{\"b\":\"\\\\\"};" },
    { "[null]", "null;" },
    { "", NULL }, { " ", NULL }, { "{}", NULL }, { "7", NULL }, { "[", NULL }, { "[1", NULL },
    { "[1,", NULL }, { "[1,]", NULL }, { "[,1]", NULL }, { "[1,,2]", NULL }, { "[{}{}]", NULL },
    { "[{} {}]", NULL }, { "[\"a\"\"b\"]", NULL }, { "[]]", NULL }, { "[][]", NULL },
    { "[1]x", NULL }, { "[{]}", NULL }, { "[\"a]", NULL }, { "[{\"a\":1]", NULL },
    { "[\"stop\",1]", NULL }, { "[1,\"\xff\"]", NULL }, { "[}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *elements = read_elements (cases[i].text);
    g_autofree char *escaped = g_strescape (cases[i].text, NULL);

    g_test_message ("%s", escaped);
    g_assert_cmpstr (elements, ==, cases[i].elements);
  }
  g_assert_false (inlet_json_foreach_element (NULL, on_element, NULL));
}

/* An array may be as long as it likes, but not what it is made of. */
static void
test_large_elements (void)
{
  g_autofree char *large = g_strnfill (64 * 1024, 'a');
  g_autofree char *too_large = g_strdup_printf ("[1,\"%s\"]", large);
  g_autofree char *just_not = g_strdup_printf ("[1,\"%s\",\"%s\"]", large + 2, large + 2);
  g_autofree char *some = read_elements (just_not);

  g_assert_null (read_elements (too_large));
  g_assert_nonnull (some);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/json/object", test_object);
  g_test_add_func ("/inlet/model/json/empty-object", test_empty_object);
  g_test_add_func ("/inlet/model/json/not-an-object", test_not_an_object);
  g_test_add_func ("/inlet/model/json/comments", test_comments);
  g_test_add_func ("/inlet/model/json/embedded-nul", test_embedded_nul);
  g_test_add_func ("/inlet/model/json/unterminated-bytes", test_unterminated_bytes);
  g_test_add_func ("/inlet/model/json/deep-nesting", test_deep_nesting);
  g_test_add_func ("/inlet/model/json/broken-escapes", test_broken_escapes);
  g_test_add_func ("/inlet/model/json/escapes", test_escapes);
  g_test_add_func ("/inlet/model/json/brackets-in-strings", test_brackets_in_strings);
  g_test_add_func ("/inlet/model/json/wrong-types", test_wrong_types);
  g_test_add_func ("/inlet/model/json/text-of-string-or-integer", test_text_of_string_or_integer);
  g_test_add_func ("/inlet/model/json/no-object", test_no_object);
  g_test_add_func ("/inlet/model/json/to-text", test_to_text);
  g_test_add_func ("/inlet/model/json/random-texts", test_random_texts);
  g_test_add_func ("/inlet/model/json/array", test_array);
  g_test_add_func ("/inlet/model/json/boolean", test_boolean);
  g_test_add_func ("/inlet/model/json/elements", test_elements);
  g_test_add_func ("/inlet/model/json/large-elements", test_large_elements);

  return g_test_run ();
}
