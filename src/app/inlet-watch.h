/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-finding.h"

G_BEGIN_DECLS

/**
 * InletWatch:
 *
 * Looks up lost answers by itself, with [class@Sync], and those to changes and deletions: when it
 * starts, when there are more of them, when the network comes back, when the keyring that was
 * locked has been unlocked for something else, and when Adobe's time for those that were asked
 * about too early is over. At most once a minute, and without ever making the keyring ask anybody.
 *
 * Properties, read only, notify: `n-uncertain`, how many connections are uncertain; `n-several`,
 * for how many of these a person has to choose among connections at Adobe; `n-due`, how many lack a
 * new key of credentials that are kept, see [class@Rotation]; `is-looking`; `problem` (nullable),
 * why some could not be looked up the last time.
 * Signal `looked-up (GPtrArray of InletFinding, gboolean is_asked)`: what was found, and whether
 * somebody had asked for it.
 * Belongs to one thread.
 */
#define INLET_TYPE_WATCH (inlet_watch_get_type ())
G_DECLARE_FINAL_TYPE (InletWatch, inlet_watch, INLET, WATCH, GObject)

InletWatch *inlet_watch_new          (InletContext    *context,
                                      GNetworkMonitor *monitor);
/* In seconds of the context's clock; INLET_FINDING_PATIENCE unless set. */
void        inlet_watch_set_patience (InletWatch      *self,
                                      gint64           patience);
/* Once, when the context is open. */
void        inlet_watch_start        (InletWatch      *self);
/* Looks up now, because somebody asks: they may be asked to unlock the keyring. Does nothing while
 * it is looking. */
void        inlet_watch_look_up      (InletWatch      *self);
/* What was found last for the rows, still uncertain, for which a person has to choose.
 * (element-type InletFinding) (transfer none) */
GPtrArray  *inlet_watch_get_several  (InletWatch      *self);

G_END_DECLS
