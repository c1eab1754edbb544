/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-clock.h"
#include "inlet-problem.h"

G_BEGIN_DECLS

/* How many requests are under way at a time, at most. */
#define INLET_PACE_LIMIT 10

/**
 * InletPace:
 *
 * The gate that every request to one address passes: lets so many in at a time, first come first
 * served, and slows all of them down together when one is told that there are too many.
 *
 * After a 429, or a 503 with `Retry-After`, nobody is let in for as long as the reply asks for, or
 * for 1, 2, 4 and 8 seconds where it doesn't; and from then on half as many at a time, which grows
 * by one for every 5 seconds that went well. Who is asked to wait for longer than a minute is not
 * made to: everyone at the gate, and who comes in the next minute, is told so instead.
 *
 * Adobe publishes no limit; `developer.adobe.com` names one of 12 requests in 6 seconds for another
 * API on the same gateway.
 *
 * Belongs to one thread. Property, read only, notifies: `reason`, the [class@Problem] for which
 * nobody is let in now, otherwise %NULL.
 */
#define INLET_TYPE_PACE (inlet_pace_get_type ())
G_DECLARE_FINAL_TYPE (InletPace, inlet_pace, INLET, PACE, GObject)

InletPace    *inlet_pace_new          (InletClock          *clock);

/* Whether who comes now is let in at once. */
gboolean      inlet_pace_is_open      (InletPace           *self);
/* Waits for its turn. Gives a pass, which inlet_pace_leave() has to be given, whatever becomes of
 * the request; 0 with @error set. Cancelled while it waits, it answers at once; let in, it says so
 * even to who has cancelled. */
void          inlet_pace_enter_async  (InletPace           *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
guint         inlet_pace_enter_finish (InletPace           *self,
                                       GAsyncResult        *result,
                                       GError             **error);
/* @problem: what became of the request, %NULL when it went well. */
void          inlet_pace_leave        (InletPace           *self,
                                       guint                pass,
                                       InletProblem        *problem);

/* (nullable) */
InletProblem *inlet_pace_get_reason   (InletPace           *self);
/* For how many milliseconds nobody is let in. */
gint64        inlet_pace_get_wait     (InletPace           *self);
/* How many are let in at a time, at present. */
guint         inlet_pace_get_limit    (InletPace           *self);

G_END_DECLS
