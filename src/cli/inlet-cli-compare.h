/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* What `inlet sync --sandbox S` and `inlet sync --all` do after rows without an answer were looked
 * up, of which @n_uncertain have none still. @account: (nullable): its name; @sandbox: (nullable):
 * all of them. Prints each row that has changed, or how many there are. */
InletExit inlet_cli_compare (InletTerminal *terminal,
                             const char    *account,
                             const char    *sandbox,
                             guint          n_uncertain,
                             gboolean       is_json);

G_END_DECLS
