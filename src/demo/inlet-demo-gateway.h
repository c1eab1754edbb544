/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The doors: Adobe's sign-in, which gives tokens, and the gateway before all services, which asks
 * for them. */

/* `POST /ims/token/v3`: answers, and adds the token that it gave to the set @tokens. */
void     inlet_demo_gateway_sign_in (SoupServerMessage *message,
                                     GHashTable        *tokens);
/* Whether @message may go on to the service; where not, it is answered. Checks in Adobe's order:
 * token, API key, organization. */
gboolean inlet_demo_gateway_admit   (SoupServerMessage *message,
                                     GHashTable        *tokens);

/* Whether the body of @message says that it is a @content_type. */
gboolean inlet_demo_gateway_has_type (SoupServerMessage *message,
                                      const char        *content_type);

G_END_DECLS
