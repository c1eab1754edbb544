/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-table-row.h"

#include <string.h>

#define TOKEN "an-access-token-of-no-known-form"

static InletTable *
read_table (guint        status,
            const char  *text,
            GError     **error)
{
  static const char *const secrets[] = { TOKEN, NULL };
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (InletReply) reply = inlet_reply_new (status, NULL, NULL, body);

  return inlet_table_new_from_reply (reply, secrets, error);
}

static void
assert_table (const char *text,
              const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletTable) table = read_table (200, text, &error);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  node = inlet_table_to_json (table);
  found = inlet_json_to_text (node, FALSE);
  g_assert_cmpstr (found, ==, json);
}

/* As Adobe's documentation prints the columns of a file. */
static void
test_columns (void)
{
  assert_table ("[{\"name\":\"Id\",\"type\":\"String\"},{\"name\":\"Phone\",\"type\":\"String\"}]",
                "{\"columns\":[{\"name\":\"Id\",\"type\":\"String\"},"
                "{\"name\":\"Phone\",\"type\":\"String\"}],\"rows\":null}");
  assert_table ("[]", "{\"columns\":[],\"rows\":null}");
  assert_table ("[{\"name\":\"\"},{\"name\":\"a\",\"type\":7}]",
                "{\"columns\":[{\"name\":\"\",\"type\":\"\"},{\"name\":\"a\",\"type\":\"\"}],"
                "\"rows\":null}");
}

/* And a preview, of Data Landing Zone. */
static void
test_flat (void)
{
  assert_table ("{\"format\":\"flat\",\"schema\":{\"columns\":[{\"name\":\"Id\",\"type\":"
                "\"string\",\"xdm\":{\"type\":\"string\"}},{\"name\":\"Email\",\"type\":"
                "\"string\",\"xdm\":{\"type\":\"string\"}}]},\"data\":["
                "{\"Email\":\"rsmith@abc.com\","
                "\"Id\":\"12345\"},{\"Id\":\"67890\",\"More\":\"x\"}]}",
                "{\"columns\":[{\"name\":\"Id\",\"type\":\"string\"},{\"name\":\"Email\",\"type\":"
                "\"string\"}],\"rows\":[[\"12345\",\"rsmith@abc.com\"],[\"67890\",\"\"]]}");
  assert_table ("{\"schema\":{\"columns\":[{\"name\":\"a\"}]},\"data\":[]}",
                "{\"columns\":[{\"name\":\"a\",\"type\":\"\"}],\"rows\":[]}");
}

static void
test_hierarchical (void)
{
  assert_table ("{\"format\":\"hierarchical\",\"schema\":{\"type\":\"object\",\"properties\":"
                "{\"id\":{\"type\":\"integer\",\"minimum\":-9007199254740992},\"name\":{\"type\":"
                "\"object\",\"properties\":{}},\"tags\":{},\"is\":{\"type\":\"boolean\"}}},"
                "\"data\":[{\"id\":7,\"name\":{\"first\":\"A\"},\"tags\":[1,\"x\"],\"is\":true},"
                "{\"id\":1.5,\"tags\":null,\"is\":\"a\\tb\"}]}",
                "{\"columns\":[{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"name\",\"type\":"
                "\"object\"},{\"name\":\"tags\",\"type\":\"\"},{\"name\":\"is\",\"type\":"
                "\"boolean\"}],\"rows\":[[\"7\",\"{\\\"first\\\":\\\"A\\\"}\",\"[1,\\\"x\\\"]\","
                "\"true\"],[\"1.5\",\"\",\"\",\"a\\tb\"]]}");
}

