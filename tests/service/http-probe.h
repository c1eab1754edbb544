/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "fault-server.h"
#include "inlet-http.h"
#include "inlet-problem.h"

G_BEGIN_DECLS

/**
 * HttpProbe:
 *
 * A client, a server with faults, and one request between them at a time.
 */
typedef struct
{
  FaultServer  *server;
  InletHttp    *http;
  const char   *method; /* POST unless changed */
  GCancellable *cancellable;
  gboolean      is_done;
  InletReply   *reply;
  GError       *error;
} HttpProbe;

/* The body of every request that is sent, and a secret in its header. */
#define HTTP_PROBE_BODY   "{\"secret\":\"hunter2\"}"
#define HTTP_PROBE_SECRET "Bearer eyJhbGciOi"

void http_probe_init             (HttpProbe          *self,
                                  const FaultStep    *steps);
void http_probe_clear            (HttpProbe          *self);

/* Sends a request to the server, or to @url where not %NULL. */
void http_probe_start            (HttpProbe          *self,
                                  const char         *url);
/* Iterates until the answer is there. */
void http_probe_wait             (HttpProbe          *self);
/* Iterates until the server has seen so many whole requests, or so many connections. */
void http_probe_wait_requests    (HttpProbe          *self,
                                  guint               n_requests);
void http_probe_wait_connections (HttpProbe          *self,
                                  guint               n_connections);
/* Starts and waits. */
void http_probe_run              (HttpProbe          *self,
                                  const char         *url);
/* Cancels, and asserts that the answer is there without waiting for anything. */
void http_probe_cancel           (HttpProbe          *self);

void http_probe_assert_problem   (HttpProbe          *self,
                                  InletErrorCode      code,
                                  InletCertainty      certainty);
void http_probe_assert_status    (HttpProbe          *self,
                                  guint               status);
void http_probe_assert_body      (HttpProbe          *self,
                                  const char         *body);
/* Lets time pass for a request that should not come, then counts. */
void http_probe_assert_requests  (HttpProbe          *self,
                                  guint               n_requests);

/* Iterates the main context until @condition, and fails after a time that is long enough for
 * anything. */
typedef gboolean (*HttpProbeCondition) (gpointer user_data);
void http_probe_iterate_until    (HttpProbeCondition  condition,
                                  gpointer            user_data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpProbe, http_probe_clear)

G_END_DECLS
