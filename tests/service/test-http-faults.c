/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http-probe.h"

#include <string.h>

#define OK_HEAD    "HTTP/1.1 200 OK\r\n"
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

/* What the matrix cannot tell from outside: where exactly a body is too large, and that no status
 * makes a client wait for what comes behind it. */
static const Fault faults[] = {
  { "a-byte-too-many", { FAULT_READ, FAULT_SEND (OK_HEAD "\r\n"), FAULT_FLOOD ("x", MIB + 1),
                         FAULT_END }, INLET_ERROR_BAD_REPLY },
  { "not-a-byte-too-many", { FAULT_READ, FAULT_SEND (OK_HEAD "\r\n"), FAULT_FLOOD ("x", MIB),
                             FAULT_END }, 0, 200 },
  { "endless-401", { FAULT_READ,
                     FAULT_SEND ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n"),
                     FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, 0, 401 },
  { "endless-407", { FAULT_READ, FAULT_SEND ("HTTP/1.1 407 No\r\n\r\n"),
                     FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, 0, 407 },
  { "endless-421", { FAULT_READ, FAULT_SEND ("HTTP/1.1 421 Misdirected\r\n\r\n"),
                     FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, 0, 421 },
  { "endless-redirect", { FAULT_READ, FAULT_SEND ("HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n"),
                          FAULT_FLOOD ("x", FAULT_ENDLESS), FAULT_END }, INLET_ERROR_BAD_REPLY },
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
  g_test_add_func ("/inlet/service/http/fault/reset-during-request", test_reset_during_request);

  return g_test_run ();
}
