/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http-probe.h"

#include <string.h>

#define LONG_ENOUGH_SECONDS 30

/* A request that is repeated is repeated at once, if at all. */
#define SETTLING_MILLISECONDS 50

typedef struct
{
  HttpProbe *probe;
  guint      count;
} Wanted;

static gboolean
on_too_late (gpointer user_data)
{
  g_error ("What the test waits for did not happen");

  return G_SOURCE_REMOVE;
}

static gboolean
on_settled (gpointer user_data)
{
  gboolean *is_settled = user_data;

  *is_settled = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static gboolean
has_requests (gpointer user_data)
{
  Wanted *wanted = user_data;

  return fault_server_get_n_requests (wanted->probe->server) >= wanted->count;
}

static gboolean
has_connections (gpointer user_data)
{
  Wanted *wanted = user_data;

  return fault_server_get_n_connections (wanted->probe->server) >= wanted->count;
}

/* Other threads change what is waited for without waking this one. */
static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
http_probe_iterate_until (HttpProbeCondition condition,
                          gpointer           user_data)
{
  guint deadline = g_timeout_add_seconds (LONG_ENOUGH_SECONDS, on_too_late, NULL);
  guint ticker = g_timeout_add (1, on_tick, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  g_source_remove (ticker);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  HttpProbe *self = user_data;

  g_assert_false (self->is_done);
  self->is_done = TRUE;
  self->reply = inlet_http_send_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->reply == NULL) != (self->error == NULL));
}

static void
forget_answer (HttpProbe *self)
{
  self->is_done = FALSE;
  g_clear_object (&self->reply);
  g_clear_error (&self->error);
}

void
http_probe_init (HttpProbe       *self,
                 const FaultStep *steps)
{
  memset (self, 0, sizeof *self);
  self->server = fault_server_new ();
  if (steps != NULL)
    fault_server_set_script (self->server, steps);
  self->method = "POST";
  self->http = inlet_http_new ();
  self->cancellable = g_cancellable_new ();
}

void
http_probe_clear (HttpProbe *self)
{
  forget_answer (self);
  g_clear_object (&self->http);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->server, fault_server_free);
  /* What libsoup has still to let go of. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
http_probe_start (HttpProbe  *self,
                  const char *url)
{
  const char *const headers[] = { "Authorization", HTTP_PROBE_SECRET, "x-probe", "1", NULL };
  g_autoptr (GBytes) body = g_bytes_new_static (HTTP_PROBE_BODY, strlen (HTTP_PROBE_BODY));
  g_autofree char *own_url = fault_server_dup_url (self->server, NULL, NULL);

  forget_answer (self);
  inlet_http_send_async (self->http, self->method, url != NULL ? url : own_url, headers,
                         "application/json", body, self->cancellable, on_answered, self);
}

void
http_probe_wait (HttpProbe *self)
{
  http_probe_iterate_until (is_true, &self->is_done);
}

void
http_probe_wait_requests (HttpProbe *self,
                          guint      n_requests)
{
  Wanted wanted = { self, n_requests };

  http_probe_iterate_until (has_requests, &wanted);
}

void
http_probe_wait_connections (HttpProbe *self,
                             guint      n_connections)
{
  Wanted wanted = { self, n_connections };

  http_probe_iterate_until (has_connections, &wanted);
}

void
http_probe_run (HttpProbe  *self,
                const char *url)
{
  http_probe_start (self, url);
  http_probe_wait (self);
}

void
http_probe_cancel (HttpProbe *self)
{
  g_assert_false (self->is_done);
  g_cancellable_cancel (self->cancellable);
  /* The one that sees it, and the one in which a GTask answers when it was cancelled. */
  g_main_context_iteration (NULL, FALSE);
  g_main_context_iteration (NULL, FALSE);
  g_assert_true (self->is_done);
}

void
http_probe_assert_problem (HttpProbe      *self,
                           InletErrorCode  code,
                           InletCertainty  certainty)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *json = NULL;

  g_assert_error (self->error, INLET_ERROR, (int) code);
  problem = inlet_problem_new_from_error (self->error);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, code);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, certainty);
  g_assert_cmpstr (inlet_problem_get_message (problem), !=, "");
  json = inlet_problem_to_json (problem);
  g_assert_null (strstr (json, "hunter2"));
  g_assert_null (strstr (json, "eyJhbGciOi"));
}

void
http_probe_assert_status (HttpProbe *self,
                          guint      status)
{
  g_assert_no_error (self->error);
  g_assert_cmpuint (inlet_reply_get_status (self->reply), ==, status);
}

void
http_probe_assert_body (HttpProbe  *self,
                        const char *body)
{
  gsize length;
  const char *data = g_bytes_get_data (inlet_reply_get_body (self->reply), &length);

  g_assert_cmpmem (data, length, body, strlen (body));
}

void
http_probe_assert_requests (HttpProbe *self,
                            guint      n_requests)
{
  gboolean is_settled = FALSE;

  g_timeout_add (SETTLING_MILLISECONDS, on_settled, &is_settled);
  http_probe_iterate_until (is_true, &is_settled);
  g_assert_cmpuint (fault_server_get_n_requests (self->server), ==, n_requests);
}
