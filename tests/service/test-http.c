/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-config.h"

#include <string.h>

#define EMPTY_REPLY "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

static void
test_new_destroy (void)
{
  InletHttp *http = inlet_http_new ();

  inlet_http_set_timeout (http, 5);
  g_assert_finalize_object (http);
}

static void
test_sends_what_it_is_given (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_SEND (EMPTY_REPLY), FAULT_END };
  g_auto (HttpProbe) probe;
  g_autoptr (FaultRequest) request = NULL;
  g_autofree char *host = NULL;
  g_autofree char *url = NULL;

  http_probe_init (&probe, script);
  host = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (probe.server));
  url = g_strdup_printf ("http://%s/a/b%%20c", host);
  http_probe_run (&probe, url);

  http_probe_assert_status (&probe, 200);
  http_probe_assert_requests (&probe, 1);
  request = fault_request_new (probe.server, 0);
  g_assert_cmpstr (request->line, ==, "POST /a/b%20c HTTP/1.1");
  g_assert_cmpstr (request->body, ==, HTTP_PROBE_BODY);
  fault_request_assert_headers (request, (const char *const[]) {
    "Authorization", HTTP_PROBE_SECRET,
    "x-probe", "1",
    "Content-Type", "application/json",
    "Content-Length", "20",
    "Host", host,
    "User-Agent", "Inlet/" VERSION,
    "Connection", "Keep-Alive",
    NULL
  });
}

static void
test_gives_what_came (void)
{
  static const FaultStep script[] = {
    FAULT_READ,
    FAULT_SEND ("HTTP/1.1 201 Made\r\nX-One: 1\r\nX-Two: a b\r\nX-Two: c\r\n"
                "Content-Type: application/json\r\nContent-Length: 4\r\n\r\n{\0}\xff"),
    FAULT_END
  };
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  http_probe_run (&probe, NULL);

  http_probe_assert_status (&probe, 201);
  g_assert_cmpstr (inlet_reply_get_reason (probe.reply), ==, "Made");
  g_assert_cmpstr (inlet_reply_get_header (probe.reply, "x-one"), ==, "1");
  g_assert_cmpstr (inlet_reply_get_header (probe.reply, "X-Two"), ==, "a b");
  g_assert_cmpmem (g_bytes_get_data (inlet_reply_get_body (probe.reply), NULL), 4, "{\0}\xff", 4);
  g_assert_cmpuint (g_bytes_get_size (inlet_reply_get_body (probe.reply)), ==, 4);
}

/* Whatever a reply says of itself, it is given as it came. */
static void
test_body_is_not_interpreted (void)
{
  static const struct { FaultStep send; const char *body; } cases[] = {
    { FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n"
                  "<html></html>"), "<html></html>" },
    { FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Type: nonsense\r\nContent-Length: 2\r\n\r\n\xc3("),
      "\xc3(" },
    { FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), "" },
    { FAULT_SEND ("HTTP/1.1 204 No Content\r\n\r\n"), "" },
    { FAULT_SEND ("HTTP/1.1 204 No Content\r\nConnection: close\r\nContent-Length: 9\r\n\r\n"),
      "" },
    { FAULT_SEND ("HTTP/1.1 200 OK\r\n\r\nuntil the end"), "until the end" },
    { FAULT_SEND ("HTTP/1.0 200 OK\r\n\r\nold"), "old" },
    { FAULT_SEND ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"), "abc" },
    { FAULT_SEND ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n"), "abcde" },
    { FAULT_SEND ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), "ok" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const FaultStep script[] = { FAULT_READ, cases[i].send, FAULT_END };
    g_auto (HttpProbe) probe;

    http_probe_init (&probe, script);
    http_probe_run (&probe, NULL);
    g_assert_no_error (probe.error);
    http_probe_assert_body (&probe, cases[i].body);
  }
}

/* With what libsoup would follow: where to go on, how to authenticate, that it was misdirected. */
static void
test_any_status_is_a_reply (void)
{
  static const guint statuses[] = {
    200, 201, 202, 204, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 408, 409,
    412, 413, 417, 421, 422, 425, 429, 500, 501, 502, 503, 504, 511, 599, 999
  };
  g_auto (HttpProbe) elsewhere;

  http_probe_init (&elsewhere, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autofree char *location = fault_server_dup_url (elsewhere.server, NULL, NULL);
    g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 %u Status\r\nLocation: %s/x\r\nRetry-After: 0\r\n"
                       "WWW-Authenticate: Basic realm=\"a\"\r\nWWW-Authenticate: Negotiate\r\n"
                       "Proxy-Authenticate: Basic realm=\"b\"\r\nContent-Length: 0\r\n\r\n",
                       statuses[i], location);
    const FaultStep script[] = {
      FAULT_READ, { FAULT_STEP_SEND, text, strlen (text) }, FAULT_STALL, FAULT_END
    };
    g_auto (HttpProbe) probe;

    http_probe_init (&probe, script);
    http_probe_run (&probe, NULL);
    http_probe_assert_status (&probe, statuses[i]);
    http_probe_assert_requests (&probe, 1);
    g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, 1);
  }
  g_assert_cmpuint (fault_server_get_n_connections (elsewhere.server), ==, 0);
}

