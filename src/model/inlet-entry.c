/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-entry.h"

struct _InletEntry
{
  GObject         parent_instance;

  InletEntryFlags flags;
  char           *name;    /* (owned) */
  char           *path;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletEntry, inlet_entry, G_TYPE_OBJECT)

static void
inlet_entry_finalize (GObject *object)
{
  InletEntry *self = INLET_ENTRY (object);

  g_free (self->name);
  g_free (self->path);

  G_OBJECT_CLASS (inlet_entry_parent_class)->finalize (object);
}

static void
inlet_entry_class_init (InletEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_entry_finalize;
}

static void
inlet_entry_init (InletEntry *self)
{
}

InletEntry *
inlet_entry_new (InletEntryFlags  flags,
                 const char      *name,
                 const char      *path)
{
  InletEntry *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  self = g_object_new (INLET_TYPE_ENTRY, NULL);
  self->flags = flags;
  self->name = g_strdup (name);
  self->path = g_strdup (path);
  return self;
}

gboolean
inlet_entry_is_folder (InletEntry *self)
{
  g_return_val_if_fail (INLET_IS_ENTRY (self), FALSE);

  return (self->flags & INLET_ENTRY_FOLDER) != 0;
}

const char *
inlet_entry_get_name (InletEntry *self)
{
  g_return_val_if_fail (INLET_IS_ENTRY (self), NULL);

  return self->name;
}

const char *
inlet_entry_get_path (InletEntry *self)
{
  g_return_val_if_fail (INLET_IS_ENTRY (self), NULL);

  return self->path;
}

gboolean
inlet_entry_can_preview (InletEntry *self)
{
  g_return_val_if_fail (INLET_IS_ENTRY (self), FALSE);

  return (self->flags & INLET_ENTRY_CAN_PREVIEW) != 0;
}

gboolean
inlet_entry_can_fetch_schema (InletEntry *self)
{
  g_return_val_if_fail (INLET_IS_ENTRY (self), FALSE);

  return (self->flags & INLET_ENTRY_CAN_FETCH_SCHEMA) != 0;
}

JsonNode *
inlet_entry_to_json (InletEntry *self)
{
  JsonObject *object = NULL;
  JsonNode *node = NULL;

  g_return_val_if_fail (INLET_IS_ENTRY (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "type", inlet_entry_is_folder (self) ? "folder" : "file");
  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "path", self->path);
  json_object_set_boolean_member (object, "can_preview", inlet_entry_can_preview (self));
  json_object_set_boolean_member (object, "can_fetch_schema", inlet_entry_can_fetch_schema (self));

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}
