/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cell.h"

G_BEGIN_DECLS

/* Runs cells, many at once, in the main context of the thread. */

void     runner_init            (void);
/* @cells: (element-type Cell) */
void     runner_run             (GPtrArray *cells);
/* One after the other, and judges how much memory each has taken. */
void     runner_run_large       (GPtrArray *cells);
/* What is wrong with the process since the last time: a secret in its log, or files that are still
 * open. (transfer full) (nullable) */
char    *runner_judge_process   (void);
/* The most memory, in KiB, that one cell has taken. */
guint64  runner_get_most_growth (void);

G_END_DECLS
