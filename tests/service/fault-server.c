/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-server.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define DRIP_MICROSECONDS 20000

struct _FaultServer
{
  GSocketService  *service;     /* (owned) */
  GCancellable    *cancellable; /* (owned): ends the scripts */
  guint16          port;

  GMutex           mutex;       /* over all that follows */
  GCond            idle;
  const FaultStep *steps;
  const FaultStep *const *scripts; /* (unowned) (nullable): what comes after steps */
  GPtrArray       *requests;    /* (owned) (element-type GString) */
  char            *protocol;    /* (owned) (nullable) */
  guint            n_connections;
  guint            n_running;
  guint64          n_received;
  guint64          n_sent;
  gboolean         is_stalled;
};

/* One connection that a script is played on. */
typedef struct
{
  FaultServer       *server;
  GSocketConnection *connection;
  GIOStream         *stream; /* (owned): the connection, or TLS on it */
} Player;

static void
free_request (gpointer data)
{
  g_string_free (data, TRUE);
}

static gssize
receive (Player *self,
         char   *buffer,
         gsize   size)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  gssize n_read = g_input_stream_read (input, buffer, size, self->server->cancellable, NULL);

  g_mutex_lock (&self->server->mutex);
  self->server->n_received += MAX (n_read, 0);
  g_mutex_unlock (&self->server->mutex);

  return n_read;
}

static gsize
get_body_length (const char *head)
{
  const char *header = strstr (head, "\r\nContent-Length:");

  return header != NULL ? strtoul (header + strlen ("\r\nContent-Length:"), NULL, 10) : 0;
}

static gboolean
is_request_whole (GString *request)
{
  const char *end = strstr (request->str, "\r\n\r\n");

  return end != NULL &&
         request->len >= (gsize) (end - request->str) + 4 + get_body_length (request->str);
}

static gboolean
play_read (Player *self)
{
  g_autoptr (GString) request = g_string_new (NULL);
  char buffer[4096];

  while (!is_request_whole (request)) {
    gssize n_read = receive (self, buffer, sizeof buffer);

    if (n_read <= 0)
      return FALSE;
    g_string_append_len (request, buffer, n_read);
  }

  g_mutex_lock (&self->server->mutex);
  g_ptr_array_add (self->server->requests, g_steal_pointer (&request));
  g_mutex_unlock (&self->server->mutex);

  return TRUE;
}

/* No more than @n_bytes are taken in, so that the rest is there to be reset. */
static gboolean
play_read_some (Player *self,
                gsize   n_bytes)
{
  char buffer[4096];

  while (n_bytes > 0) {
    gssize n_read = receive (self, buffer, MIN (n_bytes, sizeof buffer));

    if (n_read <= 0)
      return FALSE;
    n_bytes -= n_read;
  }

  return TRUE;
}

static gboolean
play_send (Player     *self,
           const char *bytes,
           gsize       length)
{
  GOutputStream *output = g_io_stream_get_output_stream (self->stream);
  gsize n_written = 0;

  g_output_stream_write_all (output, bytes, length, &n_written, self->server->cancellable, NULL);
  g_mutex_lock (&self->server->mutex);
  self->server->n_sent += n_written;
  g_mutex_unlock (&self->server->mutex);

  return n_written == length;
}

static gboolean
play_flood (Player     *self,
            const char *piece,
            guint64     total)
{
  g_autoptr (GString) block = g_string_new (NULL);
  guint64 n_sent = 0;

  while (block->len < 65536)
    g_string_append (block, piece);

  while (n_sent < total) {
    gsize length = MIN (block->len, total - n_sent);

    if (!play_send (self, block->str, length))
      return FALSE;
    n_sent += length;
  }

  return TRUE;
}

static gboolean
play_drip (Player *self)
{
  GSocket *socket = g_socket_connection_get_socket (self->connection);

  /* The client never sends anything more: what becomes readable is its end. */
  while (!g_socket_condition_timed_wait (socket, G_IO_IN, DRIP_MICROSECONDS,
                                         self->server->cancellable, NULL) &&
         play_send (self, "x", 1))
    continue;

  return FALSE;
}

static gboolean
play_stall (Player *self)
{
  char buffer[4096];

  g_mutex_lock (&self->server->mutex);
  self->server->is_stalled = TRUE;
  g_mutex_unlock (&self->server->mutex);

  while (receive (self, buffer, sizeof buffer) > 0)
    continue;

  return FALSE;
}

static gboolean
play_reset (Player *self)
{
  GSocket *socket = g_socket_connection_get_socket (self->connection);
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  g_socket_close (socket, NULL);

  return FALSE;
}

static gboolean
play_tls (Player            *self,
          const char        *name,
          const char *const *protocols)
{
  g_autoptr (GTlsCertificate) certificate = fault_server_load_certificate (name);
  g_autoptr (GIOStream) stream = g_tls_server_connection_new (self->stream, certificate, NULL);
  GTlsConnection *tls = G_TLS_CONNECTION (stream);

  g_assert_nonnull (stream);
  g_tls_connection_set_advertised_protocols (tls, protocols);
  g_tls_connection_set_require_close_notify (tls, FALSE);
  if (!g_tls_connection_handshake (tls, self->server->cancellable, NULL))
    return FALSE;

  g_mutex_lock (&self->server->mutex);
  g_free (self->server->protocol);
  self->server->protocol = g_strdup (g_tls_connection_get_negotiated_protocol (tls));
  g_mutex_unlock (&self->server->mutex);
  g_set_object (&self->stream, stream);

  return TRUE;
}

