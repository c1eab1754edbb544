/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletClock:
 *
 * What the program waits by. In tests it runs faster than the world's.
 *
 * Signal `second-passed ()`: for what says how long it still waits. Only while a person looks on,
 * and only when it was asked for: who goes on waiting asks again. So nothing wakes up for nobody,
 * and in the terminal, which prints what is said anew, it is said once.
 *
 * Belongs to one thread.
 */
#define INLET_TYPE_CLOCK (inlet_clock_get_type ())
G_DECLARE_FINAL_TYPE (InletClock, inlet_clock, INLET, CLOCK, GObject)

InletClock *inlet_clock_new            (void);
/* How many times as fast as the world's clock; 1 unless set. For what is begun from now on. */
void        inlet_clock_set_speed      (InletClock   *self,
                                        guint         speed);
/* In milliseconds since the clock was made. Never goes back. */
gint64      inlet_clock_get_time       (InletClock   *self);
/* A source that becomes ready in @milliseconds of this clock, or as soon as @cancellable (nullable)
 * is cancelled. (transfer full): yet to be given a callback and attached. */
GSource    *inlet_clock_create_timeout (InletClock   *self,
                                        gint64        milliseconds,
                                        GCancellable *cancellable);
/* Whether a person looks on; not unless set. */
void        inlet_clock_set_is_watched (InletClock   *self,
                                        gboolean      is_watched);
/* Asks for the next `second-passed`. */
void        inlet_clock_ask_for_second (InletClock   *self);

G_END_DECLS
