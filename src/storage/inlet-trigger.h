/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InletTrigger:
 *
 * Something to be done in the next round of the thread's main loop, before anything is drawn, and
 * once however often it was asked for.
 */
typedef GSource InletTrigger;

/* For the thread-default main context; @callback's answer does not count. */
InletTrigger *inlet_trigger_new       (GSourceFunc   callback,
                                       gpointer      user_data);
void          inlet_trigger_pull      (InletTrigger *self);
/* From now on what is to be done waits until nothing else is, and all is drawn. */
void          inlet_trigger_step_back (InletTrigger *self);
/* Nothing is called any more. */
void          inlet_trigger_free      (InletTrigger *self);

G_END_DECLS
