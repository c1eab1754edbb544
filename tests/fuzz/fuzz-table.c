/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any answer as the columns and rows of a file: a table in which every cell is a text without a
 * secret, or an error. */

#include "fuzz.h"

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-table.h"

static void
assert_text (const char         *text,
             const char * const *secrets)
{
  g_assert_nonnull (text);
  fuzz_assert_utf8 (text);
  fuzz_assert_redacted (text, secrets);
}

static void
assert_table (InletTable         *table,
              const char * const *secrets)
{
  g_autoptr (JsonNode) node = inlet_table_to_json (table);

  g_assert_nonnull (node);
  g_assert_true (inlet_table_has_rows (table) || inlet_table_get_n_rows (table) == 0);
  for (guint i = 0; i < inlet_table_get_n_columns (table); i++) {
    assert_text (inlet_table_get_column_name (table, i), secrets);
    assert_text (inlet_table_get_column_type (table, i), secrets);
    for (guint row = 0; row < inlet_table_get_n_rows (table); row++)
      assert_text (inlet_table_get_text (table, row, i), secrets);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &secrets);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletTable) table =
    inlet_table_new_from_reply (reply, (const char * const *) secrets, &error);

  if (table == NULL) {
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    return 0;
  }

  g_assert_no_error (error);
  g_assert_true (inlet_reply_is_success (reply));
  assert_table (table, (const char * const *) secrets);

  return 0;
}
