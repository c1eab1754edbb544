/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-service.h"

#include "inlet-demo-bucket.h"
#include "inlet-demo-changes.h"
#include "inlet-demo-connections.h"
#include "inlet-demo-gateway.h"
#include "inlet-demo-ledger.h"
#include "inlet-demo-others.h"
#include "inlet-demo-profiles.h"
#include "inlet-demo-replies.h"
#include "inlet-demo-sandboxes.h"
#include "inlet-demo-storage.h"
#include "inlet-demo-throttle.h"

#include <libsoup/soup.h>

#define SIGN_IN_PATH  "/ims/token/v3"
#define SIGN_IN_DELAY 400
#define CREATE_DELAY  1200

struct _InletDemoService
{
  GObject       parent_instance;

  SoupServer   *server;
  char         *url;
  GMainContext *context;
  GHashTable   *tokens;  /* (element-type utf8): those that were given */
  GPtrArray    *ledger;  /* (element-type JsonObject) */
  GPtrArray    *waiting; /* (element-type GSource): the answers that are not due yet */
  guint         n_deleted;
  gboolean      has_others;
  InletDemoThrottle throttle;
  guint         sign_in_delay;
  guint         create_delay;
};

G_DEFINE_FINAL_TYPE (InletDemoService, inlet_demo_service, G_TYPE_OBJECT)

typedef struct
{
  InletDemoService  *service; /* (unowned): its dispose destroys the source */
  SoupServerMessage *message; /* (owned) */
  GSource           *source;  /* (unowned) */
  gboolean           is_lost;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_object (&answer->message);
  g_free (answer);
}

/* An answer that is still being written. */
typedef struct
{
  InletDemoService  *service;   /* (unowned): its dispose destroys the source */
  SoupServerMessage *message;   /* (owned) */
  GSource           *source;    /* (unowned) */
  char              *path;      /* (owned) */
  GString           *json;      /* (owned) (nullable) */
  guint              n_written;
} Many;

static void
many_free (Many *many)
{
  g_clear_object (&many->message);
  g_free (many->path);
  if (many->json != NULL)
    g_string_free (many->json, TRUE);
  g_free (many);
}

static void
destroy_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
cut_line (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
on_answer_due (gpointer user_data)
{
  Answer *answer = user_data;

  g_ptr_array_remove_fast (answer->service->waiting, answer->source);
  if (answer->is_lost)
    cut_line (answer->message);
  else
    soup_server_message_unpause (answer->message);

  return G_SOURCE_REMOVE;
}

/* A fifth more or less, as on a real line. */
static guint
vary_delay (guint delay)
{
  guint fifth = delay / 5;

  return delay - fifth + (fifth > 0 ? g_random_int_range (0, 2 * fifth) : 0);
}

static void
answer_later (InletDemoService  *self,
              SoupServerMessage *message,
              guint              delay,
              gboolean           is_lost)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->service = self;
  answer->message = g_object_ref (message);
  answer->source = g_timeout_source_new (vary_delay (delay));
  answer->is_lost = is_lost;
  g_source_set_callback (answer->source, on_answer_due, answer, (GDestroyNotify) answer_free);
  g_source_attach (answer->source, self->context);
  g_ptr_array_add (self->waiting, answer->source);
  soup_server_message_pause (message);
}

static void
serve_sign_in (InletDemoService  *self,
               SoupServerMessage *message)
{
  inlet_demo_gateway_sign_in (message, self->tokens);
  answer_later (self, message, self->sign_in_delay, FALSE);
}

static void
serve_sandboxes (InletDemoService  *self,
                 SoupServerMessage *message)
{
  if (inlet_demo_gateway_admit (message, self->tokens))
    inlet_demo_sandboxes_list (message, self->url);
  answer_later (self, message, self->sign_in_delay, FALSE);
}

static gboolean
is_continued (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  return query != NULL && strstr (query, INLET_DEMO_CONTINUATION "=") != NULL;
}

/* Others are at work before a list, and leave it alone from page to page. */
static void
serve_list (InletDemoService  *self,
            SoupServerMessage *message)
{
  if (inlet_demo_gateway_admit (message, self->tokens) && inlet_demo_sandboxes_admit (message)) {
    if (self->has_others && !is_continued (message))
      self->n_deleted += inlet_demo_others_go_on (self->ledger);
    inlet_demo_ledger_list (self->ledger, message);
  }
  answer_later (self, message, self->sign_in_delay, FALSE);
}

