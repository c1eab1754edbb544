/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletFieldNote:
 *
 * One field of a form, in the window: ties an entry row to it, and is the line beneath that row
 * which says what there is to be said of what was typed.
 *
 * What is wrong or unusual is said while typing; what is missing only when the field was touched:
 * the person has left it, or has asked for everything at once. A line and not a subclass of the
 * row, because AdwPasswordEntryRow is final.
 *
 * Properties: `form`, `row` (AdwEntryRow) and `field` make the tie; `is-optional` says so in the
 * row's title; `hint` (nullable) is said of an empty field when nothing else is; `objection`
 * (nullable) is what the form cannot know, and counts as wrong. Enter in the row activates
 * `form.submit`.
 */
#define INLET_TYPE_FIELD_NOTE (inlet_field_note_get_type ())
G_DECLARE_FINAL_TYPE (InletFieldNote, inlet_field_note, INLET, FIELD_NOTE, AdwPreferencesRow)

/* Gives the focus to the first of the fields shown in @root, from top to bottom, that cannot stay
 * as it is, and unfolds what it is in. %FALSE where there is none. */
gboolean inlet_field_notes_grab_bad    (GtkWidget *root);
/* Whether all the fields in @root count as touched. */
void     inlet_field_notes_set_touched (GtkWidget *root,
                                        gboolean   is_touched);

G_END_DECLS
