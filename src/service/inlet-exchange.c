/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-exchange.h"

#include "inlet-json.h"
#include "inlet-line-error.h"
#include "inlet-problem.h"

#include <string.h>

/* Interim replies (1xx) that are let pass before the final one. */
#define MAX_INTERIM_REPLIES 16

#define CHUNK_BYTES 16384

/**
 * InletExchange:
 *
 * One request and its reply.
 *
 * It answers its task once, as soon as the outcome is known, and lives on until libsoup has let go
 * of the message, which may be later: a cancelled exchange answers at once.
 *
 * How a request is kept from being sent twice. libsoup repeats a message (`SoupMessage::restarted`)
 *
 * - on a kept connection that turns out to be closed: each message gets a connection of its own;
 * - on 401 and 407, to authenticate: its authentication is disabled for the message;
 * - on a redirect: forbidden by a flag of the message;
 * - on 421: the exchange ends with the headers of such a reply, before libsoup acts on it;
 * - on HTTP/2, for streams refused by the server: HTTP/2 is not offered. That also bounds memory:
 *   libsoup 3.2 takes in as much of an HTTP/2 body as the server sends, read or not.
 *
 * Requests that only ask could share connections that are kept. libsoup 3.2 then has each wait
 * while another connection to the host is being made, and one that hangs would hold up all of them.
 *
 * Should a newer libsoup find another reason, the message is stopped when it says so, which is
 * before anything is written again.
 */
typedef struct
{
  GTask        *task;         /* (owned) (nullable): none once it was answered */
  SoupMessage  *message;      /* (owned) */
  GCancellable *stop;         /* (owned): ends libsoup's work on the message */
  GSource      *timer;        /* (owned) (nullable) */
  GSource      *cancelled;    /* (owned) (nullable) */
  GInputStream *stream;       /* (owned) (nullable) */
  GByteArray   *body;         /* (owned) (nullable): goes with the reply */
  const char   *complaint;    /* (nullable): why this side has stopped the reply */
  gsize         max_bytes;    /* of the body */
  guint         n_interim;
  gboolean      is_sent;      /* something of the request may have been written */
  gboolean      has_headers;  /* those of the final reply */
  guint8        chunk[CHUNK_BYTES];
} InletExchange;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Replies may hold an access token, so that what was read is overwritten. */
static void
free_body (gpointer data)
{
  g_autoptr (GByteArray) body = data;

  explicit_bzero (body->data, body->len);
}

static void
exchange_free (InletExchange *self)
{
  g_signal_handlers_disconnect_by_data (self->message, self);
  if (self->stream != NULL)
    g_input_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  clear_source (&self->timer);
  clear_source (&self->cancelled);
  g_clear_object (&self->task);
  g_clear_object (&self->message);
  g_clear_object (&self->stop);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, free_body);
  explicit_bzero (self->chunk, sizeof self->chunk);
  g_free (self);
}

static const char **
dup_headers (SoupMessageHeaders *headers)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value)) {
    g_ptr_array_add (pairs, (gpointer) name);
    g_ptr_array_add (pairs, (gpointer) value);
  }
  g_ptr_array_add (pairs, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&pairs), FALSE);
}

/* Takes what there is of the body. */
static InletReply *
take_reply (InletExchange *self)
{
  GByteArray *array = g_steal_pointer (&self->body);
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (array->data, array->len, free_body, array);
  g_autofree const char **headers =
    dup_headers (soup_message_get_response_headers (self->message));

  return inlet_reply_new (soup_message_get_status (self->message),
                          soup_message_get_reason_phrase (self->message), headers, body);
}

/* Never more than this is logged: headers and bodies have secrets. */
static void
log_outcome (InletExchange *self,
             const char    *outcome)
{
  GUri *uri = soup_message_get_uri (self->message);

  g_debug ("%s %s%s: %s", soup_message_get_method (self->message), g_uri_get_host (uri),
           g_uri_get_path (uri), outcome);
}

/* The task, to be answered. Nothing is expected from libsoup any more. */
static GTask *
take_task (InletExchange *self)
{
  clear_source (&self->timer);
  clear_source (&self->cancelled);
  g_cancellable_cancel (self->stop);

  return g_steal_pointer (&self->task);
}

