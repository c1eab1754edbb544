/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the main loop keeps a person waiting: the longest time between two of its waits, of the
 * default context, in the thread that calls. */

/* From now on. */
void   stall_begin              (void);
/* In milliseconds, without what other programs and threads had the processor for. */
double stall_get_longest        (void);
/* With it. */
double stall_get_longest_of_all (void);

G_END_DECLS
