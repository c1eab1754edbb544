/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* `inlet account|credentials add|list|renew|remove …`: @arguments begin after the noun; they and
 * what they stand for are (transfer none). */
InletExit inlet_cli_profile (InletProfileKind   kind,
                             char             **arguments,
                             gboolean           is_demo);

G_END_DECLS