static void
test_redirect_within_the_server (void)
{
  static const FaultStep script[] = {
    FAULT_READ,
    FAULT_SEND ("HTTP/1.1 307 Temporary Redirect\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"),
    FAULT_READ,
    FAULT_SEND (EMPTY_REPLY),
    FAULT_END
  };
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  http_probe_run (&probe, NULL);
  http_probe_assert_status (&probe, 307);
  g_assert_cmpstr (inlet_reply_get_header (probe.reply, "Location"), ==, "/other");
  http_probe_assert_requests (&probe, 1);
}

static void
test_keeps_no_cookie_and_no_connection (void)
{
  static const FaultStep script[] = {
    FAULT_READ,
    FAULT_SEND ("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n"),
    FAULT_STALL,
    FAULT_END
  };
  g_auto (HttpProbe) probe;
  g_autofree char *request = NULL;

  http_probe_init (&probe, script);
  http_probe_run (&probe, NULL);
  http_probe_run (&probe, NULL);
  http_probe_assert_requests (&probe, 2);
  g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, 2);
  request = fault_server_dup_request (probe.server, 1);
  g_assert_null (strstr (request, "\r\nCookie:"));
}

/* A bomb does not go off where nothing is unpacked. */
static void
test_does_not_unpack (void)
{
  g_autoptr (GZlibCompressor) gzip =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autofree char *zeros = g_malloc0 (16 * INLET_REPLY_MAX_BYTES);
  g_autofree char *bomb = g_malloc0 (INLET_REPLY_MAX_BYTES);
  g_autofree char *head = NULL;
  gsize n_read = 0;
  gsize length = 0;
  g_auto (HttpProbe) probe;
  FaultStep script[] = { FAULT_READ, FAULT_END, FAULT_END, FAULT_END };

  g_converter_convert (G_CONVERTER (gzip), zeros, 16 * INLET_REPLY_MAX_BYTES, bomb,
                       INLET_REPLY_MAX_BYTES, G_CONVERTER_INPUT_AT_END, &n_read, &length, NULL);
  g_assert_cmpuint (n_read, ==, 16 * INLET_REPLY_MAX_BYTES);
  head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                          "Content-Length: %zu\r\n\r\n", length);
  script[1] = (FaultStep) { FAULT_STEP_SEND, head, strlen (head) };
  script[2] = (FaultStep) { FAULT_STEP_SEND, bomb, length };

  http_probe_init (&probe, script);
  http_probe_run (&probe, NULL);
  http_probe_assert_status (&probe, 200);
  g_assert_cmpmem (g_bytes_get_data (inlet_reply_get_body (probe.reply), NULL),
                   g_bytes_get_size (inlet_reply_get_body (probe.reply)), bomb, length);
}

static void
test_unsafe_addresses (void)
{
  static const char *const urls[] = {
    "http://platform.adobe.io/x", "http://192.0.2.1/", "ftp://127.0.0.1/", "https://", "", "x",
    "https://user:hunter2@127.0.0.1/", "file:///etc/passwd", "https://127.0.0.1/%zz",
    "http://127.0.0.1.nip.io/", "https://127.0.0.1/a b", "http://127.0.0.1:99999/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_auto (HttpProbe) probe;

    g_test_message ("%s", urls[i]);
    http_probe_init (&probe, NULL);
    http_probe_run (&probe, urls[i]);
    http_probe_assert_problem (&probe, INLET_ERROR_INVALID_INPUT, INLET_CERTAINTY_NOT_SENT);
  }
}

