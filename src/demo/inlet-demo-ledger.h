/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define INLET_DEMO_AUTH_SPEC "Access Key"

/* What a request for another page of the list has. */
#define INLET_DEMO_CONTINUATION "continuationToken"

/* What Flow Service remembers: the connections that were made, oldest first, as it shows them,
 * without their secrets (element-type JsonObject). */
GPtrArray  *inlet_demo_ledger_new  (void);
/* Gives @connection another etag, and the time of now. */
void        inlet_demo_ledger_renew (JsonObject       *connection);
/* The connection that @body asks for, which was found good. (transfer none) */
JsonObject *inlet_demo_ledger_add  (GPtrArray         *ledger,
                                    const char        *client,
                                    const char        *sandbox,
                                    JsonObject        *body);
/* The connection @id of the sandbox that @message is for; without it, @message is answered.
 * (transfer none) (nullable) */
JsonObject *inlet_demo_ledger_find (GPtrArray         *ledger,
                                    SoupServerMessage *message,
                                    const char        *id);
/* `GET /connections`: answers with those of the sandbox, newest first. `property` filters by
 * `name==` and `connectionSpec.id==`; `limit` is at most 100, and where there are more, there is a
 * link to the next page. */
void        inlet_demo_ledger_list (GPtrArray         *ledger,
                                    SoupServerMessage *message);

G_END_DECLS
