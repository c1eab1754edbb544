/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-table-row.h"

struct _InletTableRow
{
  GObject     parent_instance;

  InletTable *table;    /* (owned) */
  guint       row;
};

G_DEFINE_FINAL_TYPE (InletTableRow, inlet_table_row, G_TYPE_OBJECT)

static void
inlet_table_row_dispose (GObject *object)
{
  g_clear_object (&INLET_TABLE_ROW (object)->table);

  G_OBJECT_CLASS (inlet_table_row_parent_class)->dispose (object);
}

static void
inlet_table_row_class_init (InletTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_table_row_dispose;
}

static void
inlet_table_row_init (InletTableRow *self)
{
}

InletTableRow *
inlet_table_row_new (InletTable *table,
                     guint       row)
{
  InletTableRow *self = NULL;

  g_return_val_if_fail (INLET_IS_TABLE (table), NULL);

  self = g_object_new (INLET_TYPE_TABLE_ROW, NULL);
  self->table = g_object_ref (table);
  self->row = row;
  return self;
}

const char *
inlet_table_row_get_text (InletTableRow *self,
                          guint          column)
{
  g_return_val_if_fail (INLET_IS_TABLE_ROW (self), NULL);

  return inlet_table_get_text (self->table, self->row, column);
}
