/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-http.h"

G_BEGIN_DECLS

/* Sends one request to @path of the account's platform address, with the headers that every call of
 * Experience Platform has, in Adobe's spelling, and one more: @header with @value. @body (nullable)
 * is JSON. Answered by inlet_http_send_finish(). */
void inlet_platform_send_async (InletHttp           *http,
                                InletAccount        *account,
                                const char          *token,
                                const char          *method,
                                const char          *path,
                                const char          *header,
                                const char          *value,
                                GBytes              *body,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);

/* The same with more headers: @more is name, value, …, NULL. */
void inlet_platform_send_with_async (InletHttp           *http,
                                     InletAccount        *account,
                                     const char          *token,
                                     const char          *method,
                                     const char          *path,
                                     const char * const  *more,
                                     GBytes              *body,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);

/* One `GET` with `x-sandbox-name`, whose reply may have a larger body than usual. Answered by
 * inlet_http_send_finish(). */
void inlet_platform_get_async  (InletHttp            *http,
                                InletAccount         *account,
                                const char           *token,
                                const char           *path,
                                const char           *sandbox,
                                gsize                 max_bytes,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);

G_END_DECLS
