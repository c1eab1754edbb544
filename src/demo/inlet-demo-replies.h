/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What Adobe's services answer with, byte by byte in the shape that each of them uses. Every
 * function fills in status, content type and body of @message. */

#define INLET_DEMO_REQUEST_ID "x-request-id"

/* @root: (transfer full) */
void inlet_demo_reply_json    (SoupServerMessage *message,
                               guint              status,
                               JsonObject        *root);
/* A bare array, with 200. @array: (transfer full) */
void inlet_demo_reply_array   (SoupServerMessage *message,
                               JsonArray         *array);
/* The same, already written. @json: (transfer full) */
void inlet_demo_reply_text    (SoupServerMessage *message,
                               char              *json);
/* The gateway in front of all services. Its codes begin with the status, such as `403027`. */
void inlet_demo_reply_gateway (SoupServerMessage *message,
                               guint              code,
                               const char        *text);
/* The sign-in, as OAuth 2.0 has it; always 400. */
void inlet_demo_reply_sign_in (SoupServerMessage *message,
                               const char        *error,
                               const char        *description);
/* Flow Service as it is now. Its codes end in the status, such as `2105-400`. */
void inlet_demo_reply_flow    (SoupServerMessage *message,
                               const char        *code,
                               const char        *title,
                               const char        *text);
/* Flow Service as it once was, which it still is for what it checks first. */
void inlet_demo_reply_legacy  (SoupServerMessage *message,
                               guint              status,
                               const char        *text);
/* The other services of the platform. */
void inlet_demo_reply_other   (SoupServerMessage *message,
                               guint              status,
                               const char        *title,
                               const char        *text);
/* A web server that never asked a service: a page for people. */
void inlet_demo_reply_html    (SoupServerMessage *message,
                               guint              status);

G_END_DECLS