static void
answer_reply (InletExchange *self)
{
  g_autoptr (InletReply) reply = take_reply (self);
  g_autoptr (GTask) task = take_task (self);
  g_autofree char *status = g_strdup_printf ("%u", inlet_reply_get_status (reply));

  log_outcome (self, status);
  g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

/* An object of JSON says itself where it ends. Libraries differ in what they call a cut: where the
 * line ends after a chunk that was not announced as the last, libsoup 3.2 takes the body for whole,
 * and 3.6 does not. */
static gboolean
has_whole_object (InletExchange *self)
{
  g_autoptr (GBytes) body = g_bytes_new_static (self->body->data, self->body->len);
  g_autoptr (JsonObject) object = inlet_json_parse_object (body);

  return object != NULL;
}

/* Whether what has come is a whole answer, however the body ends: a refusal, or what was made, or
 * where. An ID must not be lost because the line was cut behind it. What was only asked for can be
 * asked for again. */
static gboolean
has_answer (InletExchange *self)
{
  guint status = soup_message_get_status (self->message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (!self->has_headers || status >= 400)
    return self->has_headers;
  if (status == SOUP_STATUS_CREATED && soup_message_headers_get_one (headers, "Location") != NULL)
    return TRUE;

  return SOUP_STATUS_IS_SUCCESSFUL (status) &&
         !g_str_equal (soup_message_get_method (self->message), "GET") &&
         has_whole_object (self);
}

static void
answer_problem (InletExchange  *self,
                InletErrorCode  code,
                gboolean        is_passing,
                const char     *message)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletProblem) certain = NULL;
  g_autoptr (InletProblem) passing = NULL;
  g_autoptr (GTask) task = NULL;

  if (has_answer (self)) {
    answer_reply (self);
    return;
  }

  problem = inlet_problem_new (code, message);
  certain = inlet_problem_with_certainty (problem, self->is_sent ? INLET_CERTAINTY_UNKNOWN
                                                                 : INLET_CERTAINTY_NOT_SENT);
  passing = is_passing ? inlet_problem_as_passing (certain) : NULL;
  task = take_task (self);
  log_outcome (self, inlet_error_code_to_nick (code));
  g_task_return_error (task, inlet_problem_to_error (is_passing ? passing : certain));
}

static void
answer_cancelled (InletExchange *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_sent) {
    answer_problem (self, INLET_ERROR_INTERRUPTED, FALSE,
                    "Cancelled while the answer was awaited");
    return;
  }

  task = take_task (self);
  log_outcome (self, "cancelled");
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
}

static void
answer_error (InletExchange *self,
              const GError  *error)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (self->message);
  g_autofree char *message = inlet_line_error_describe (error, flags);
  InletErrorCode code = inlet_line_error_get_code (error, self->is_sent);

  if (self->complaint != NULL)
    answer_problem (self, INLET_ERROR_BAD_REPLY, FALSE, self->complaint);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    answer_cancelled (self);
  else
    answer_problem (self, code, inlet_line_error_is_passing (error, code), message);
}

/* libsoup takes the end of the connection for the end of a body that was announced to be longer
 * when the reply also says that the connection will be closed. */
static gboolean
is_body_whole (InletExchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  guint status = soup_message_get_status (self->message);

  return soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
         status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_MODIFIED ||
         self->body->len >= soup_message_headers_get_content_length (headers);
}

static void
answer_body (InletExchange *self)
{
  if (is_body_whole (self))
    answer_reply (self);
  else
    answer_problem (self, INLET_ERROR_INTERRUPTED, TRUE, "The reply ended early");
}

static void
answer_too_large (InletExchange *self)
{
  g_autofree char *message =
    g_strdup_printf ("The reply is larger than %d MiB", (int) (self->max_bytes >> 20));

  g_byte_array_set_size (self->body, self->max_bytes);
  answer_problem (self, INLET_ERROR_BAD_REPLY, FALSE, message);
}

static void
on_chunk_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  InletExchange *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (self->task == NULL) {
    exchange_free (self);
    return;
  }

  if (n_read > 0)
    g_byte_array_append (self->body, self->chunk, n_read);

  if (n_read > 0 && self->body->len <= self->max_bytes) {
    g_input_stream_read_async (self->stream, self->chunk, sizeof self->chunk, G_PRIORITY_DEFAULT,
                               self->stop, on_chunk_read, self);
    return;
  }

  if (n_read > 0) {
    answer_too_large (self);
  } else if (n_read == 0) {
    answer_body (self);
  } else {
    answer_error (self, error);
  }
  exchange_free (self);
}

