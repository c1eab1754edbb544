/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-service.h"

#include "inlet-draft.h"

#include <libsoup/soup.h>

#define PAGE_SIZE 100

struct _PageService
{
  guint         delay;
  GPtrArray    *pages;        /* (owned) (element-type GBytes): by the mutex */

  GThread      *thread;
  GMutex        mutex;
  GCond         cond;
  GMainContext *context;      /* (owned): of the thread */
  GMainLoop    *loop;         /* (owned) (nullable): of the thread, once it listens */
  guint16       port;
  int           n_requests;   /* (atomic) */
};

static void
append_item (GString    *body,
             const char *name,
             guint       number)
{
  g_string_append_printf (body,
                          "%s{\"id\":\"4cb0c374-d3bb-4557-b139-%012u\","
                          "\"createdAt\":1700000000000,\"updatedAt\":1700000000000,"
                          "\"createdBy\":\"5C1328435BF324E90A49402A@AdobeID\","
                          "\"updatedBy\":\"5C1328435BF324E90A49402A@AdobeID\","
                          "\"createdClient\":\"exc_app\",\"updatedClient\":\"exc_app\","
                          "\"sandboxId\":\"d537df80-c5d7-11e9-aafb-87c71c35cac8\","
                          "\"sandboxName\":\"dev\","
                          "\"imsOrgId\":\"5C1328435BF324E90A49402A@AdobeOrg\","
                          "\"name\":\"%s %u\",\"description\":\"Made elsewhere\","
                          "\"connectionSpec\":{\"id\":\"" INLET_S3_SPEC_ID "\",\"version\":"
                          "\"1.0\"},\"state\":\"enabled\",\"auth\":{\"specName\":"
                          "\"Access Key\",\"params\":{\"s3AccessKey\":"
                          "\"AKIAIOSFODNN7EXAMPLE\",\"s3SecretKey\":\"•••\"}},"
                          "\"version\":\"\\\"1700d77b-0000-0200-0000-%012u\\\"\","
                          "\"etag\":\"\\\"1700d77b-0000-0200-0000-%012u\\\"\"}",
                          number % PAGE_SIZE > 0 ? "," : "", number, name, number, number, number);
}

static GBytes *
make_page (const char *name,
           guint       page,
           gboolean    is_last)
{
  g_autoptr (GString) body = g_string_new ("{\"items\":[");

  for (guint i = 0; i < PAGE_SIZE; i++)
    append_item (body, name, page * PAGE_SIZE + i);
  g_string_append_c (body, ']');
  if (!is_last)
    g_string_append_printf (body,
                            ",\"_links\":{\"next\":{\"href\":"
                            "\"/connections?continuationToken=%u\"}}", page + 1);
  g_string_append_c (body, '}');

  return g_string_free_to_bytes (g_steal_pointer (&body));
}

static gboolean
on_time_to_answer (gpointer message)
{
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PageService *self = user_data;
  const char *token = query != NULL ? g_hash_table_lookup (query, "continuationToken") : NULL;
  guint page = token != NULL ? (guint) g_ascii_strtoull (token, NULL, 10) : 0;
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GSource) source = NULL;

  g_atomic_int_inc (&self->n_requests);
  g_mutex_lock (&self->mutex);
  soup_server_message_set_status (message, page < self->pages->len ? 200 : 404, NULL);
  soup_message_headers_append (headers, "Content-Type", "application/json");
  if (page < self->pages->len)
    soup_message_body_append_bytes (body, self->pages->pdata[page]);
  g_mutex_unlock (&self->mutex);
  if (self->delay == 0)
    return;

  soup_server_message_pause (message);
  source = g_timeout_source_new (self->delay);
  g_source_set_callback (source, on_time_to_answer, g_object_ref (message), g_object_unref);
  g_source_attach (source, self->context);
}

static gpointer
serve (gpointer data)
{
  PageService *self = data;
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, on_request, self, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);

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

/* Under the mutex, once there is the thread. */
static void
make_pages (PageService *self,
            const char  *name,
            guint        n_pages)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < n_pages; i++)
    g_ptr_array_add (self->pages, make_page (name, i, i + 1 == n_pages));
}

PageService *
page_service_new (guint n_pages,
                  guint delay)
{
  PageService *self = g_new0 (PageService, 1);

  self->delay = delay;
  make_pages (self, "Connection", n_pages);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->context = g_main_context_new ();
  self->thread = g_thread_new ("page-service", serve, self);

  g_mutex_lock (&self->mutex);
  while (self->loop == NULL)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static gboolean
on_time_to_end (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
page_service_free (PageService *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, on_time_to_end, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

char *
page_service_dup_url (PageService *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

void
page_service_rename (PageService *self,
                     const char  *name)
{
  g_mutex_lock (&self->mutex);
  make_pages (self, name, self->pages->len);
  g_mutex_unlock (&self->mutex);
}

guint
page_service_get_n_requests (PageService *self)
{
  return g_atomic_int_get (&self->n_requests);
}
