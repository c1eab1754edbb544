/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletDeleteRow:
 *
 * *Delete…*: asks, has the connection deleted, and says what kept it from that. The history has
 * the rest.
 *
 * Properties: `connection` (nullable); `is-deleting`, read only: whether it is being deleted.
 */
#define INLET_TYPE_DELETE_ROW (inlet_delete_row_get_type ())
G_DECLARE_FINAL_TYPE (InletDeleteRow, inlet_delete_row, INLET, DELETE_ROW, AdwActionRow)

/* Without it, nothing can be deleted. */
void inlet_delete_row_set_context (InletDeleteRow *self,
                                   InletContext   *context);

G_END_DECLS
