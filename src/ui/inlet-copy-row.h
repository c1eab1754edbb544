/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletCopyRow:
 *
 * *Copy As*: the request that made the connection as a script, or a report on the connection; none
 * of them has a secret.
 *
 * Property `connection` (nullable).
 */
#define INLET_TYPE_COPY_ROW (inlet_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (InletCopyRow, inlet_copy_row, INLET, COPY_ROW, AdwActionRow)

/* Without it, there is nothing to copy. */
void inlet_copy_row_set_context (InletCopyRow *self,
                                 InletContext *context);

G_END_DECLS
