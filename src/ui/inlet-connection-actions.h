/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletConnectionActions:
 *
 * What can be done with a connection: a row for each thing, most of them only with one that is
 * there.
 *
 * Property `connection` (nullable).
 */
#define INLET_TYPE_CONNECTION_ACTIONS (inlet_connection_actions_get_type ())
G_DECLARE_FINAL_TYPE (InletConnectionActions, inlet_connection_actions, INLET, CONNECTION_ACTIONS,
                      AdwBin)

/* Where it is done; without it, nothing can be. */
void inlet_connection_actions_set_context (InletConnectionActions *self,
                                           InletContext           *context);

G_END_DECLS
