/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define INLET_DEMO_SANDBOXES_PATH "/data/foundation/sandbox-management/"

/* `GET`: answers with the sandboxes that the client may use, by `limit` and `offset`. @url is the
 * service's own. */
void     inlet_demo_sandboxes_list  (SoupServerMessage *message,
                                     const char        *url);
/* Whether @message names a sandbox that there is; where not, it is answered as by Flow Service. */
gboolean inlet_demo_sandboxes_admit (SoupServerMessage *message);

G_END_DECLS
