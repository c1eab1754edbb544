/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What Flow Service answers about @connection itself, an item of the ledger. */

/* `GET /connections/{id}` */
void     inlet_demo_changes_show   (SoupServerMessage *message,
                                    JsonObject        *connection);
/* `PATCH /connections/{id}`: all of its operations or, where it is refused, none. %FALSE when the
 * line is to be cut instead of giving the answer. */
gboolean inlet_demo_changes_patch  (SoupServerMessage *message,
                                    JsonObject        *connection);
/* `DELETE /connections/{id}`: takes it from @ledger, unless it is refused, which gives %FALSE. */
gboolean inlet_demo_changes_delete (SoupServerMessage *message,
                                    GPtrArray         *ledger,
                                    JsonObject        *connection);

G_END_DECLS
