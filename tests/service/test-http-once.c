/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http-probe.h"

/* That a request is sent at most once, looked for where a client is tempted to repeat it: the
 * server closes while, or just before, the request arrives. Whether the client notices before or
 * after it has written depends on the moment, so each is tried many times. */

#define RUNS 200

#define KEPT_REPLY "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok"

typedef struct
{
  const char *name;
  const char *method;
  FaultStep   script[6];
} Once;

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
  const Once *once = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, once->script);
  probe.method = once->method;
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
  static const FaultStep read_and_close[] = { FAULT_READ, FAULT_END };
  const Once *once = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, NULL);
  probe.method = once->method;
  for (guint i = 1; i <= RUNS; i++) {
    fault_server_set_script (probe.server, once->script);
    http_probe_run (&probe, NULL);
    http_probe_assert_status (&probe, 200);

    fault_server_set_script (probe.server, read_and_close);
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
  const Once *once = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, once->script);
  probe.method = once->method;
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
  const Once *once = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, once->script);
  probe.method = once->method;
  for (guint i = 1; i <= RUNS; i++) {
    http_probe_run (&probe, NULL);
    g_assert_no_error (probe.error);
    g_assert_cmpuint (inlet_reply_get_status (probe.reply), >=, 300);
  }
  http_probe_assert_requests (&probe, RUNS);
  g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, RUNS);
}

/* GET stands for the methods that libsoup thinks it may repeat. */
static const Once unanswered[] = {
  { "read-and-closed", "POST", { FAULT_READ, FAULT_END } },
  { "read-and-reset", "POST", { FAULT_READ, FAULT_RESET } },
  { "get-read-and-closed", "GET", { FAULT_READ, FAULT_END } },
  { "get-read-and-reset", "GET", { FAULT_READ, FAULT_RESET } },
};

static const Once kept[] = {
  { "closed", "POST", { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_END } },
  { "reset", "POST", { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_RESET } },
  { "read-and-closed", "POST", { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_READ, FAULT_END } },
  { "read-and-reset", "POST", { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_READ, FAULT_RESET } },
  { "get-closed", "GET", { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_END } },
  { "get-read-and-closed", "GET", { FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_READ, FAULT_END } },
};

static const Once closing[] = {
  { "closed", "POST", { FAULT_END } },
  { "reset", "POST", { FAULT_RESET } },
};

#define AGAIN FAULT_READ, FAULT_SEND (KEPT_REPLY), FAULT_STALL

static const Once asking[] = {
  { "misdirected", "POST",
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 421 No\r\nContent-Length: 2\r\n\r\nno"), AGAIN } },
  { "unauthorized", "POST",
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                              "Content-Length: 2\r\n\r\nno"), AGAIN } },
  { "redirected", "POST",
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 308 There\r\nLocation: /there\r\n"
                              "Content-Length: 2\r\n\r\nno"), AGAIN } },
  { "get-redirected", "GET",
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 302 There\r\nLocation: /there\r\n"
                              "Content-Length: 2\r\n\r\nno"), AGAIN } },
  { "unavailable", "POST",
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 503 Later\r\nRetry-After: 0\r\n"
                              "Content-Length: 2\r\n\r\nno"), AGAIN } },
};

static void
add_tests (const char    *folder,
           const Once    *cases,
           gsize          n_cases,
           GTestDataFunc  test)
{
  for (gsize i = 0; i < n_cases; i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/http/once/", folder, cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_tests ("unanswered/", unanswered, G_N_ELEMENTS (unanswered), test_on_a_new_connection);
  add_tests ("kept/", kept, G_N_ELEMENTS (kept), test_on_a_kept_connection);
  add_tests ("closing/", closing, G_N_ELEMENTS (closing), test_to_a_closing_server);
  add_tests ("asking/", asking, G_N_ELEMENTS (asking), test_where_the_server_asks_for_more);

  return g_test_run ();
}
