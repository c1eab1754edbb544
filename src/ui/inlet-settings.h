/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of the program. The demo neither reads nor writes the user's: its own go with it,
 * and its form is filled in but for a click. (transfer full) */
GSettings *inlet_settings_open (gboolean is_demo);

G_END_DECLS
