/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FaultServer:
 *
 * A server on loopback that plays a script, byte by byte, on every connection, and records what it
 * was sent. It knows no HTTP but where a request ends, so that it can break every rule of it.
 *
 * Scripts run in threads of their own: a client that is blocked is seen as such.
 */
typedef struct _FaultServer FaultServer;

typedef enum {
  FAULT_STEP_END,
  FAULT_STEP_READ,
  FAULT_STEP_READ_SOME,
  FAULT_STEP_SEND,
  FAULT_STEP_FLOOD,
  FAULT_STEP_DRIP,
  FAULT_STEP_STALL,
  FAULT_STEP_RESET,
  FAULT_STEP_TLS,
  FAULT_STEP_TLS_H2,
} FaultStepKind;

typedef struct
{
  FaultStepKind  kind;
  const char    *bytes;
  guint64        length;
} FaultStep;

/* Closes the connection: the last step of every script, and what the rest of an array is. */
#define FAULT_END           { FAULT_STEP_END, NULL, 0 }
/* Reads and records one request, its body included. */
#define FAULT_READ          { FAULT_STEP_READ, NULL, 0 }
/* Reads so many bytes and leaves the rest of the request unread. */
#define FAULT_READ_SOME(n)  { FAULT_STEP_READ_SOME, NULL, n }
/* Sends the bytes of a literal, which may have NULs in it. */
#define FAULT_SEND(literal) { FAULT_STEP_SEND, literal, sizeof literal - 1 }
/* Sends the literal over and over, until @total bytes have gone or the client closes. */
#define FAULT_FLOOD(literal, total) { FAULT_STEP_FLOOD, literal, total }
#define FAULT_ENDLESS       G_MAXUINT64
/* Sends a byte now and then, until the client closes. */
#define FAULT_DRIP          { FAULT_STEP_DRIP, NULL, 0 }
/* Says nothing until the client closes; what arrives meanwhile is recorded. */
#define FAULT_STALL         { FAULT_STEP_STALL, NULL, 0 }
/* Breaks the connection so that the client's system reports a reset. */
#define FAULT_RESET         { FAULT_STEP_RESET, NULL, 0 }
/* Becomes a TLS server with the certificate of that name in tls/. */
#define FAULT_TLS(name)     { FAULT_STEP_TLS, name, 0 }
/* The same, by a server that speaks nothing but HTTP/2. */
#define FAULT_TLS_H2(name)  { FAULT_STEP_TLS_H2, name, 0 }

FaultServer     *fault_server_new               (void);
/* Ends every script, waits for its threads, and frees. */
void             fault_server_free              (FaultServer     *self);

/* What to play on each connection from now on. @steps must outlive the server. */
void             fault_server_set_script        (FaultServer     *self,
                                                 const FaultStep *steps);
/* One for each connection from now on, the last also for all that follow. @scripts ends in %NULL
 * and must outlive the server. */
void             fault_server_set_scripts       (FaultServer            *self,
                                                 const FaultStep *const *scripts);
guint16          fault_server_get_port          (FaultServer     *self);
/* `http://127.0.0.1:PORT`, or with another scheme or host where not %NULL. */
char            *fault_server_dup_url           (FaultServer     *self,
                                                 const char      *scheme,
                                                 const char      *host);

/* All from the start of the server. */
guint            fault_server_get_n_connections (FaultServer     *self);
/* Requests that arrived whole. */
guint            fault_server_get_n_requests    (FaultServer     *self);
/* The bytes of request @index, as they came. (transfer full) */
char            *fault_server_dup_request       (FaultServer     *self,
                                                 guint            index);
/* Every byte that arrived in the clear, or inside of TLS. */
guint64          fault_server_get_n_received    (FaultServer     *self);
guint64          fault_server_get_n_sent        (FaultServer     *self);
/* Whether a script has come to where it says nothing more. */
gboolean         fault_server_is_stalled        (FaultServer     *self);
/* What TLS agreed on to speak in the last connection. (transfer full) (nullable) */
char            *fault_server_dup_protocol      (FaultServer     *self);

/* The certificates in tls/. (transfer full) */
GTlsCertificate *fault_server_load_certificate  (const char      *name);
/* Lets this process trust the test authority instead of the system's: what a machine does where the
 * authority is installed. Nothing in the program takes part. */
void             fault_server_trust_authority   (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultServer, fault_server_free)

G_END_DECLS
