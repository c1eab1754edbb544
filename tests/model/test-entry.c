/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-entry.h"
#include "inlet-json.h"

static void
test_new_destroy (void)
{
  InletEntry *entry = inlet_entry_new (0, "a", "/a");

  g_assert_finalize_object (entry);
}

static void
test_folder (void)
{
  g_autoptr (InletEntry) entry = inlet_entry_new (INLET_ENTRY_FOLDER, "", "/a//");

  g_assert_true (inlet_entry_is_folder (entry));
  g_assert_false (inlet_entry_can_preview (entry));
  g_assert_false (inlet_entry_can_fetch_schema (entry));
  g_assert_cmpstr (inlet_entry_get_name (entry), ==, "");
  g_assert_cmpstr (inlet_entry_get_path (entry), ==, "/a//");
}

static void
test_json (void)
{
  g_autoptr (InletEntry) entry =
    inlet_entry_new (INLET_ENTRY_CAN_PREVIEW, "a b%20\n.csv", "/x/a b%20\n.csv");
  g_autoptr (JsonNode) node = inlet_entry_to_json (entry);
  g_autofree char *text = inlet_json_to_text (node, FALSE);

  g_assert_cmpstr (text, ==,
                   "{\"type\":\"file\",\"name\":\"a b%20\\n.csv\",\"path\":\"/x/a b%20\\n.csv\","
                   "\"can_preview\":true,\"can_fetch_schema\":false}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/entry/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/entry/folder", test_folder);
  g_test_add_func ("/inlet/model/entry/json", test_json);

  return g_test_run ();
}
