/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-item.h"

struct _InletHistoryItem
{
  GObject          parent_instance;

  gint64           row_id;
  InletConnection *connection; /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_CONNECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InletHistoryItem, inlet_history_item, G_TYPE_OBJECT)

static void
inlet_history_item_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InletHistoryItem *self = INLET_HISTORY_ITEM (object);

  switch (prop_id) {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_history_item_dispose (GObject *object)
{
  g_clear_object (&INLET_HISTORY_ITEM (object)->connection);

  G_OBJECT_CLASS (inlet_history_item_parent_class)->dispose (object);
}

static void
inlet_history_item_class_init (InletHistoryItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = inlet_history_item_get_property;
  object_class->dispose = inlet_history_item_dispose;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inlet_history_item_init (InletHistoryItem *self)
{
}

InletHistoryItem *
inlet_history_item_new (gint64 row_id)
{
  InletHistoryItem *self = g_object_new (INLET_TYPE_HISTORY_ITEM, NULL);

  self->row_id = row_id;

  return self;
}

gint64
inlet_history_item_get_row_id (InletHistoryItem *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY_ITEM (self), 0);

  return self->row_id;
}

InletConnection *
inlet_history_item_get_connection (InletHistoryItem *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY_ITEM (self), NULL);

  return self->connection;
}

void
inlet_history_item_set_connection (InletHistoryItem *self,
                                   InletConnection  *connection)
{
  g_return_if_fail (INLET_IS_HISTORY_ITEM (self));
  g_return_if_fail (connection == NULL || INLET_IS_CONNECTION (connection));

  if (g_set_object (&self->connection, connection))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}
