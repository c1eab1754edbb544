/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http-probe.h"

#include <string.h>

#define OK_HEAD    "HTTP/1.1 200 OK\r\n"
#define MADE_HEAD  "HTTP/1.1 201 Created\r\n"
#define MIB        ((guint64) 1024 * 1024)

/* A client that reads on and on would make a server send more than the buffers of both systems and
 * the cap can hold. */
#define MOST_SENT  (16 * MIB)

typedef struct
{
  const char     *name;
  FaultStep       script[6];
  InletErrorCode  code;
  guint           status; /* of the reply, 0 for an error */
} Fault;

/* In each the request has left, and all of it has arrived, once. */
static const Fault faults[] = {
  { "close-after-request", { FAULT_READ, FAULT_END }, INLET_ERROR_INTERRUPTED },
  { "reset-after-request", { FAULT_READ, FAULT_RESET }, INLET_ERROR_INTERRUPTED },
  { "half-a-status-line", { FAULT_READ, FAULT_SEND ("HTTP/1.1 2"), FAULT_END },
    INLET_ERROR_BAD_REPLY },
  { "half-the-headers", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Le"), FAULT_END },
    INLET_ERROR_BAD_REPLY },
  /* Taken for a reply without a body by libsoup: nobody finds an ID in it. */
  { "headers-without-end", { FAULT_READ, FAULT_SEND (OK_HEAD "X: y\r\n"), FAULT_END }, 0, 200 },
  { "reset-in-headers", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Le"), FAULT_RESET },
    INLET_ERROR_INTERRUPTED },
  { "endless-header", { FAULT_READ, FAULT_SEND (OK_HEAD "X: "), FAULT_FLOOD ("x", FAULT_ENDLESS),
                        FAULT_END }, INLET_ERROR_INTERRUPTED },
  { "endless-headers", { FAULT_READ, FAULT_SEND (OK_HEAD),
                         FAULT_FLOOD ("X: y\r\n", FAULT_ENDLESS), FAULT_END },
    INLET_ERROR_INTERRUPTED },
  { "not-http", { FAULT_READ, FAULT_SEND ("220 mail.test ESMTP\r\n\r\n"), FAULT_END },
    INLET_ERROR_BAD_REPLY },
  { "no-status", { FAULT_READ, FAULT_SEND ("HTTP/1.1 OK\r\n\r\n"), FAULT_END },
    INLET_ERROR_BAD_REPLY },
  { "only-line-ends", { FAULT_READ, FAULT_SEND ("\r\n\r\n\r\n"), FAULT_END },
    INLET_ERROR_BAD_REPLY },
  { "unknown-encoding", { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: x\r\n\r\n"),
                          FAULT_END }, INLET_ERROR_BAD_REPLY },
  { "short-body", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 99\r\n\r\n{\"id\":"),
                    FAULT_END }, INLET_ERROR_INTERRUPTED },
  { "short-body-and-close", { FAULT_READ,
                              FAULT_SEND (OK_HEAD "Connection: close\r\nContent-Length: 99\r\n\r\n"
                                          "{\"id\":"), FAULT_END }, INLET_ERROR_INTERRUPTED },
  { "short-body-of-http-1.0", { FAULT_READ,
                                FAULT_SEND ("HTTP/1.0 200 OK\r\nContent-Length: 99\r\n\r\n{"),
                                FAULT_END }, INLET_ERROR_INTERRUPTED },
  { "reset-in-body", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 99\r\n\r\n{\"id\":"),
                       FAULT_RESET }, INLET_ERROR_INTERRUPTED },
  { "flood-of-interim-replies", { FAULT_READ,
                                  FAULT_FLOOD ("HTTP/1.1 102 Processing\r\n\r\n", FAULT_ENDLESS),
                                  FAULT_END }, INLET_ERROR_BAD_REPLY },
  { "64-mib-body", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 67108864\r\n\r\n"),
                     FAULT_FLOOD ("x", 64 * MIB), FAULT_END }, INLET_ERROR_BAD_REPLY },
  { "endless-body", { FAULT_READ, FAULT_SEND (OK_HEAD "\r\n"), FAULT_FLOOD ("x", FAULT_ENDLESS),
                      FAULT_END }, INLET_ERROR_BAD_REPLY },
  { "endless-chunks", { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: chunked\r\n\r\n"),
                        FAULT_FLOOD ("1\r\nx\r\n", FAULT_ENDLESS), FAULT_END },
    INLET_ERROR_BAD_REPLY },
  { "a-byte-too-many", { FAULT_READ, FAULT_SEND (OK_HEAD "\r\n"), FAULT_FLOOD ("x", MIB + 1),
                         FAULT_END }, INLET_ERROR_BAD_REPLY },
  { "not-a-byte-too-many", { FAULT_READ, FAULT_SEND (OK_HEAD "\r\n"), FAULT_FLOOD ("x", MIB),
                             FAULT_END }, 0, 200 },
  /* The status is the answer, whatever comes behind it. */
  { "endless-refusal", { FAULT_READ, FAULT_SEND ("HTTP/1.1 403 No\r\n\r\n"),
                         FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, 0, 403 },
  { "endless-401", { FAULT_READ,
                     FAULT_SEND ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n"),
                     FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, 0, 401 },
  { "endless-407", { FAULT_READ, FAULT_SEND ("HTTP/1.1 407 No\r\n\r\n"),
                     FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, 0, 407 },
  { "endless-421", { FAULT_READ, FAULT_SEND ("HTTP/1.1 421 Misdirected\r\n\r\n"),
                     FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, 0, 421 },
  { "endless-redirect", { FAULT_READ, FAULT_SEND ("HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n"),
                          FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, INLET_ERROR_BAD_REPLY },
  { "short-refusal", { FAULT_READ, FAULT_SEND ("HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\n{"),
                       FAULT_RESET }, 0, 500 },
  { "made-but-short", { FAULT_READ, FAULT_SEND (MADE_HEAD "Content-Length: 9\r\n\r\n{"),
                        FAULT_RESET }, INLET_ERROR_INTERRUPTED },
  { "made-here-but-short", { FAULT_READ, FAULT_SEND (MADE_HEAD "Location: /connections/1\r\n"
                                                     "Content-Length: 9\r\n\r\n{"),
                             FAULT_RESET }, 0, 201 },
  { "made-here-but-half-the-headers", { FAULT_READ,
                                        FAULT_SEND (MADE_HEAD "Location: /connections/1\r\n"),
                                        FAULT_RESET }, INLET_ERROR_INTERRUPTED },
};

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, fault->script);
  http_probe_run (&probe, NULL);
  if (fault->status != 0)
    http_probe_assert_status (&probe, fault->status);
  else
    http_probe_assert_problem (&probe, fault->code, INLET_CERTAINTY_UNKNOWN);

  if (probe.reply != NULL)
    g_assert_cmpuint (g_bytes_get_size (inlet_reply_get_body (probe.reply)), <=,
                      INLET_REPLY_MAX_BYTES);
  http_probe_assert_requests (&probe, 1);
  g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, 1);
  g_assert_cmpuint (fault_server_get_n_sent (probe.server), <, MOST_SENT);
}

/* libsoup takes a broken chunk for the end of the body. What came before it is given; it is half a
 * JSON text, and nobody takes that for a whole one. A libsoup that notices says that the line was
 * cut. */
static void
test_broken_chunks (void)
{
  static const FaultStep scripts[][3] = {
    { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n") },
    { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"") },
    { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\nzz\r\n") },
    { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: chunked\r\n\r\n-1\r\n{\"\r\n") },
    { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: chunked\r\n\r\n"
                              "ffffffffffffffffff\r\n{\"") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++) {
    g_auto (HttpProbe) probe;

    http_probe_init (&probe, scripts[i]);
    http_probe_run (&probe, NULL);
    if (probe.reply != NULL)
      g_assert_cmpuint (g_bytes_get_size (inlet_reply_get_body (probe.reply)), <=, 2);
    else
      http_probe_assert_problem (&probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
    http_probe_assert_requests (&probe, 1);
  }
}

/* Whether anything has left depends on who was faster; the answer must agree with itself. */
static void
assert_cut_line (HttpProbe *probe)
{
  if (g_error_matches (probe->error, INLET_ERROR, INLET_ERROR_OFFLINE))
    http_probe_assert_problem (probe, INLET_ERROR_OFFLINE, INLET_CERTAINTY_NOT_SENT);
  else
    http_probe_assert_problem (probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
  http_probe_assert_requests (probe, 0);
}

static void
test_cut_before_request (void)
{
  static const FaultStep scripts[][1] = { { FAULT_END }, { FAULT_RESET } };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++) {
    g_auto (HttpProbe) probe;

    http_probe_init (&probe, scripts[i]);
    http_probe_run (&probe, NULL);
    assert_cut_line (&probe);
    g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, 1);
  }
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  HttpProbe *probe = user_data;

  probe->reply = inlet_http_send_finish (INLET_HTTP (source), result, &probe->error);
  probe->is_done = TRUE;
}

/* A request that is larger than any buffer, to a server that goes away in its middle. */
static void
test_reset_during_request (void)
{
  static const FaultStep script[] = {
    FAULT_SEND ("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"), FAULT_RESET
  };
  gsize length = 64 * MIB;
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (length), length);
  g_auto (HttpProbe) probe;
  g_autofree char *url = NULL;

  http_probe_init (&probe, script);
  url = fault_server_dup_url (probe.server, NULL, NULL);
  inlet_http_send_async (probe.http, "POST", url, NULL, "text/plain", body, NULL, on_sent, &probe);
  http_probe_wait (&probe);
  assert_cut_line (&probe);
}

static void
test_refused (void)
{
  g_autofree char *url = NULL;
  g_auto (HttpProbe) probe;
  g_autoptr (FaultServer) gone = fault_server_new ();

  url = fault_server_dup_url (gone, NULL, NULL);
  g_clear_pointer (&gone, fault_server_free);
  http_probe_init (&probe, NULL);
  http_probe_run (&probe, url);
  http_probe_assert_problem (&probe, INLET_ERROR_OFFLINE, INLET_CERTAINTY_NOT_SENT);
}

/* Silence at each stage; the last is not silent, but would go on for ever. */
static const Fault stalls[] = {
  { "after-request", { FAULT_READ, FAULT_STALL } },
  { "in-status-line", { FAULT_READ, FAULT_SEND ("HTTP/1.1 "), FAULT_STALL } },
  { "in-headers", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-"), FAULT_STALL } },
  { "after-interim-reply", { FAULT_READ, FAULT_SEND ("HTTP/1.1 100 Continue\r\n\r\n"),
                             FAULT_STALL } },
  { "before-body", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 9\r\n\r\n"), FAULT_STALL } },
  { "in-body", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 9\r\n\r\n{"), FAULT_STALL } },
  { "in-body-without-length", { FAULT_READ, FAULT_SEND (OK_HEAD "\r\n{"), FAULT_STALL } },
  { "in-chunk", { FAULT_READ, FAULT_SEND (OK_HEAD "Transfer-Encoding: chunked\r\n\r\n9\r\n{"),
                  FAULT_STALL } },
  { "in-refusal", { FAULT_READ, FAULT_SEND ("HTTP/1.1 429 Slow\r\nContent-Length: 9\r\n\r\n"),
                    FAULT_STALL }, 0, 429 },
  { "made-here", { FAULT_READ, FAULT_SEND (MADE_HEAD "Location: /1\r\nContent-Length: 9\r\n\r\n"),
                   FAULT_STALL }, 0, 201 },
  { "drip", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 9999\r\n\r\n"), FAULT_DRIP } },
};

static void
test_stall (gconstpointer data)
{
  const Fault *stall = data;
  g_auto (HttpProbe) probe;
  gint64 start = g_get_monotonic_time ();

  http_probe_init (&probe, stall->script);
  inlet_http_set_timeout (probe.http, 1);
  http_probe_run (&probe, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
  if (stall->status != 0)
    http_probe_assert_status (&probe, stall->status);
  else
    http_probe_assert_problem (&probe, INLET_ERROR_TIMED_OUT, INLET_CERTAINTY_UNKNOWN);
  http_probe_assert_requests (&probe, 1);
}

static void
add_tests (const char    *folder,
           const Fault   *cases,
           gsize          n_cases,
           GTestDataFunc  test)
{
  for (gsize i = 0; i < n_cases; i++) {
    g_autofree char *path = g_strconcat (folder, cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_tests ("/inlet/service/http/fault/", faults, G_N_ELEMENTS (faults), test_fault);
  add_tests ("/inlet/service/http/stall/", stalls, G_N_ELEMENTS (stalls), test_stall);
  g_test_add_func ("/inlet/service/http/fault/broken-chunks", test_broken_chunks);
  g_test_add_func ("/inlet/service/http/fault/cut-before-request", test_cut_before_request);
  g_test_add_func ("/inlet/service/http/fault/reset-during-request", test_reset_during_request);
  g_test_add_func ("/inlet/service/http/fault/refused", test_refused);

  return g_test_run ();
}
