/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Where lines may break in what is to be read letter by letter: IDs, paths, names, addresses. A
 * hyphen that Pango inserts there would be read as one of theirs.
 */

/* Has no label in @widget get a hyphen where a long word breaks; those that are in it now, whatever
 * they say later. */
void           inlet_never_hyphenate   (GtkWidget  *widget);

/* For a label that says @id (nullable): it breaks after its hyphens, also before a digit, which
 * Unicode would not do, and only where a part is too long in the midst of it. (transfer full) */
PangoAttrList *inlet_break_after_hyphens (const char *id);

/* How many letters of usual width, in the font of @widget, a line of @width has; some, even where
 * that is nothing. */
int            inlet_count_letters (GtkWidget *widget,
                                    int        width);

G_END_DECLS
