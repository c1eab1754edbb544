/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the rows of a list of [class@RotateItem]: which connection, where, and how far it is.
 * (transfer full) */
GtkListItemFactory *inlet_rotate_row_create_factory (void);

G_END_DECLS
