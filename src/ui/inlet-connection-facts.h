/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Binds what a template asks of its connection, which is immutable and so has no properties: each
 * is a function of the connection that may be %NULL, such as `get_remote_id`; and of what came of
 * that: `has_text` and, for the label that shows the ID, `get_id_attributes`. */
void inlet_connection_facts_bind (GtkWidgetClass *widget_class);

G_END_DECLS
