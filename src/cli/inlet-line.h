/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a line for a secret from standard input: without echo where that is a terminal, after
 * @label on standard error. %INLET_ERROR_INVALID_INPUT with a translated sentence when there is no
 * line, Ctrl+C is pressed, or it may not be whole. (transfer full): inlet_secret_free() */
char    *inlet_line_read        (const char  *label,
                                 GError     **error);
/* FALSE with the same error where a line of @text, which came from a terminal, may be cut. */
gboolean inlet_line_check_whole (const char  *text,
                                 gsize        length,
                                 GError     **error);

G_END_DECLS
