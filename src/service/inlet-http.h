/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

G_BEGIN_DECLS

/**
 * InletHttp:
 *
 * The one way out of the program: sends a request, gives the reply.
 *
 * `https` only, plain `http` only to loopback; certificates verified against the system's
 * authorities; the desktop's proxies; no redirect followed; no cookie kept; a body of at most
 * %INLET_REPLY_MAX_BYTES; a time-out for the whole exchange. A request is sent at most once: it is
 * never repeated by itself. Belongs to one thread.
 */
#define INLET_TYPE_HTTP (inlet_http_get_type ())
G_DECLARE_FINAL_TYPE (InletHttp, inlet_http, INLET, HTTP, GObject)

InletHttp  *inlet_http_new         (void);

/* In seconds, for the whole of one exchange; 90 unless set. */
void        inlet_http_set_timeout (InletHttp            *self,
                                    guint                 seconds);

/* @headers: name, value, …, NULL. @content_type and @body: (nullable). Any status is a reply, not
 * an error. Errors are problems whose certainty tells whether the request had left:
 * %INLET_ERROR_OFFLINE, %INLET_ERROR_UNTRUSTED, %INLET_ERROR_TIMED_OUT, %INLET_ERROR_INTERRUPTED,
 * %INLET_ERROR_BAD_REPLY, and %INLET_ERROR_INVALID_INPUT for an address or a header that must not
 * be sent. Cancelled, it answers at once: with G_IO_ERROR_CANCELLED when the request had not left,
 * with %INLET_ERROR_INTERRUPTED of unknown certainty when it had.
 *
 * Where what has come of a reply is a whole answer, the reply is given however its body ends: cut,
 * too large, too late or cancelled. Its body is then what had come. Such are a status of 400 and
 * more, a 201 with `Location`, and, but to a GET, a success with a whole object of JSON. */
void        inlet_http_send_async  (InletHttp            *self,
                                    const char           *method,
                                    const char           *url,
                                    const char * const   *headers,
                                    const char           *content_type,
                                    GBytes               *body,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
/* A GET whose reply, where it is a success, may have a larger body, of @max_bytes. Answered by
 * inlet_http_send_finish(). */
void        inlet_http_get_async   (InletHttp            *self,
                                    const char           *url,
                                    const char * const   *headers,
                                    gsize                 max_bytes,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
InletReply *inlet_http_send_finish (InletHttp            *self,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
