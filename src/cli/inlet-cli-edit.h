/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* `inlet edit …` and `inlet rotate …`, with the verb as the first of @arguments. */
InletExit inlet_cli_edit   (char     **arguments,
                            gboolean   is_demo);
InletExit inlet_cli_rotate (char     **arguments,
                            gboolean   is_demo);

G_END_DECLS
