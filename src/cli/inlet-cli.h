/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletExit:
 *
 * Exit statuses of the terminal.
 */
typedef enum {
  INLET_EXIT_DONE = 0,
  INLET_EXIT_UNEXPECTED = 1,
  INLET_EXIT_USAGE = 2,
  INLET_EXIT_REFUSED = 3,
  INLET_EXIT_NOT_REACHED = 4,
  INLET_EXIT_KEYRING = 5,
  INLET_EXIT_UNCERTAIN = 6,
} InletExit;

/* Runs the verb in @arguments (without the program's name, and without `--demo`) and gives the exit
 * status. Secrets are asked for without echo on a terminal, or read from standard input. */
int inlet_cli_run (const char * const *arguments,
                   gboolean            is_demo);

G_END_DECLS
