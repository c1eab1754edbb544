/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest body that is read from a reply, unless it is known that it may be larger. */
#define INLET_REPLY_MAX_BYTES (1024 * 1024)

/**
 * InletReply:
 *
 * What came back over HTTP, as it came: status, headers, body.
 *
 * Immutable once built. Its body may hold secrets: it is never logged, kept or shown but through
 * [method@Reply.to_text].
 */
#define INLET_TYPE_REPLY (inlet_reply_get_type ())
G_DECLARE_FINAL_TYPE (InletReply, inlet_reply, INLET, REPLY, GObject)

/* @headers: name, value, name, value…, ending in NULL. @body: (nullable) */
InletReply *inlet_reply_new            (guint               status,
                                        const char         *reason,
                                        const char * const *headers,
                                        GBytes             *body);
guint       inlet_reply_get_status     (InletReply         *self);
const char *inlet_reply_get_reason     (InletReply         *self);
/* The first header of that name, in any case. (nullable) */
const char *inlet_reply_get_header     (InletReply         *self,
                                        const char         *name);
/* (transfer none) (not nullable) */
GBytes     *inlet_reply_get_body       (InletReply         *self);
/* @self, or where its body is larger than @length bytes, one that ends there. (transfer full) */
InletReply *inlet_reply_cut            (InletReply         *self,
                                        gsize               length);
/* 2xx */
gboolean    inlet_reply_is_success     (InletReply         *self);
/* How many seconds the other side asks to wait before the next try (`Retry-After`, in seconds or as
 * a date); -1 where it says nothing that can be read. A date is measured by the reply's own `Date`,
 * since this computer's clock may be wrong, and by @now, in seconds of Unix time, where there is
 * none. */
gint64      inlet_reply_get_retry_after (InletReply         *self,
                                         gint64              now);
/* Status line, headers and body as readable UTF-8, @secrets and whatever looks like a secret
 * masked, the body cut at 16 KiB, or only its length where it is no text. (transfer full) */
char       *inlet_reply_to_text        (InletReply         *self,
                                        const char * const *secrets);

G_END_DECLS
