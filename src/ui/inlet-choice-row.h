/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletChoiceRow:
 *
 * A combo row in which each choice, a profile or a string, can be read whole, as libadwaita's own
 * of more than 20 letters cannot: in the popup in as many lines as it needs, in the row as far as
 * there is room, and else as its tooltip. It is told as the description of the row.
 */
#define INLET_TYPE_CHOICE_ROW (inlet_choice_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (InletChoiceRow, inlet_choice_row, INLET, CHOICE_ROW, AdwComboRow)

struct _InletChoiceRowClass
{
  AdwComboRowClass parent_class;
};

G_END_DECLS
