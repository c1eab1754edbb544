/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the rows of a list of [class@TestTurn] that were not passed: which connection, and why.
 * (transfer full) */
GtkListItemFactory *inlet_tests_row_create_factory (void);

G_END_DECLS
