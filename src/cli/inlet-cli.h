/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs the verb in @arguments (NULL-terminated, without the program's name and without `--demo`)
 * and gives the exit status, one of InletExit. Secrets are asked for without echo on a terminal, or
 * read from standard input. */
int inlet_cli_run (const char * const *arguments,
                   gboolean            is_demo);

G_END_DECLS
