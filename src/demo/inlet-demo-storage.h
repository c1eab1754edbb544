/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What Flow Service answers when it asks the storage of @connection, an item of the ledger. */

/* `GET /connections/{id}/test` */
void        inlet_demo_storage_test    (SoupServerMessage *message,
                                        JsonObject        *connection);
/* `GET /connections/{id}/explore`: a root, a folder or a file, as @query says. (nullable): where
 * there is nothing in @message yet, the folder whose many entries are to be its answer, which
 * lives as long as @query. */
const char *inlet_demo_storage_explore (SoupServerMessage *message,
                                        JsonObject        *connection,
                                        GHashTable        *query);

G_END_DECLS
