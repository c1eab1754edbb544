/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletEditNote:
 *
 * Says of a connection that the answer to a change of it was lost, with a button that looks it up.
 * Not to be seen where nothing is in doubt, nor while somebody is at work on the change.
 *
 * Property `connection` (nullable).
 */
#define INLET_TYPE_EDIT_NOTE (inlet_edit_note_get_type ())
G_DECLARE_FINAL_TYPE (InletEditNote, inlet_edit_note, INLET, EDIT_NOTE, AdwBin)

/* Where it is kept, and looked up; once. */
void inlet_edit_note_set_context (InletEditNote *self,
                                  InletContext  *context);

G_END_DECLS
