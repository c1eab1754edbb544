/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-table.h"

G_BEGIN_DECLS

/**
 * InletTableRow:
 *
 * One row of a table. Immutable.
 */
#define INLET_TYPE_TABLE_ROW (inlet_table_row_get_type ())
G_DECLARE_FINAL_TYPE (InletTableRow, inlet_table_row, INLET, TABLE_ROW, GObject)

InletTableRow *inlet_table_row_new      (InletTable    *table,
                                         guint          row);
/* "" for a cell that is empty, and behind the last. */
const char    *inlet_table_row_get_text (InletTableRow *self,
                                         guint          column);

G_END_DECLS
