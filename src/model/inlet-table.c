/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-table.h"

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-redact.h"
#include "inlet-table-row.h"

#define CHUNK_BYTES (16 * 1024)

/* More than anybody reads: a reply that names columns and has empty rows must not multiply. */
#define MAX_ROWS  1000u
#define MAX_CELLS (1000u * 1000)

struct _InletTable
{
  GObject       parent_instance;

  GStringChunk *chunk;        /* (owned): every text */
  GPtrArray    *texts;        /* (owned): names, then types of the columns, then row by row */
  guint         n_columns;
  guint         n_rows;
  gboolean      has_rows;
};

static GType
inlet_table_get_item_type (GListModel *model)
{
  return INLET_TYPE_TABLE_ROW;
}

static guint
inlet_table_get_n_items (GListModel *model)
{
  return INLET_TABLE (model)->n_rows;
}

static gpointer
inlet_table_get_item (GListModel *model,
                      guint       position)
{
  InletTable *self = INLET_TABLE (model);

  return position < self->n_rows ? inlet_table_row_new (self, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_table_get_item_type;
  iface->get_n_items = inlet_table_get_n_items;
  iface->get_item = inlet_table_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletTable, inlet_table, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
inlet_table_finalize (GObject *object)
{
  InletTable *self = INLET_TABLE (object);

  g_ptr_array_unref (self->texts);
  g_string_chunk_free (self->chunk);

  G_OBJECT_CLASS (inlet_table_parent_class)->finalize (object);
}

static void
inlet_table_class_init (InletTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_table_finalize;
}

static void
inlet_table_init (InletTable *self)
{
  self->chunk = g_string_chunk_new (CHUNK_BYTES);
  self->texts = g_ptr_array_new ();
}

static void
add_text (InletTable *self,
          const char *text)
{
  g_ptr_array_add (self->texts, g_string_chunk_insert (self->chunk, text != NULL ? text : ""));
}

/* Whether @columns are objects with a name; puts their names, then their types in @self. */
static gboolean
read_columns (InletTable *self,
              JsonArray  *columns)
{
  guint n_columns = json_array_get_length (columns);

  for (guint i = 0; i < n_columns; i++) {
    JsonNode *node = json_array_get_element (columns, i);
    JsonObject *column = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    const char *name = inlet_json_get_string (column, "name");

    if (name == NULL)
      return FALSE;
    add_text (self, name);
  }

  for (guint i = 0; i < n_columns; i++)
    add_text (self, inlet_json_get_string (json_array_get_object_element (columns, i), "type"));

  self->n_columns = n_columns;
  return TRUE;
}

/* The same for the members of a JSON Schema. */
static gboolean
read_properties (InletTable *self,
                 JsonObject *properties)
{
  g_autoptr (GList) names = json_object_get_members (properties);

  for (GList *name = names; name != NULL; name = name->next)
    add_text (self, name->data);
  for (GList *name = names; name != NULL; name = name->next)
    add_text (self, inlet_json_get_string (inlet_json_get_object (properties, name->data),
                                           "type"));

  self->n_columns = g_list_length (names);
  return TRUE;
}

static gboolean
read_schema (InletTable *self,
             JsonObject *schema)
{
  JsonNode *columns = schema != NULL ? json_object_get_member (schema, "columns") : NULL;
  JsonObject *properties = inlet_json_get_object (schema, "properties");

  if (columns != NULL && JSON_NODE_HOLDS_ARRAY (columns))
    return read_columns (self, json_node_get_array (columns));

  return properties != NULL && read_properties (self, properties);
}

static void
add_cell (InletTable *self,
          JsonNode   *node)
{
  g_autofree char *text = NULL;

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node) &&
      !(JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING))
    text = inlet_json_to_text (node, FALSE);
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    text = json_node_dup_string (node);

  add_text (self, text);
}

static gboolean
read_rows (InletTable *self,
           JsonArray  *rows)
{
  guint most = MIN (MAX_ROWS, MAX_CELLS / MAX (self->n_columns, 1));
  guint n_rows = MIN (json_array_get_length (rows), most);

  for (guint i = 0; i < n_rows; i++) {
    JsonNode *node = json_array_get_element (rows, i);

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return FALSE;
    for (guint column = 0; column < self->n_columns; column++)
      add_cell (self, json_object_get_member (json_node_get_object (node),
                                              inlet_table_get_column_name (self, column)));
  }

  self->has_rows = TRUE;
  self->n_rows = n_rows;
  return TRUE;
}

