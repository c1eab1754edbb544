/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What Flow Service answers when it asks the storage of @connection, an item of the ledger. */

/* `GET /connections/{id}/test` */
void inlet_demo_storage_test    (SoupServerMessage *message,
                                 JsonObject        *connection);
/* `GET /connections/{id}/explore`: the root, whatever is asked for. */
void inlet_demo_storage_explore (SoupServerMessage *message,
                                 JsonObject        *connection);

G_END_DECLS
