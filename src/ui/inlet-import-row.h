/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-import-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletImportRow:
 *
 * One that was found in a text, with its tick: what it is beside what is kept, its values without
 * the secrets, or why it cannot be imported.
 */
#define INLET_TYPE_IMPORT_ROW (inlet_import_row_get_type ())
G_DECLARE_FINAL_TYPE (InletImportRow, inlet_import_row, INLET, IMPORT_ROW, AdwActionRow)

GtkWidget *inlet_import_row_new (InletImportItem *item);

G_END_DECLS
