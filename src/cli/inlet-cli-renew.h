/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* `inlet credentials renew …`: @arguments begin with the verb. */
InletExit inlet_cli_renew (char     **arguments,
                           gboolean   is_demo);

G_END_DECLS
