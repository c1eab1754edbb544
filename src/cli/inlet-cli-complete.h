/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* `inlet --complete WORD…`, for shells: what the last of @words, those after “inlet”, may become, a
 * line each. @usage: the lines of the help. Names come from the database as it is, so that nothing
 * asks or waits while a person types. */
InletExit inlet_cli_complete (const char         *usage,
                              const char *const  *words);

G_END_DECLS
