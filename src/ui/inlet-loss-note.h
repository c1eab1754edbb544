/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletLossNote:
 *
 * The line beneath the row of a choice which says that what was to be chosen is not kept any more.
 *
 * Property `text` (nullable): it is not seen without.
 */
#define INLET_TYPE_LOSS_NOTE (inlet_loss_note_get_type ())
G_DECLARE_FINAL_TYPE (InletLossNote, inlet_loss_note, INLET, LOSS_NOTE, AdwPreferencesRow)

void        inlet_loss_note_set_text (InletLossNote *self,
                                      const char    *text);
const char *inlet_loss_note_get_text (InletLossNote *self);

G_END_DECLS
