/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

G_BEGIN_DECLS

/**
 * InletSandbox:
 *
 * A sandbox as Adobe's sandbox service lists it. Immutable.
 */
#define INLET_TYPE_SANDBOX (inlet_sandbox_get_type ())
G_DECLARE_FINAL_TYPE (InletSandbox, inlet_sandbox, INLET, SANDBOX, GObject)

/* The type of a sandbox in which a mistake is one in production. */
#define INLET_SANDBOX_PRODUCTION "production"

/* What a request names it by; never "". */
const char *inlet_sandbox_get_name      (InletSandbox *self);
/* What Adobe's own pages call it; "" where there is none, as with the next three. */
const char *inlet_sandbox_get_title     (InletSandbox *self);
/* `production` or `development`, so far. */
const char *inlet_sandbox_get_kind      (InletSandbox *self);
/* `active`; but also `creating`, `resetting`, `deleting`… */
const char *inlet_sandbox_get_state     (InletSandbox *self);
/* Where its data are, such as `VA7`. */
const char *inlet_sandbox_get_region    (InletSandbox *self);
gboolean    inlet_sandbox_is_production (InletSandbox *self);
/* Whether all texts are the same. */
gboolean    inlet_sandbox_equal         (InletSandbox *self,
                                         InletSandbox *other);

/* Reads a page of `GET /sandbox-management/`: its sandboxes, which must all have a name, and one
 * without any of @secrets in it; any other member that is missing, of a wrong type or has a secret
 * is "". @limit: (inout): how many were asked for; then, how many make this page a full one, after
 * which there may be others. %INLET_ERROR_BAD_REPLY for anything else than such a page: an answer
 * that is not understood is not an empty list. (transfer full) (element-type InletSandbox) */
GPtrArray  *inlet_sandbox_list_from_reply (InletReply         *reply,
                                           const char * const *secrets,
                                           guint              *limit,
                                           GError            **error);

/* As they are kept, in their order, and back; %NULL when @json is not such a text.
 * (transfer full) */
char       *inlet_sandbox_list_to_json    (GPtrArray          *sandboxes);
GPtrArray  *inlet_sandbox_list_from_json  (const char         *json);

G_END_DECLS
