/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-pace.h"

G_BEGIN_DECLS

/**
 * InletWait:
 *
 * What is said of a wait, and for how long it still is: "Adobe got too many requests: trying again
 * after 12 s…".
 *
 * Property, read only, notifies: `status` (nullable): that text, translated; its number goes down
 * with each second for which somebody looks on, see [class@Clock].
 */
#define INLET_TYPE_WAIT (inlet_wait_get_type ())
G_DECLARE_FINAL_TYPE (InletWait, inlet_wait, INLET, WAIT, GObject)

InletWait  *inlet_wait_new        (InletClock   *clock,
                                   InletPace    *pace);
/* (nullable) */
const char *inlet_wait_get_status (InletWait    *self);

/* From now on another try is waited for, after @problem. */
void        inlet_wait_for_try    (InletWait    *self,
                                   InletProblem *problem,
                                   gint64        milliseconds);
/* From now on it is said why and for how long the gate is closed, if it is. */
void        inlet_wait_at_gate    (InletWait    *self);
/* Nothing is waited for any more. */
void        inlet_wait_end        (InletWait    *self);
/* What somebody else says. (nullable) */
void        inlet_wait_repeat     (InletWait    *self,
                                   const char   *status);

G_END_DECLS
