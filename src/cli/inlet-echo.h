/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shows nothing more of what is typed, until inlet_echo_restore() or the end of the program, by a
 * signal too. Without @has_signals, Ctrl+C is a character. FALSE where standard input is no
 * terminal; then there is nothing to restore. */
gboolean inlet_echo_hide    (gboolean has_signals);
void     inlet_echo_restore (void);

G_END_DECLS
