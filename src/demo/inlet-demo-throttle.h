/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The sandbox that is throttled. */
#define INLET_DEMO_BUSY_SANDBOX "busy"

/**
 * InletDemoThrottle:
 *
 * Has the gateway refuse what goes to one sandbox for some seconds from the first request on, and
 * say when to come back; then all goes well for a minute, and it begins anew. Begins as all zeros.
 */
typedef struct
{
  gint64 began_at;   /* microseconds of the system's clock */
} InletDemoThrottle;

/* How many seconds who comes at @now has to wait, 0 when there is nothing to wait for. */
guint    inlet_demo_throttle_get_wait (InletDemoThrottle *self,
                                       gint64             now);
/* Whether @message may go on; otherwise it is answered. */
gboolean inlet_demo_throttle_admit    (InletDemoThrottle *self,
                                       SoupServerMessage *message);

G_END_DECLS
