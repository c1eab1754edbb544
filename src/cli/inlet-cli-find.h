/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-terminal.h"

G_BEGIN_DECLS

/* The connection that was created and has the ID or, alone, the name @word; %NULL with a sentence
 * for a person in @error. (nullable) (transfer full) */
InletConnection *inlet_cli_find (InletTerminal  *terminal,
                                 const char     *word,
                                 GError        **error);

/* The newest row of the history with the ID or name @word, whatever its state; %NULL likewise.
 * (nullable) (transfer full) */
InletConnection *inlet_cli_find_latest (InletTerminal  *terminal,
                                        const char     *word,
                                        GError        **error);

G_END_DECLS
