/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-receipt.h"
#include "inlet-reply.h"

G_BEGIN_DECLS

/* The client of Adobe's own pages. */
#define INLET_CLIENT_OF_ADOBE "exc_app"

/**
 * InletRemote:
 *
 * A connection as Flow Service lists it. Immutable.
 *
 * Of what the service sends only this is kept: an item also has `auth.params`, which may be
 * credentials, and these are never read.
 */
#define INLET_TYPE_REMOTE (inlet_remote_get_type ())
G_DECLARE_FINAL_TYPE (InletRemote, inlet_remote, INLET, REMOTE, GObject)

/* (transfer none) */
InletReceipt *inlet_remote_get_receipt        (InletRemote   *self);
/* "" where there is none, as with the other texts. */
const char   *inlet_remote_get_name           (InletRemote   *self);
const char   *inlet_remote_get_description    (InletRemote   *self);
/* The ID of the connection's specification. */
const char   *inlet_remote_get_spec_id        (InletRemote   *self);
/* The client that made it: an API key, or %INLET_CLIENT_OF_ADOBE. */
const char   *inlet_remote_get_created_client (InletRemote   *self);
/* The client that changed it last. */
const char   *inlet_remote_get_updated_client (InletRemote   *self);
/* A word of Adobe's, such as `enabled`. */
const char   *inlet_remote_get_state          (InletRemote   *self);
/* Where it is, as far as Adobe says. */
const char   *inlet_remote_get_sandbox        (InletRemote   *self);
const char   *inlet_remote_get_org_id         (InletRemote   *self);
/* In seconds of Unix time, by Adobe's clock; 0 where there is none. */
gint64        inlet_remote_get_created_at     (InletRemote   *self);

/* Reads a page of `GET /connections`: its items, which must all have an ID, and one without any of
 * @secrets (nullable) in it. @continuation: (out) (transfer full) (nullable): the token that asks
 * for the next page, %NULL on the last. %INLET_ERROR_BAD_REPLY for anything else than such a page:
 * an answer that is not understood is not an empty list. (transfer full) (element-type
 * InletRemote) */
GPtrArray    *inlet_remote_list_from_reply    (InletReply         *reply,
                                               const char * const *secrets,
                                               char              **continuation,
                                               GError            **error);
/* Reads the answer of `GET /connections/{id}`, a page with exactly one item; the same otherwise.
 * (transfer full) */
InletRemote  *inlet_remote_new_from_reply     (InletReply         *reply,
                                               const char * const *secrets,
                                               GError            **error);

G_END_DECLS
