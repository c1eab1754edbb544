/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An array of texts that may be secret, and are overwritten when they go. */
GPtrArray *inlet_import_words_new  (void);

/* Reads the next command of what was written for a shell: its words, without their quotes. A line,
 * `;` or `&&` ends it, but not in quotes nor behind the sign that a line goes on (`\`, `^`, or a
 * backquote, by the shell). Nothing is replaced and nothing is run. Advances @text. FALSE when
 * there is none. */
gboolean   inlet_import_words_read (const char **text,
                                    GPtrArray   *words);

G_END_DECLS
