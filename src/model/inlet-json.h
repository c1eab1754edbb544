/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Small, total readers of foreign JSON: they answer, they never assert. */

/* The root object of @bytes, or %NULL when they are not UTF-8, not JSON, nested deeper than 64, or
 * not an object. (transfer full) */
JsonObject *inlet_json_parse_object (GBytes     *bytes);
/* The same for an array. (transfer full) */
JsonArray  *inlet_json_parse_array  (GBytes     *bytes);
/* Calls @func with each element of the root array of @bytes, one after the other, so that a long
 * array takes no more memory than one of them. %FALSE when they are not such an array, when an
 * element has more than 64 KiB, and as soon as @func is not content with one. */
typedef gboolean (*InletJsonElementFunc) (JsonNode *element,
                                          gpointer  user_data);
gboolean    inlet_json_foreach_element (GBytes               *bytes,
                                        InletJsonElementFunc  func,
                                        gpointer              user_data);
/* The string member @name, %NULL when it is absent or not a string. (transfer none) */
const char *inlet_json_get_string   (JsonObject *object,
                                     const char *name);
/* The member @name as text when it is a string or an integer. (transfer full) (nullable) */
char       *inlet_json_dup_text     (JsonObject *object,
                                     const char *name);
/* The integer member @name, @fallback when it is absent or not a number. */
gint64      inlet_json_get_int      (JsonObject *object,
                                     const char *name,
                                     gint64      fallback);
/* The boolean member @name, @fallback when it is absent or not a boolean. */
gboolean    inlet_json_get_boolean  (JsonObject *object,
                                     const char *name,
                                     gboolean    fallback);
/* The object member @name. (transfer none) (nullable) */
JsonObject *inlet_json_get_object   (JsonObject *object,
                                     const char *name);
/* @node as text, freed with g_free(). (transfer full) */
char       *inlet_json_to_text      (JsonNode   *node,
                                     gboolean    pretty);

G_END_DECLS
