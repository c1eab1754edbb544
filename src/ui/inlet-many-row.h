/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-create-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletManyRow:
 *
 * One of many connections that are made in one go: in which sandbox, what goes on, and what came of
 * it, with what can be done then.
 *
 * Signals `copy-asked (string)`: of its ID; `look-up-asked (InletCreateItem)`: its answer was lost.
 */
#define INLET_TYPE_MANY_ROW (inlet_many_row_get_type ())
G_DECLARE_FINAL_TYPE (InletManyRow, inlet_many_row, INLET, MANY_ROW, AdwActionRow)

GtkWidget *inlet_many_row_new (InletCreateItem *item);

G_END_DECLS
