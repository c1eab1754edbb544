/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* From now on, whatever memory this process gives back is overwritten first, by every library of
 * its. Nothing where the C library does not let a program do so. Any thread. */
void inlet_heap_overwrite (void);