static void
test_rows (void)
{
  g_autoptr (InletTable) table =
    read_table (200, "{\"schema\":{\"columns\":[{\"name\":\"a\"},{\"name\":\"b\"}]},\"data\":["
                "{\"a\":\"1\",\"b\":\"2\"},{\"b\":\"4\"}]}", NULL);
  g_autoptr (InletTableRow) row = g_list_model_get_item (G_LIST_MODEL (table), 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (table)), ==, 2);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (table)) == INLET_TYPE_TABLE_ROW);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (table), 2));
  g_assert_cmpuint (inlet_table_get_n_columns (table), ==, 2);
  g_assert_cmpuint (inlet_table_get_n_rows (table), ==, 2);
  g_assert_true (inlet_table_has_rows (table));
  g_assert_cmpstr (inlet_table_get_text (table, 0, 1), ==, "2");
  g_assert_cmpstr (inlet_table_row_get_text (row, 0), ==, "");
  g_assert_cmpstr (inlet_table_row_get_text (row, 1), ==, "4");
  g_assert_cmpstr (inlet_table_row_get_text (row, 2), ==, "");
}

static void
test_not_a_table (void)
{
  static const struct { guint status; const char *text; } cases[] = {
    { 200, "" }, { 200, "{}" }, { 200, "<html>" }, { 200, "[1]" }, { 200, "[{}]" },
    { 200, "[{\"type\":\"String\"}]" }, { 200, "{\"schema\":{}}" }, { 200, "{\"schema\":[]}" },
    { 200, "{\"schema\":{\"columns\":{}}}" }, { 200, "{\"schema\":{\"columns\":[7]}}" },
    { 200, "{\"data\":[]}" }, { 200, "{\"schema\":{\"columns\":[]},\"data\":{}}" },
    { 200, "{\"schema\":{\"properties\":{}},\"data\":[[]]}" },
    { 200, "{\"schema\":{\"columns\":[]},\"data\":[\"" TOKEN "\"]}" },
    { 400, "[]" }, { 204, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_table (cases[i].status, cases[i].text, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    g_assert_null (strstr (error->message, TOKEN));
  }
}

static void
test_secret_is_masked (void)
{
  assert_table ("{\"schema\":{\"columns\":[{\"name\":\"a " TOKEN "\",\"type\":\"" TOKEN "\"},"
                "{\"name\":\"b\"}]},\"data\":[{\"b\":\"is " TOKEN "\"},{\"b\":\"c\"}]}",
                "{\"columns\":[{\"name\":\"a •••\",\"type\":\"•••\"},"
                "{\"name\":\"b\",\"type\":\"\"}],"
                "\"rows\":[[\"\",\"is •••\"],[\"\",\"c\"]]}");
}

/* Empty rows of many columns take little in a reply, and must not take much memory. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("{\"schema\":{\"columns\":[{\"name\":\"a\"}");
  g_autoptr (InletTable) table = NULL;

  for (guint i = 1; i < 5000; i++)
    g_string_append (text, ",{\"name\":\"a\"}");
  g_string_append (text, "]},\"data\":[{}");
  for (guint i = 1; i < 5000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");

  table = read_table (200, text->str, NULL);
  g_assert_cmpuint (inlet_table_get_n_columns (table), ==, 5000);
  g_assert_cmpuint (inlet_table_get_n_rows (table), ==, 200);
}

static void
test_new_destroy (void)
{
  InletTable *table = read_table (200, "{\"schema\":{\"columns\":[{\"name\":\"a\"}]},\"data\":"
                                  "[{\"a\":1}]}", NULL);
  InletTableRow *row = g_list_model_get_item (G_LIST_MODEL (table), 0);

  g_assert_finalize_object (row);
  g_assert_finalize_object (table);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/table/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/table/columns", test_columns);
  g_test_add_func ("/inlet/model/table/flat", test_flat);
  g_test_add_func ("/inlet/model/table/hierarchical", test_hierarchical);
  g_test_add_func ("/inlet/model/table/rows", test_rows);
  g_test_add_func ("/inlet/model/table/not-a-table", test_not_a_table);
  g_test_add_func ("/inlet/model/table/secret-is-masked", test_secret_is_masked);
  g_test_add_func ("/inlet/model/table/many", test_many);

  return g_test_run ();
}
