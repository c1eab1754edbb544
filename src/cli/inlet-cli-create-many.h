/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"
#include "inlet-terminal.h"

G_BEGIN_DECLS

/* Makes all of @drafts (element-type InletDraft). Where there is one already, none is made, unless
 * @is_again, or @skips these. The status of that which went worst. */
InletExit inlet_cli_create_many (InletTerminal *terminal,
                                 GPtrArray     *drafts,
                                 gboolean       is_again,
                                 gboolean       skips,
                                 gboolean       is_json);

G_END_DECLS
