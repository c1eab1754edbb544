/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* Puts something at the places of standard input, output and error that are closed, with which
 * reading and writing fail. Otherwise the next file or socket that is opened would take the place,
 * and what is printed would go there. Before anything is opened. */
void      inlet_streams_open     (void);

/* Says on standard error that what was printed has not arrived whole, and gives the status for it.
 * Who has closed a pipe has seen enough of it, which is no error. */
InletExit inlet_streams_say_lost (void);

/* @status or, where it is that all was done, whether what was printed has arrived. */
InletExit inlet_streams_finish   (InletExit status);

G_END_DECLS
