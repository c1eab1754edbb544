/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What others do in the sandboxes of the demo, so that comparing with Adobe has something to find.
 * Connections are items of the ledger. */

/* The sandbox in which they made more than one page of a list holds, and how many these are. */
#define INLET_DEMO_CROWDED_SANDBOX "stage"
#define INLET_DEMO_N_CROWD         120

/* Adds what they made: in the sandbox that the form starts with, in production, and the crowd. */
void     inlet_demo_others_make             (GPtrArray  *ledger);
/* Deletes what is given up, and renames what is contested. Gives how many were deleted. */
guint    inlet_demo_others_go_on            (GPtrArray  *ledger);
/* Describes @connection anew, if it is contested and the last change was not theirs. */
void     inlet_demo_others_get_in_between   (JsonObject *connection);

G_END_DECLS
