/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as JSON: every reader of members answers for every member, and none is nested so deep
 * that reading it would exhaust the stack. */

#include "fuzz.h"

#include "inlet-json.h"

#define MAX_DEPTH 64

static guint
measure_depth (JsonNode *node)
{
  g_autoptr (GList) nodes = NULL;
  guint depth = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    nodes = json_object_get_values (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    nodes = json_array_get_elements (json_node_get_array (node));
  else
    return 0;

  for (GList *l = nodes; l != NULL; l = l->next) {
    guint inner = measure_depth (l->data);

    depth = MAX (depth, inner);
  }

  return depth + 1;
}

static void
read_object (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next) {
    g_autofree char *text = inlet_json_dup_text (object, l->data);
    const char *string = inlet_json_get_string (object, l->data);
    JsonObject *member = inlet_json_get_object (object, l->data);

    fuzz_assert_utf8 (l->data);
    fuzz_assert_utf8 (text);
    if (string != NULL)
      g_assert_cmpstr (text, ==, string);
    else if (text != NULL)
      g_assert_cmpint (g_ascii_strtoll (text, NULL, 10), ==,
                       inlet_json_get_int (object, l->data, 0));
    inlet_json_get_int (object, l->data, 0);
    if (member != NULL)
      read_object (member);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (JsonObject) object = inlet_json_parse_object (bytes);

  g_autoptr (JsonNode) root = NULL;

  if (object == NULL)
    return 0;

  root = json_node_init_object (json_node_alloc (), object);
  g_assert_cmpuint (measure_depth (root), <=, MAX_DEPTH);
  read_object (object);

  return 0;
}
