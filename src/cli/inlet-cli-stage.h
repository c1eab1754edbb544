/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* What a verb needs that is about connections there are: as inlet_terminal_new(), but the demo,
 * which keeps none from one verb to the next, makes one first and says which. */
InletTerminal *inlet_cli_stage_new (gboolean   is_demo,
                                    GError   **error);
/* Says on standard error which @connection the demo has made; where it made none, or @unsaved
 * (nullable) says that the history has none, that there is none: FALSE, with why in @error. */
gboolean       inlet_cli_stage_tell (InletConnection  *connection,
                                     const GError     *unsaved,
                                     GError          **error);

G_END_DECLS
