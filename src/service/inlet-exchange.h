/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Sends @message on @session, at most once, reads a body of at most @max_bytes, and answers @task
 * with an [class@Reply] or an error as inlet_http_send_async() documents them. Private to
 * [class@Http]. @task: (transfer full) */
void inlet_exchange_start (GTask       *task,
                           SoupSession *session,
                           SoupMessage *message,
                           guint        seconds,
                           gsize        max_bytes);

G_END_DECLS