static gboolean
play_step (Player          *self,
           const FaultStep *step)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  static const char *const only_h2[] = { "h2", NULL };

  switch (step->kind) {
    case FAULT_STEP_READ:
      return play_read (self);
    case FAULT_STEP_READ_SOME:
      return play_read_some (self, step->length);
    case FAULT_STEP_SEND:
      return play_send (self, step->bytes, step->length);
    case FAULT_STEP_FLOOD:
      return play_flood (self, step->bytes, step->length);
    case FAULT_STEP_DRIP:
      return play_drip (self);
    case FAULT_STEP_STALL:
      return play_stall (self);
    case FAULT_STEP_RESET:
      return play_reset (self);
    case FAULT_STEP_TLS:
      return play_tls (self, step->bytes, protocols);
    case FAULT_STEP_TLS_H2:
      return play_tls (self, step->bytes, only_h2);
    case FAULT_STEP_END:
    default:
      return FALSE;
  }
}

/* Runs in a thread of its own. */
static gboolean
on_connected (GThreadedSocketService *service,
              GSocketConnection      *connection,
              GObject                *source,
              FaultServer            *self)
{
  Player player = { self, connection, g_object_ref (G_IO_STREAM (connection)) };
  const FaultStep *step;

  g_mutex_lock (&self->mutex);
  step = self->steps;
  if (self->scripts != NULL && self->scripts[0] != NULL)
    self->steps = *self->scripts++;
  self->n_connections++;
  g_mutex_unlock (&self->mutex);

  while (play_step (&player, step))
    step++;

  g_io_stream_close (player.stream, NULL, NULL);
  g_clear_object (&player.stream);

  g_mutex_lock (&self->mutex);
  self->n_running--;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/* Counted before its thread begins, which may be after somebody wants to be rid of the server. */
static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             FaultServer       *self)
{
  g_mutex_lock (&self->mutex);
  self->n_running++;
  g_mutex_unlock (&self->mutex);

  return FALSE;
}

FaultServer *
fault_server_new (void)
{
  static const FaultStep deaf[] = { FAULT_END };
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  FaultServer *self = g_new0 (FaultServer, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->steps = deaf;
  self->requests = g_ptr_array_new_with_free_func (free_request);
  self->cancellable = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_connected), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return self;
}

void
fault_server_free (FaultServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);

  g_mutex_lock (&self->mutex);
  while (self->n_running > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->protocol, g_free);
  g_cond_clear (&self->idle);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
fault_server_set_script (FaultServer     *self,
                         const FaultStep *steps)
{
  g_mutex_lock (&self->mutex);
  self->steps = steps;
  self->scripts = NULL;
  g_mutex_unlock (&self->mutex);
}

void
fault_server_set_scripts (FaultServer            *self,
                          const FaultStep *const *scripts)
{
  g_mutex_lock (&self->mutex);
  self->steps = scripts[0];
  self->scripts = scripts + 1;
  g_mutex_unlock (&self->mutex);
}

guint16
fault_server_get_port (FaultServer *self)
{
  return self->port;
}

char *
fault_server_dup_url (FaultServer *self,
                      const char  *scheme,
                      const char  *host)
{
  return g_strdup_printf ("%s://%s:%u", scheme != NULL ? scheme : "http",
                          host != NULL ? host : "127.0.0.1", self->port);
}

guint
fault_server_get_n_connections (FaultServer *self)
{
  guint n_connections;

  g_mutex_lock (&self->mutex);
  n_connections = self->n_connections;
  g_mutex_unlock (&self->mutex);

  return n_connections;
}

guint
fault_server_get_n_requests (FaultServer *self)
{
  guint n_requests;

  g_mutex_lock (&self->mutex);
  n_requests = self->requests->len;
  g_mutex_unlock (&self->mutex);

  return n_requests;
}

char *
fault_server_dup_request (FaultServer *self,
                          guint        index)
{
  char *request;

  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (index, <, self->requests->len);
  request = g_strdup (((GString *) self->requests->pdata[index])->str);
  g_mutex_unlock (&self->mutex);

  return request;
}

guint64
fault_server_get_n_received (FaultServer *self)
{
  guint64 n_received;

  g_mutex_lock (&self->mutex);
  n_received = self->n_received;
  g_mutex_unlock (&self->mutex);

  return n_received;
}

guint64
fault_server_get_n_sent (FaultServer *self)
{
  guint64 n_sent;

  g_mutex_lock (&self->mutex);
  n_sent = self->n_sent;
  g_mutex_unlock (&self->mutex);

  return n_sent;
}

gboolean
fault_server_is_stalled (FaultServer *self)
{
  gboolean is_stalled;

  g_mutex_lock (&self->mutex);
  is_stalled = self->is_stalled;
  g_mutex_unlock (&self->mutex);

  return is_stalled;
}

char *
fault_server_dup_protocol (FaultServer *self)
{
  char *protocol;

  g_mutex_lock (&self->mutex);
  protocol = g_strdup (self->protocol);
  g_mutex_unlock (&self->mutex);

  return protocol;
}

GTlsCertificate *
fault_server_load_certificate (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  g_autofree char *path = g_build_filename (FAULT_TLS_DIR, file, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

void
fault_server_trust_authority (void)
{
  g_autofree char *path = g_build_filename (FAULT_TLS_DIR, "authority.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}
