/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "busy-service.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

struct _BusyService
{
  guint         delay;
  guint         allowed;

  GThread      *thread;
  GMutex        mutex;
  GCond         cond;
  GMainContext *context;      /* (owned): of the thread */
  GMainLoop    *loop;         /* (owned) (nullable): of the thread, once it listens */
  guint16       port;
  guint         n_requests;   /* these four by the mutex */
  guint         n_refused;
  guint         n_at_once;
  guint         most_at_once;
};

typedef struct
{
  BusyService       *service;
  SoupServerMessage *message;   /* (owned) */
} Request;

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body,
                                    strlen (body));
}

static void
answer_change (SoupServerMessage *message)
{
  g_autofree char *id = g_path_get_basename (
    g_uri_get_path (soup_server_message_get_uri (message)));
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"etag\":\"\\\"f\\\"\"}", id);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static gboolean
on_time_to_answer (gpointer user_data)
{
  Request *request = user_data;

  g_mutex_lock (&request->service->mutex);
  request->service->n_at_once--;
  g_mutex_unlock (&request->service->mutex);

  if (g_str_equal (soup_server_message_get_method (request->message), "PATCH"))
    answer_change (request->message);
  else
    answer (request->message, 200, "{\"result\":true}");
  soup_server_message_unpause (request->message);
  g_object_unref (request->message);
  g_free (request);
  return G_SOURCE_REMOVE;
}

static gboolean
take (BusyService *self)
{
  gboolean is_taken = FALSE;

  g_mutex_lock (&self->mutex);
  self->n_requests++;
  self->most_at_once = MAX (self->most_at_once, self->n_at_once + 1);
  is_taken = self->n_at_once < self->allowed;
  if (is_taken)
    self->n_at_once++;
  else
    self->n_refused++;
  g_mutex_unlock (&self->mutex);
  return is_taken;
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  BusyService *self = user_data;
  g_autoptr (GSource) source = NULL;
  Request *request = NULL;

  /* A server of libsoup keeps the file of a connection that only its other end has closed. Every
   * time that the table of files of a process with threads grows, the system makes the thread that
   * opens the next one wait: what is measured here must not be that. */
  soup_message_headers_append (soup_server_message_get_response_headers (message), "Connection",
                               "close");
  if (!take (self)) {
    answer (message, 429, "{\"error_code\":\"429050\",\"message\":\"Too many requests\"}");
    return;
  }

  request = g_new0 (Request, 1);
  request->service = self;
  request->message = g_object_ref (message);
  soup_server_message_pause (message);
  source = g_timeout_source_new (self->delay);
  g_source_set_callback (source, on_time_to_answer, request, NULL);
  g_source_attach (source, self->context);
}

static gpointer
serve (gpointer data)
{
  BusyService *self = data;
  g_autoptr (SoupServer) server = NULL;
  GSList *uris = NULL;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, on_request, self, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    abort ();

  uris = soup_server_get_uris (server);
  g_mutex_lock (&self->mutex);
  self->port = g_uri_get_port (uris->data);
  self->loop = g_main_loop_new (self->context, FALSE);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

BusyService *
busy_service_new (guint delay,
                  guint allowed)
{
  BusyService *self = g_new0 (BusyService, 1);

  self->delay = delay;
  self->allowed = allowed;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->context = g_main_context_new ();
  self->thread = g_thread_new ("busy-service", serve, self);

  g_mutex_lock (&self->mutex);
  while (self->loop == NULL)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static gboolean
on_time_to_end (gpointer user_data)
{
  BusyService *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

void
busy_service_free (BusyService *self)
{
  g_main_context_invoke (self->context, on_time_to_end, self);
  g_thread_join (self->thread);

  /* What it had not yet answered. */
  while (self->n_at_once > 0)
    g_main_context_iteration (self->context, TRUE);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

char *
busy_service_dup_url (BusyService *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

static guint
get (BusyService *self,
     const guint *number)
{
  guint value = 0;

  g_mutex_lock (&self->mutex);
  value = *number;
  g_mutex_unlock (&self->mutex);
  return value;
}

guint
busy_service_get_n_requests (BusyService *self)
{
  return get (self, &self->n_requests);
}

guint
busy_service_get_n_refused (BusyService *self)
{
  return get (self, &self->n_refused);
}

guint
busy_service_get_most_at_once (BusyService *self)
{
  return get (self, &self->most_at_once);
}
