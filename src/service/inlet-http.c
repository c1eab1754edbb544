/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-http.h"

#include "inlet-address.h"
#include "inlet-config.h"
#include "inlet-exchange.h"
#include "inlet-problem.h"

#define DEFAULT_TIMEOUT_SECONDS 90

/* libsoup allows two to one host and ten in all: an exchange whose time runs must not queue behind
 * others. */
#define MAX_CONNECTIONS_PER_HOST 10
#define MAX_CONNECTIONS 100

struct _InletHttp
{
  GObject      parent_instance;

  SoupSession *session;  /* (owned): through the desktop's proxies */
  SoupSession *direct;   /* (owned): to this computer itself */
  guint        timeout;
};

G_DEFINE_FINAL_TYPE (InletHttp, inlet_http, G_TYPE_OBJECT)

/* As `curl` does it in Adobe's tutorials, no compression is asked for: replies are small, and
 * without a decoder the cap on the body is a cap on the memory, whatever the other side sends.
 *
 * A connection is used once, so that none is kept for long. There is no time-out of libsoup's: each
 * exchange has its own. */
static SoupSession *
create_session (void)
{
  SoupSession *session = soup_session_new_with_options ("user-agent", "Inlet/" VERSION,
                                                        "max-conns", MAX_CONNECTIONS,
                                                        "max-conns-per-host",
                                                        MAX_CONNECTIONS_PER_HOST,
                                                        "idle-timeout", 1,
                                                        "timeout", 0,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);

  return session;
}

static void
inlet_http_dispose (GObject *object)
{
  InletHttp *self = INLET_HTTP (object);

  /* Ends what is still under way; each exchange then says how far it had come. */
  if (self->session != NULL)
    soup_session_abort (self->session);
  if (self->direct != NULL)
    soup_session_abort (self->direct);
  g_clear_object (&self->session);
  g_clear_object (&self->direct);

  G_OBJECT_CLASS (inlet_http_parent_class)->dispose (object);
}

static void
inlet_http_class_init (InletHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_http_dispose;
}

static void
inlet_http_init (InletHttp *self)
{
  self->timeout = DEFAULT_TIMEOUT_SECONDS;
  self->session = create_session ();
  self->direct = create_session ();
  soup_session_set_proxy_resolver (self->direct, NULL);
}

InletHttp *
inlet_http_new (void)
{
  return g_object_new (INLET_TYPE_HTTP, NULL);
}

void
inlet_http_set_timeout (InletHttp *self,
                        guint      seconds)
{
  g_return_if_fail (INLET_IS_HTTP (self));
  g_return_if_fail (seconds > 0);

  self->timeout = seconds;
}

/* Whether @text can be part of a line of the header: a line end in a value that was typed or stored
 * would make lines of its own. */
static gboolean
is_one_line (const char *text)
{
  for (const char *byte = text; *byte != '\0'; byte++) {
    if (g_ascii_iscntrl (*byte))
      return FALSE;
  }

  return TRUE;
}

static gboolean
append_headers (SoupMessage        *message,
                const char * const *headers,
                GError            **error)
{
  SoupMessageHeaders *request = soup_message_get_request_headers (message);

  for (; headers != NULL && headers[0] != NULL; headers += 2) {
    if (!is_one_line (headers[1])) {
      g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                   "The value of the header %s has a line end or another control character",
                   headers[0]);
      return FALSE;
    }
    soup_message_headers_append (request, headers[0], headers[1]);
  }

  return TRUE;
}

static SoupMessage *
create_message (const char          *method,
                const char          *url,
                const char * const  *headers,
                GError             **error)
{
  g_autoptr (SoupMessage) message = NULL;
  /* A question may follow the address, but not be part of one that was typed. */
  g_autofree char *address = g_strndup (url, strcspn (url, "?"));

  if (!inlet_address_check (address, error))
    return NULL;

  message = soup_message_new (method, url);
  if (message == NULL) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                         "The address cannot be read");
    return NULL;
  }

  if (!append_headers (message, headers, error))
    return NULL;

  return g_steal_pointer (&message);
}

/* Plain `http` goes to this computer alone, so that it must not be handed to a proxy. */
static SoupSession *
choose_session (InletHttp   *self,
                SoupMessage *message)
{
  const char *scheme = g_uri_get_scheme (soup_message_get_uri (message));

  return g_strcmp0 (scheme, "https") == 0 ? self->session : self->direct;
}

/* @task: (transfer full) */
static void
send_message (InletHttp   *self,
              GTask       *task,
              SoupMessage *message,
              gsize        max_bytes)
{
  inlet_exchange_start (task, choose_session (self, message), message, self->timeout, max_bytes);
}

/* (nullable) (transfer full): %NULL when @task was answered instead. */
static SoupMessage *
prepare_message (GTask              *task,
                 const char         *method,
                 const char         *url,
                 const char * const *headers)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;

  if (g_task_return_error_if_cancelled (task))
    return NULL;

  message = create_message (method, url, headers, &error);
  if (message == NULL) {
    problem = inlet_problem_new_from_error (error);
    g_task_return_error (task, inlet_problem_to_error (problem));
  }

  return g_steal_pointer (&message);
}

void
inlet_http_send_async (InletHttp           *self,
                       const char          *method,
                       const char          *url,
                       const char * const  *headers,
                       const char          *content_type,
                       GBytes              *body,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (INLET_IS_HTTP (self));
  g_return_if_fail (method != NULL && url != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_http_send_async);
  message = prepare_message (task, method, url, headers);
  if (message == NULL)
    return;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, body);
  send_message (self, g_steal_pointer (&task), message, INLET_REPLY_MAX_BYTES);
}

void
inlet_http_get_async (InletHttp           *self,
                      const char          *url,
                      const char * const  *headers,
                      gsize                max_bytes,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (INLET_IS_HTTP (self));
  g_return_if_fail (url != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_http_get_async);
  message = prepare_message (task, "GET", url, headers);
  if (message != NULL)
    send_message (self, g_steal_pointer (&task), message, max_bytes);
}

InletReply *
inlet_http_send_finish (InletHttp     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
