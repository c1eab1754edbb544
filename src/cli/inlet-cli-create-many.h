/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"
#include "inlet-terminal.h"

G_BEGIN_DECLS

/* How they are made, and what is printed. */
typedef struct
{
  gboolean is_again;
  gboolean skips;       /* those that are there already */
  gboolean is_tested;
  gboolean is_json;
} InletCliCreateManyWishes;

/* Makes all of @drafts (element-type InletDraft). Where there is one already, none is made, unless
 * @wishes say to. The status of that which went worst. */
InletExit inlet_cli_create_many (InletTerminal                  *terminal,
                                 GPtrArray                      *drafts,
                                 const InletCliCreateManyWishes *wishes);

G_END_DECLS