static gboolean
read_object (InletTable *self,
             JsonObject *object)
{
  JsonNode *data = json_object_get_member (object, "data");

  if (!read_schema (self, inlet_json_get_object (object, "schema")))
    return FALSE;
  if (data == NULL)
    return TRUE;

  return JSON_NODE_HOLDS_ARRAY (data) && read_rows (self, json_node_get_array (data));
}

static gboolean
read_body (InletTable *self,
           GBytes     *body)
{
  g_autoptr (JsonArray) columns = inlet_json_parse_array (body);
  g_autoptr (JsonObject) object = columns == NULL ? inlet_json_parse_object (body) : NULL;

  if (columns != NULL)
    return read_columns (self, columns);

  return object != NULL && read_object (self, object);
}

static JsonArray *
columns_to_json (InletTable *self)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; i < self->n_columns; i++) {
    JsonObject *column = json_object_new ();

    json_object_set_string_member (column, "name", inlet_table_get_column_name (self, i));
    json_object_set_string_member (column, "type", inlet_table_get_column_type (self, i));
    json_array_add_object_element (columns, column);
  }

  return columns;
}

static JsonArray *
rows_to_json (InletTable *self)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < self->n_rows; i++) {
    JsonArray *row = json_array_new ();

    for (guint column = 0; column < self->n_columns; column++)
      json_array_add_string_element (row, inlet_table_get_text (self, i, column));
    json_array_add_array_element (rows, row);
  }

  return rows;
}

InletTable *
inlet_table_new_from_reply (InletReply         *reply,
                            const char * const *secrets,
                            GError            **error)
{
  g_autoptr (InletTable) self = g_object_new (INLET_TYPE_TABLE, NULL);

  g_return_val_if_fail (INLET_IS_REPLY (reply), NULL);

  if (!inlet_reply_is_success (reply) || !read_body (self, inlet_reply_get_body (reply))) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY, "HTTP %u without columns of a file",
                 inlet_reply_get_status (reply));
    return NULL;
  }

  inlet_redact_texts (self->texts, self->chunk, secrets);
  return g_steal_pointer (&self);
}

guint
inlet_table_get_n_columns (InletTable *self)
{
  g_return_val_if_fail (INLET_IS_TABLE (self), 0);

  return self->n_columns;
}

const char *
inlet_table_get_column_name (InletTable *self,
                             guint       column)
{
  g_return_val_if_fail (INLET_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  return self->texts->pdata[column];
}

const char *
inlet_table_get_column_type (InletTable *self,
                             guint       column)
{
  g_return_val_if_fail (INLET_IS_TABLE (self), NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  return self->texts->pdata[self->n_columns + column];
}

guint
inlet_table_get_n_rows (InletTable *self)
{
  g_return_val_if_fail (INLET_IS_TABLE (self), 0);

  return self->n_rows;
}

const char *
inlet_table_get_text (InletTable *self,
                      guint       row,
                      guint       column)
{
  g_return_val_if_fail (INLET_IS_TABLE (self), NULL);
  g_return_val_if_fail (row < self->n_rows, NULL);

  return column < self->n_columns ? self->texts->pdata[(2 + row) * self->n_columns + column] : "";
}

gboolean
inlet_table_has_rows (InletTable *self)
{
  g_return_val_if_fail (INLET_IS_TABLE (self), FALSE);

  return self->has_rows;
}

JsonNode *
inlet_table_to_json (InletTable *self)
{
  JsonObject *object = NULL;
  JsonNode *node = NULL;

  g_return_val_if_fail (INLET_IS_TABLE (self), NULL);

  object = json_object_new ();
  json_object_set_array_member (object, "columns", columns_to_json (self));
  if (self->has_rows)
    json_object_set_array_member (object, "rows", rows_to_json (self));
  else
    json_object_set_null_member (object, "rows");

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}
