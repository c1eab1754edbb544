/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Adobe's own addresses, from its API documentation. */
#define INLET_DEFAULT_PLATFORM_URL "https://platform.adobe.io"
#define INLET_DEFAULT_IMS_URL      "https://ims-na1.adobelogin.com"

/* What is asked for there: a token, and connections. */
#define INLET_TOKEN_PATH           "ims/token/v3"
#define INLET_CONNECTIONS_PATH     "data/foundation/flowservice/connections"

/* Whether secrets may be sent to @url: an absolute `https` address with a host and without user
 * information, query or fragment; plain `http` only to a loopback address (127.0.0.0/8, [::1],
 * `localhost`). Otherwise %INLET_ERROR_INVALID_INPUT with a translated sentence. */
gboolean    inlet_address_check       (const char  *url,
                                       GError     **error);

/* The same as the sentence alone, %NULL when there is nothing to say. (transfer none) */
const char *inlet_address_find_fault  (const char  *url);

/* Whether the host of @url is @domain or within it, or, where @domain is %NULL, this computer.
 * FALSE for what is not an address. */
gboolean    inlet_address_is_within   (const char  *url,
                                       const char  *domain);

/* Whether the host of @url is neither Adobe's (`adobe.io`, `adobelogin.com`, where its API
 * documentation has all its addresses) nor this computer. */
gboolean    inlet_address_is_foreign  (const char  *url);

/* The host and the port of @url as `host:port`, the same however it is written; @url itself where
 * it is not an address. (transfer full) */
char       *inlet_address_dup_place   (const char  *url);

/* @base with @path appended, exactly one slash between them. (transfer full) */
char       *inlet_address_join        (const char  *base,
                                       const char  *path);

G_END_DECLS