/* libsoup gives the status of a proxy that would not connect as if it were the reply. */
static void
answer_proxy_refusal (InletExchange *self)
{
  guint status = soup_message_get_status (self->message);
  g_autofree char *message =
    g_strdup_printf ("The proxy refused to connect: %u %s", status,
                     soup_message_get_reason_phrase (self->message));

  answer_problem (self, INLET_ERROR_OFFLINE, status == 429 || status >= 500, message);
}

static void
on_reply_started (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  InletExchange *self = user_data;
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->task != NULL && self->stream != NULL && self->is_sent) {
    g_input_stream_read_async (self->stream, self->chunk, sizeof self->chunk, G_PRIORITY_DEFAULT,
                               self->stop, on_chunk_read, self);
    return;
  }

  if (self->task != NULL && self->stream != NULL)
    answer_proxy_refusal (self);
  else if (self->task != NULL)
    answer_error (self, error);
  exchange_free (self);
}

static void
on_network_event (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  InletExchange      *self)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

/* The connection is there, with its tunnel and its certificate, and will be written to next. */
static void
on_starting (SoupMessage   *message,
             InletExchange *self)
{
  if (self->task == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    g_cancellable_cancel (self->stop);
  else
    self->is_sent = TRUE;
}

static void
stop_reply (InletExchange *self,
            const char    *complaint)
{
  self->complaint = complaint;
  g_cancellable_cancel (self->stop);
}

static void
on_restarted (SoupMessage   *message,
              InletExchange *self)
{
  if (self->is_sent)
    stop_reply (self, "The request would have been repeated");
}

/* Each would keep the exchange alive, and a flood of them the main loop from anything else. */
static void
on_got_informational (SoupMessage   *message,
                      InletExchange *self)
{
  self->n_interim++;
  if (self->n_interim > MAX_INTERIM_REPLIES)
    stop_reply (self, "The reply never began");
}

static void
on_got_headers (SoupMessage   *message,
                InletExchange *self)
{
  self->has_headers = TRUE;
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    self->max_bytes = MIN (self->max_bytes, INLET_REPLY_MAX_BYTES);
  if (soup_message_get_status (message) == SOUP_STATUS_MISDIRECTED_REQUEST)
    stop_reply (self, "Misdirected request");
}

static gboolean
on_timed_out (gpointer user_data)
{
  InletExchange *self = user_data;

  answer_problem (self, INLET_ERROR_TIMED_OUT, TRUE, "No answer in time");

  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  InletExchange *self = user_data;

  answer_cancelled (self);

  return G_SOURCE_REMOVE;
}

static void
watch_clock (InletExchange *self,
             guint          seconds)
{
  self->timer = g_timeout_source_new (MIN (seconds, G_MAXUINT / 1000) * 1000);
  g_source_set_callback (self->timer, on_timed_out, self, NULL);
  g_source_attach (self->timer, g_task_get_context (self->task));
}

static void
watch_cancellable (InletExchange *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  if (cancellable == NULL)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
  g_source_attach (self->cancelled, g_task_get_context (self->task));
}

static void
watch_message (InletExchange *self)
{
  g_signal_connect (self->message, "network-event", G_CALLBACK (on_network_event), self);
  g_signal_connect (self->message, "starting", G_CALLBACK (on_starting), self);
  g_signal_connect (self->message, "restarted", G_CALLBACK (on_restarted), self);
  g_signal_connect (self->message, "got-informational", G_CALLBACK (on_got_informational), self);
  g_signal_connect (self->message, "got-headers", G_CALLBACK (on_got_headers), self);
}

void
inlet_exchange_start (GTask       *task,
                      SoupSession *session,
                      SoupMessage *message,
                      guint        seconds,
                      gsize        max_bytes)
{
  InletExchange *self = g_new0 (InletExchange, 1);

  /* A reply that has come is given even to a caller who has cancelled: it may have an ID. */
  g_task_set_check_cancellable (task, FALSE);
  self->task = task;
  self->message = g_object_ref (message);
  self->stop = g_cancellable_new ();
  self->body = g_byte_array_sized_new (CHUNK_BYTES);
  self->max_bytes = max_bytes;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  watch_message (self);
  watch_cancellable (self);
  watch_clock (self, seconds);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->stop, on_reply_started,
                           self);
}
