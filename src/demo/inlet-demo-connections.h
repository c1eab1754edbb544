/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define INLET_DEMO_CONNECTIONS_PATH "/data/foundation/flowservice/connections"

/* `POST /connections`: answers and, where a connection is made, adds it to @ledger. @url is the
 * service's own. %FALSE when the line is to be cut instead of giving the answer. */
gboolean inlet_demo_connections_create (SoupServerMessage *message,
                                        GPtrArray         *ledger,
                                        const char        *url);

G_END_DECLS
