/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the tests of widgets have in common. */

/* The first widget below @widget, itself included, that has @type and, unless @name is %NULL, that
 * name among the template's. Fails the test where there is none. */
GtkWidget       *ui_find (GtkWidget  *widget,
                          GType       type,
                          const char *name);
guint            ui_count (GtkWidget  *widget,
                           GType       type);
/* Whether a label below @widget that is visible, all the way up to @widget, says @text. */
gboolean         ui_says (GtkWidget  *widget,
                          const char *text);
InletConnection *ui_make_connection (gint64      row_id,
                                     const char *remote_id);
InletConnection *ui_make_failure (gint64      row_id);

G_END_DECLS