/* What is made is made at once: a client that does not wait for the answer finds it later. */
static void
serve_create (InletDemoService  *self,
              SoupServerMessage *message)
{
  gboolean is_lost = FALSE;

  if (inlet_demo_gateway_admit (message, self->tokens) && inlet_demo_sandboxes_admit (message))
    is_lost = !inlet_demo_connections_create (message, self->ledger, self->url);
  answer_later (self, message, self->create_delay, is_lost);
}

/* Some at a time: who waits for them has a window in the same thread. */
static gboolean
on_more_wanted (gpointer user_data)
{
  Many *many = user_data;

  many->n_written = inlet_demo_bucket_list_some (many->json, many->path, many->n_written);
  if (many->n_written < INLET_DEMO_MANY_ENTRIES)
    return G_SOURCE_CONTINUE;

  inlet_demo_reply_text (many->message, g_string_free (g_steal_pointer (&many->json), FALSE));
  soup_server_message_unpause (many->message);
  g_ptr_array_remove_fast (many->service->waiting, many->source);
  return G_SOURCE_REMOVE;
}

static void
answer_many (InletDemoService  *self,
             SoupServerMessage *message,
             const char        *path)
{
  Many *many = g_new0 (Many, 1);

  many->service = self;
  many->message = g_object_ref (message);
  many->path = g_strdup (path);
  many->json = g_string_new (NULL);
  many->source = g_timeout_source_new (1);
  g_source_set_callback (many->source, on_more_wanted, many, (GDestroyNotify) many_free);
  g_source_attach (many->source, self->context);
  g_ptr_array_add (self->waiting, many->source);
  soup_server_message_pause (message);
}

/* `GET …/connections/ID/QUESTION`. */
static void
serve_question (InletDemoService  *self,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  JsonObject *connection = NULL;
  const char *many = NULL;

  if (inlet_demo_gateway_admit (message, self->tokens) && inlet_demo_sandboxes_admit (message))
    connection = inlet_demo_ledger_find (self->ledger, message, parts[0]);
  if (connection != NULL && g_str_equal (parts[1], "test"))
    inlet_demo_storage_test (message, connection);
  else if (connection != NULL)
    many = inlet_demo_storage_explore (message, connection, query);

  if (many != NULL)
    answer_many (self, message, many);
  else
    answer_later (self, message, self->create_delay, FALSE);
}

/* `…/connections/ID`. What is changed is changed at once, too. */
static void
serve_connection (InletDemoService  *self,
                  SoupServerMessage *message,
                  const char        *id)
{
  const char *method = soup_server_message_get_method (message);
  JsonObject *connection = NULL;
  gboolean is_lost = FALSE;

  if (inlet_demo_gateway_admit (message, self->tokens) && inlet_demo_sandboxes_admit (message))
    connection = inlet_demo_ledger_find (self->ledger, message, id);
  if (connection != NULL && g_str_equal (method, "GET"))
    inlet_demo_changes_show (message, connection);
  else if (connection != NULL && g_str_equal (method, "PATCH"))
    is_lost = !inlet_demo_changes_patch (message, connection);
  else if (connection != NULL && inlet_demo_changes_delete (message, self->ledger, connection))
    self->n_deleted++;
  answer_later (self, message,
                g_str_equal (method, "PATCH") ? self->create_delay : self->sign_in_delay, is_lost);
}

static gboolean
is_connection (SoupServerMessage *message,
               const char        *path)
{
  const char *const methods[] = { "GET", "PATCH", "DELETE", NULL };

  return g_strv_contains (methods, soup_server_message_get_method (message)) &&
         g_regex_match_simple ("^" INLET_DEMO_CONNECTIONS_PATH "/[^/]+$", path, 0, 0);
}

static gboolean
is_question (SoupServerMessage *message,
             const char        *path)
{
  return g_str_equal (soup_server_message_get_method (message), "GET") &&
         g_regex_match_simple ("^" INLET_DEMO_CONNECTIONS_PATH "/[^/]+/(test|explore)$", path, 0,
                               0);
}

