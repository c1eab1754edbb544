/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-call.h"

G_BEGIN_DECLS

/* What is asked of Adobe to have a connection deleted, and to learn what came of it; the data of
 * both is the [class@Connection]. A connection that Adobe does not have is an error of both, for
 * inlet_flow_edit_is_gone(). */

/* Gives anything but %NULL when it is deleted. */
extern const InletCallKind inlet_delete_call;
/* Gives the [class@Remote] that is there. */
extern const InletCallKind inlet_delete_look_call;

G_END_DECLS
