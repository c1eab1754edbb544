/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InletReceipt:
 *
 * What Flow Service gives for a connection that it made: its ID and its etag, byte for byte.
 *
 * Immutable.
 */
#define INLET_TYPE_RECEIPT (inlet_receipt_get_type ())
G_DECLARE_FINAL_TYPE (InletReceipt, inlet_receipt, INLET, RECEIPT, GObject)

InletReceipt *inlet_receipt_new            (const char    *remote_id,
                                            const char    *etag);
/* Reads the answer of `POST /connections`. Where the body has no ID, the last segment of the
 * `Location` header is taken if it is a UUID. What has one of @secrets in it (nullable,
 * NULL-terminated; see inlet_redact()) is not taken. Without an ID %INLET_ERROR_BAD_REPLY with
 * %INLET_CERTAINTY_UNKNOWN: a 2xx says that something was made. The error quotes nothing of the
 * reply; who knows the secrets makes a better one with inlet_problem_new_from_reply(). */
InletReceipt *inlet_receipt_new_from_reply (InletReply         *reply,
                                            const char * const *secrets,
                                            GError            **error);
const char   *inlet_receipt_get_remote_id  (InletReceipt  *self);
/* With the double quotes that belong to it, ready for `If-Match`. (nullable) */
const char   *inlet_receipt_get_etag       (InletReceipt  *self);

G_END_DECLS
