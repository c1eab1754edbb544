/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http-probe.h"

/* That a request is sent at most once, looked for where a client is tempted to repeat it: the server
 * closes while, or just before, the request arrives. Whether the client notices before or after it
 * has written depends on the moment, so each is tried many times. */

#define RUNS 200

#define KEPT_REPLY "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok"

/* Everything that may happen is consistent with one request: none arrived and the client knows, or
 * knows not; or one arrived and was not answered. */
static void
assert_unanswered (HttpProbe *probe)
{
  if (g_error_matches (probe->error, INLET_ERROR, INLET_ERROR_OFFLINE))
    http_probe_assert_problem (probe, INLET_ERROR_OFFLINE, INLET_CERTAINTY_NOT_SENT);
  else
    http_probe_assert_problem (probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
}

static void
test_on_a_new_connection (gconstpointer data)
{
  const FaultStep *script = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  for (guint i = 1; i <= RUNS; i++) {
    http_probe_run (&probe, NULL);
    http_probe_assert_problem (&probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
    g_assert_cmpuint (fault_server_get_n_requests (probe.server), ==, i);
  }
  http_probe_assert_requests (&probe, RUNS);
  g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, RUNS);
}

/* The first request of each pair is answered and the connection is kept; what comes next on it is
 * read and not answered. */
static void
test_on_a_kept_connection (gconstpointer data)
{
  static const FaultStep unanswered[] = { FAULT_READ, FAULT_END };
  const FaultStep *kept = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, NULL);
  for (guint i = 1; i <= RUNS; i++) {
    fault_server_set_script (probe.server, kept);
    http_probe_run (&probe, NULL);
    http_probe_assert_status (&probe, 200);

    fault_server_set_script (probe.server, unanswered);
    http_probe_run (&probe, NULL);
    assert_unanswered (&probe);
    g_assert_cmpuint (fault_server_get_n_requests (probe.server), ==, 2 * i);
  }
  http_probe_assert_requests (&probe, 2 * RUNS);
}

/* The server goes away before it has read anything. */
static void
test_to_a_closing_server (gconstpointer data)
{
  const FaultStep *script = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  for (guint i = 1; i <= RUNS; i++) {
    http_probe_run (&probe, NULL);
    assert_unanswered (&probe);
    g_assert_cmpuint (fault_server_get_n_connections (probe.server), <=, i);
  }
  http_probe_assert_requests (&probe, 0);
}

/* What libsoup itself would repeat, on connections that would allow it. */
static void
test_where_the_server_asks_for_more (gconstpointer data)
{
  const FaultStep *script = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  for (guint i = 1; i <= RUNS; i++) {
    http_probe_run (&probe, NULL);
    g_assert_no_error (probe.error);
    g_assert_cmpuint (inlet_reply_get_status (probe.reply), >=, 300);
  }
  http_probe_assert_requests (&probe, RUNS);
  g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, RUNS);
}

int
main (int    argc,
      char **argv)
{
  static const FaultStep read_close[] = { FAULT_READ, FAULT_END };
  static const FaultStep read_reset[] = { FAULT_READ, FAULT_RESET };
  static const FaultStep kept_close[] = { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_END };
  static const FaultStep kept_reset[] = { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_RESET };
  static const FaultStep kept_read_close[] = {
    FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_READ, FAULT_END
  };
  static const FaultStep kept_read_reset[] = {
    FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_READ, FAULT_RESET
  };
  static const FaultStep closing[] = { FAULT_END };
  static const FaultStep resetting[] = { FAULT_RESET };
  static const FaultStep misdirected[] = {
    FAULT_READ, FAULT_SEND ("HTTP/1.1 421 Misdirected\r\nContent-Length: 2\r\n\r\nno"), FAULT_READ,
    FAULT_SEND (KEPT_REPLY), FAULT_STALL
  };
  static const FaultStep unauthorized[] = {
    FAULT_READ, FAULT_SEND ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                            "Content-Length: 2\r\n\r\nno"), FAULT_READ,
    FAULT_SEND (KEPT_REPLY), FAULT_STALL
  };
  static const FaultStep redirected[] = {
    FAULT_READ, FAULT_SEND ("HTTP/1.1 308 There\r\nLocation: /there\r\n"
                            "Content-Length: 2\r\n\r\nno"), FAULT_READ,
    FAULT_SEND (KEPT_REPLY), FAULT_STALL
  };
  static const FaultStep retry[] = {
    FAULT_READ, FAULT_SEND ("HTTP/1.1 503 Later\r\nRetry-After: 0\r\n"
                            "Content-Length: 2\r\n\r\nno"), FAULT_READ,
    FAULT_SEND (KEPT_REPLY), FAULT_STALL
  };
  static const struct {
    const char      *path;
    const FaultStep *script;
    GTestDataFunc    test;
  } cases[] = {
    { "read-and-closed", read_close, test_on_a_new_connection },
    { "read-and-reset", read_reset, test_on_a_new_connection },
    { "kept-then-closed", kept_close, test_on_a_kept_connection },
    { "kept-then-reset", kept_reset, test_on_a_kept_connection },
    { "kept-then-read-and-closed", kept_read_close, test_on_a_kept_connection },
    { "kept-then-read-and-reset", kept_read_reset, test_on_a_kept_connection },
    { "closed-at-once", closing, test_to_a_closing_server },
    { "reset-at-once", resetting, test_to_a_closing_server },
    { "misdirected", misdirected, test_where_the_server_asks_for_more },
    { "unauthorized", unauthorized, test_where_the_server_asks_for_more },
    { "redirected", redirected, test_where_the_server_asks_for_more },
    { "unavailable", retry, test_where_the_server_asks_for_more },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/http/once/", cases[i].path, NULL);

    g_test_add_data_func (path, cases[i].script, cases[i].test);
  }

  return g_test_run ();
}
