/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where one name of a sandbox is typed several may be, with commas between them, which no name has
 * in it. */

/* The names in @text in their order, each once. (transfer full) */
char   **inlet_sandbox_names_split   (const char         *text);
/* (transfer full) */
char    *inlet_sandbox_names_join    (const char * const *names);
/* Whether there is a name in @text, and each can be one. */
gboolean inlet_sandbox_names_are_good (const char        *text);

G_END_DECLS
