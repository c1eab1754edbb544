/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-proxy.h"
#include "fault-request.h"
#include "fault-resolver.h"
#include "http-probe.h"
#include "inlet-config.h"

#include <string.h>

/* What lies between here and the service: names, proxies, certificates. */

#define REPLY "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

static char *
dup_https_url (HttpProbe  *probe,
               const char *host)
{
  g_autofree char *base = fault_server_dup_url (probe->server, "https", host);

  return g_strconcat (base, "/path", NULL);
}

static void
test_name_that_is_cancelled (void)
{
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, NULL);
  http_probe_start (&probe, "https://stall.invalid/");
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  http_probe_cancel (&probe);
  g_assert_error (probe.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_trusted (void)
{
  static const FaultStep script[] = {
    FAULT_TLS ("good"), FAULT_READ, FAULT_SEND (REPLY), FAULT_END
  };
  static const char *const hosts[] = { "platform.test", "127.0.0.1" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++) {
    g_auto (HttpProbe) probe;
    g_autofree char *url = NULL;
    g_autofree char *protocol = NULL;

    http_probe_init (&probe, script);
    url = dup_https_url (&probe, hosts[i]);
    http_probe_run (&probe, url);
    http_probe_assert_status (&probe, 200);
    http_probe_assert_body (&probe, "ok");
    http_probe_assert_requests (&probe, 1);
    /* The server would have chosen HTTP/2. */
    protocol = fault_server_dup_protocol (probe.server);
    g_assert_cmpstr (protocol, ==, "http/1.1");
  }
}

typedef struct
{
  const char     *path;
  const char     *host;
  FaultStep       script[4];
  InletErrorCode  code;
  const char     *fact; /* (nullable): what the details say */
} Handshake;

static const Handshake handshakes[] = {
  { "expired", "platform.test", { FAULT_TLS ("expired"), FAULT_READ }, INLET_ERROR_UNTRUSTED,
    "expired" },
  { "self-signed", "platform.test", { FAULT_TLS ("self-signed"), FAULT_READ },
    INLET_ERROR_UNTRUSTED, "authority" },
  { "other-host", "platform.test", { FAULT_TLS ("other-host"), FAULT_READ },
    INLET_ERROR_UNTRUSTED, "another host" },
  { "other-host-of-that-name", "other.test", { FAULT_TLS ("good"), FAULT_READ },
    INLET_ERROR_UNTRUSTED, "another host" },
};

static void
test_handshake (gconstpointer data)
{
  const Handshake *handshake = data;
  g_auto (HttpProbe) probe;
  g_autofree char *url = NULL;

  http_probe_init (&probe, handshake->script);
  url = dup_https_url (&probe, handshake->host);
  http_probe_run (&probe, url);
  http_probe_assert_problem (&probe, handshake->code, INLET_CERTAINTY_NOT_SENT);
  if (handshake->fact != NULL)
    g_assert_nonnull (strstr (probe.error->message, handshake->fact));
  http_probe_assert_requests (&probe, 0);
}

static void
test_through_a_proxy (void)
{
  static const FaultStep script[] = {
    FAULT_READ, FAULT_SEND ("HTTP/1.1 200 Connected\r\n\r\n"),
    FAULT_TLS ("good"), FAULT_READ, FAULT_SEND (REPLY), FAULT_END
  };
  g_auto (HttpProbe) probe;
  g_autofree char *proxy = NULL;
  g_autoptr (FaultRequest) connect = NULL;
  g_autoptr (FaultRequest) request = NULL;

  http_probe_init (&probe, script);
  proxy = fault_server_dup_url (probe.server, NULL, NULL);
  fault_proxy_set_url (proxy);
  http_probe_run (&probe, "https://platform.test/path");
  http_probe_assert_status (&probe, 200);
  http_probe_assert_requests (&probe, 2);

  connect = fault_request_new (probe.server, 0);
  g_assert_cmpstr (connect->line, ==, "CONNECT platform.test:443 HTTP/1.1");
  g_assert_null (fault_request_get_header (connect, "Authorization"));
  g_assert_null (fault_request_get_header (connect, "x-probe"));
  request = fault_request_new (probe.server, 1);
  g_assert_cmpstr (request->line, ==, "POST /path HTTP/1.1");
  g_assert_cmpstr (fault_request_get_header (request, "Authorization"), ==, HTTP_PROBE_SECRET);
  g_assert_cmpstr (request->body, ==, HTTP_PROBE_BODY);
}

/* Nobody but this computer must see what plain HTTP has to say. */
static void
test_loopback_passes_the_proxy_by (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_SEND (REPLY), FAULT_END };
  g_autoptr (FaultServer) proxy = fault_server_new ();
  g_autofree char *proxy_url = fault_server_dup_url (proxy, NULL, NULL);
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  fault_proxy_set_url (proxy_url);
  http_probe_run (&probe, NULL);
  http_probe_assert_status (&probe, 200);
  g_assert_cmpuint (fault_server_get_n_connections (proxy), ==, 0);
}

static void
set_up (void)
{
  fault_proxy_set_url (NULL);
}

/* Every case starts without a proxy, whatever the one before it has set. */
static void
run_alone (gconstpointer data)
{
  set_up ();
  ((GTestFunc) data)();
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; GTestFunc test; } cases[] = {
    { "name/cancelled", test_name_that_is_cancelled },
    { "tls/trusted", test_trusted },
    { "proxy/goes-through", test_through_a_proxy },
    { "proxy/loopback-passes-it-by", test_loopback_passes_the_proxy_by },
  };

  g_test_init (&argc, &argv, NULL);
  fault_proxy_install ();
  fault_resolver_install ();
  fault_server_trust_authority ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/http/", cases[i].path, NULL);

    g_test_add_data_func (path, cases[i].test, run_alone);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (handshakes); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/http/tls/", handshakes[i].path, NULL);

    g_test_add_data_func (path, &handshakes[i], test_handshake);
  }

  return g_test_run ();
}