static void
on_refused (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  HttpProbe *probe = user_data;

  probe->reply = inlet_http_send_finish (INLET_HTTP (source), result, &probe->error);
  probe->is_done = TRUE;
}

/* A value with a line end would be a header, or a request, of its own. */
static void
test_header_injection (void)
{
  static const char *const values[] = {
    "dev\r\nx-evil: 1", "dev\n", "dev\r", "\tdev", "dev\x7f", "dev\x01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    const char *const headers[] = { "x-good", "1", "x-sandbox-name", values[i], NULL };
    g_auto (HttpProbe) probe;
    g_autofree char *url = NULL;

    http_probe_init (&probe, NULL);
    url = fault_server_dup_url (probe.server, NULL, NULL);
    inlet_http_send_async (probe.http, "GET", url, headers, NULL, NULL, NULL, on_refused, &probe);
    http_probe_wait (&probe);
    http_probe_assert_problem (&probe, INLET_ERROR_INVALID_INPUT, INLET_CERTAINTY_NOT_SENT);
    g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, 0);
  }
}

static void
test_without_headers_and_body (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_SEND (EMPTY_REPLY), FAULT_END };
  g_auto (HttpProbe) probe;
  g_autofree char *url = NULL;
  g_autofree char *request = NULL;

  http_probe_init (&probe, script);
  url = fault_server_dup_url (probe.server, NULL, "localhost");
  inlet_http_send_async (probe.http, "GET", url, NULL, NULL, NULL, NULL, on_refused, &probe);
  http_probe_wait (&probe);
  http_probe_assert_status (&probe, 200);
  request = fault_server_dup_request (probe.server, 0);
  g_assert_true (g_str_has_prefix (request, "GET / HTTP/1.1\r\n"));
  g_assert_null (strstr (request, "Content-"));
}

static void
test_logs_no_secret (void)
{
  static const FaultStep script[] = {
    FAULT_READ,
    FAULT_SEND ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"hunter2\"\r\n"
                "Content-Length: 7\r\n\r\nhunter2"),
    FAULT_END
  };

  if (g_test_subprocess ()) {
    g_auto (HttpProbe) probe;

    g_log_set_debug_enabled (TRUE);
    http_probe_init (&probe, script);
    http_probe_run (&probe, NULL);
    http_probe_assert_status (&probe, 401);
    return;
  }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*POST 127.0.0.1/: 401*");
  g_test_trap_assert_stdout_unmatched ("*hunter2*");
  g_test_trap_assert_stdout_unmatched ("*eyJhbGciOi*");
  g_test_trap_assert_stderr_unmatched ("*hunter2*");
  g_test_trap_assert_stderr_unmatched ("*eyJhbGciOi*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/http/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/service/http/sends-what-it-is-given", test_sends_what_it_is_given);
  g_test_add_func ("/inlet/service/http/gives-what-came", test_gives_what_came);
  g_test_add_func ("/inlet/service/http/body-is-not-interpreted", test_body_is_not_interpreted);
  g_test_add_func ("/inlet/service/http/any-status-is-a-reply", test_any_status_is_a_reply);
  g_test_add_func ("/inlet/service/http/redirect-within-the-server",
                   test_redirect_within_the_server);
  g_test_add_func ("/inlet/service/http/keeps-no-cookie-and-no-connection",
                   test_keeps_no_cookie_and_no_connection);
  g_test_add_func ("/inlet/service/http/does-not-unpack", test_does_not_unpack);
  g_test_add_func ("/inlet/service/http/unsafe-addresses", test_unsafe_addresses);
  g_test_add_func ("/inlet/service/http/header-injection", test_header_injection);
  g_test_add_func ("/inlet/service/http/without-headers-and-body", test_without_headers_and_body);
  g_test_add_func ("/inlet/service/http/logs-no-secret", test_logs_no_secret);

  return g_test_run ();
}
