/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-demo-profiles.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define INLET_DEMO_CONNECTIONS_PATH "/data/foundation/flowservice/connections"

/* The body of @message, which is to be JSON. (nullable) (transfer full): where there is none, or
 * one of another type, @message is answered. */
GBytes  *inlet_demo_connections_read_body (SoupServerMessage *message);
/* `POST /connections`: answers and, where a connection is made, adds it to @ledger. @url is the
 * service's own. %FALSE when the line is to be cut instead of giving the answer. */
gboolean inlet_demo_connections_create (SoupServerMessage *message,
                                        GPtrArray         *ledger,
                                        const char        *url);
/* Answers with what comes of a fate that changes nothing: neither made nor lost. */
void     inlet_demo_connections_refuse (SoupServerMessage *message,
                                        InletDemoFate      fate);

G_END_DECLS