static const struct
{
  const char *path;
  const char *method;
  void      (*serve) (InletDemoService  *self,
                      SoupServerMessage *message);
} routes[] = {
  { SIGN_IN_PATH, "POST", serve_sign_in },
  { INLET_DEMO_SANDBOXES_PATH, "GET", serve_sandboxes },
  { INLET_DEMO_CONNECTIONS_PATH, "GET", serve_list },
  { INLET_DEMO_CONNECTIONS_PATH, "POST", serve_create },
};

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  InletDemoService *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *request_id = g_uuid_string_random ();
  guint status = SOUP_STATUS_NOT_FOUND;

  soup_message_headers_replace (headers, INLET_DEMO_REQUEST_ID, request_id);
  /* A server of libsoup keeps the file of a connection that only its other end has closed. */
  soup_message_headers_replace (headers, "Connection", "close");
  if (!inlet_demo_throttle_admit (&self->throttle, message))
    return;

  if (is_question (message, path)) {
    serve_question (self, message, path + strlen (INLET_DEMO_CONNECTIONS_PATH "/"), query);
    return;
  }
  if (is_connection (message, path)) {
    serve_connection (self, message, path + strlen (INLET_DEMO_CONNECTIONS_PATH "/"));
    return;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++) {
    if (!g_str_equal (path, routes[i].path))
      continue;
    if (g_str_equal (soup_server_message_get_method (message), routes[i].method)) {
      routes[i].serve (self, message);
      return;
    }
    status = SOUP_STATUS_METHOD_NOT_ALLOWED;
  }

  inlet_demo_reply_html (message, status);
}

static void
inlet_demo_service_dispose (GObject *object)
{
  InletDemoService *self = INLET_DEMO_SERVICE (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (inlet_demo_service_parent_class)->dispose (object);
}

static void
inlet_demo_service_finalize (GObject *object)
{
  InletDemoService *self = INLET_DEMO_SERVICE (object);

  g_ptr_array_unref (self->ledger);
  g_hash_table_unref (self->tokens);
  g_main_context_unref (self->context);
  g_free (self->url);

  G_OBJECT_CLASS (inlet_demo_service_parent_class)->finalize (object);
}

static void
inlet_demo_service_class_init (InletDemoServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_demo_service_dispose;
  object_class->finalize = inlet_demo_service_finalize;
}

static void
inlet_demo_service_init (InletDemoService *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ledger = inlet_demo_ledger_new ();
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) destroy_source);
  self->sign_in_delay = SIGN_IN_DELAY;
  self->create_delay = CREATE_DELAY;
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
}

static char *
build_url (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  char *url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return url;
}

InletDemoService *
inlet_demo_service_new (GError **error)
{
  g_autoptr (InletDemoService) self = g_object_new (INLET_TYPE_DEMO_SERVICE, NULL);

  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;

  self->url = build_url (self->server);
  return g_steal_pointer (&self);
}

const char *
inlet_demo_service_get_url (InletDemoService *self)
{
  g_return_val_if_fail (INLET_IS_DEMO_SERVICE (self), NULL);

  return self->url;
}

void
inlet_demo_service_set_delay (InletDemoService *self,
                              guint             sign_in,
                              guint             create)
{
  g_return_if_fail (INLET_IS_DEMO_SERVICE (self));

  self->sign_in_delay = sign_in;
  self->create_delay = create;
}

void
inlet_demo_service_add_others (InletDemoService *self)
{
  g_return_if_fail (INLET_IS_DEMO_SERVICE (self));
  g_return_if_fail (!self->has_others);

  self->has_others = TRUE;
  inlet_demo_others_make (self->ledger);
}

guint
inlet_demo_service_get_n_made (InletDemoService *self)
{
  g_return_val_if_fail (INLET_IS_DEMO_SERVICE (self), 0);

  return self->ledger->len + self->n_deleted;
}

GPtrArray *
inlet_demo_service_dup_profiles (InletDemoService *self)
{
  g_return_val_if_fail (INLET_IS_DEMO_SERVICE (self), NULL);

  return inlet_demo_profiles_build (self->url);
}
