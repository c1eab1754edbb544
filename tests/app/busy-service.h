/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BusyService:
 *
 * A Flow Service on loopback that takes its time and allows so many requests at once; more than
 * these are answered with 429. Whatever is asked, the answer is that a connection's test was
 * passed; a connection that is changed gets another etag.
 *
 * It has a thread of its own, so that it answers whatever its client is busy with. The numbers are
 * of all that was asked so far.
 */
typedef struct _BusyService BusyService;

/* @delay: in milliseconds, until an answer. @allowed: how many at a time. */
BusyService *busy_service_new             (guint        delay,
                                           guint        allowed);
void         busy_service_free            (BusyService *self);
/* (transfer full) */
char        *busy_service_dup_url         (BusyService *self);
guint        busy_service_get_n_requests  (BusyService *self);
guint        busy_service_get_n_refused   (BusyService *self);
/* How many were there at a time, those that were refused among them. */
guint        busy_service_get_most_at_once (BusyService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BusyService, busy_service_free)

G_END_DECLS
