/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http-probe.h"

/* Cancelling at each stage, and letting go in the middle. */

#define OK_HEAD "HTTP/1.1 200 OK\r\n"

typedef struct
{
  const char *name;
  FaultStep   script[5];
  guint       status; /* of the reply that is given all the same, 0 for none */
} Stage;

/* The request has arrived, and what the server then sends. */
static const Stage stages[] = {
  { "nothing", { FAULT_READ, FAULT_STALL } },
  { "half-the-headers", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Le"), FAULT_STALL } },
  { "headers", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 9\r\n\r\n"), FAULT_STALL } },
  { "half-the-body", { FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 9\r\n\r\n{\"id"),
                       FAULT_STALL } },
  { "interim-reply", { FAULT_READ, FAULT_SEND ("HTTP/1.1 102 Wait\r\n\r\n"), FAULT_STALL } },
  { "made", { FAULT_READ, FAULT_SEND ("HTTP/1.1 201 Made\r\nLocation: /1\r\n"
                                      "Content-Length: 9\r\n\r\n{"), FAULT_STALL }, 201 },
  { "refused", { FAULT_READ, FAULT_SEND ("HTTP/1.1 409 No\r\nContent-Length: 9\r\n\r\n{"),
                 FAULT_STALL }, 409 },
};

static gboolean
has_sent_all (gpointer user_data)
{
  HttpProbe *probe = user_data;

  return fault_server_is_stalled (probe->server);
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
test_after_sending (gconstpointer data)
{
  const Stage *stage = data;
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, stage->script);
  http_probe_start (&probe, NULL);
  http_probe_iterate_until (has_sent_all, &probe);
  drain ();
  http_probe_cancel (&probe);
  if (stage->status != 0)
    http_probe_assert_status (&probe, stage->status);
  else
    http_probe_assert_problem (&probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
  http_probe_assert_requests (&probe, 1);
}

static void
test_before (void)
{
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, NULL);
  g_cancellable_cancel (probe.cancellable);
  http_probe_run (&probe, NULL);
  g_assert_error (probe.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fault_server_get_n_connections (probe.server), ==, 0);
}

static void
test_at_once (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_END };
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  http_probe_start (&probe, NULL);
  http_probe_cancel (&probe);
  g_assert_error (probe.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  http_probe_assert_requests (&probe, 0);
}

static void
test_in_handshake (void)
{
  static const FaultStep script[] = { FAULT_STALL };
  g_auto (HttpProbe) probe;
  g_autofree char *url = NULL;

  http_probe_init (&probe, script);
  url = fault_server_dup_url (probe.server, "https", NULL);
  http_probe_start (&probe, url);
  http_probe_wait_connections (&probe, 1);
  drain ();
  http_probe_cancel (&probe);
  g_assert_error (probe.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  http_probe_assert_requests (&probe, 0);
}

/* Whenever it comes, the answer is true: a request that has arrived is not called unsent. */
static void
test_at_any_moment (void)
{
  static const FaultStep script[] = {
    FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 2\r\n\r\nok"), FAULT_END
  };
  guint n_cancelled = 0;
  guint n_interrupted = 0;

  for (guint n_iterations = 0; n_iterations < 60; n_iterations++) {
    g_auto (HttpProbe) probe;

    http_probe_init (&probe, script);
    http_probe_start (&probe, NULL);
    for (guint i = 0; i < n_iterations && !probe.is_done; i++)
      g_main_context_iteration (NULL, FALSE);

    g_cancellable_cancel (probe.cancellable);
    http_probe_wait (&probe);
    if (g_error_matches (probe.error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      n_cancelled++;
      http_probe_assert_requests (&probe, 0);
      g_assert_cmpuint (fault_server_get_n_received (probe.server), ==, 0);
    } else if (probe.error != NULL) {
      n_interrupted++;
      http_probe_assert_problem (&probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
    } else {
      http_probe_assert_status (&probe, 200);
    }
  }
  g_test_message ("%u cancelled, %u interrupted", n_cancelled, n_interrupted);
  g_assert_cmpuint (n_cancelled, >, 0);
}

static gpointer
cancel_soon (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;

  /* Where a request to this computer is after that long is a matter of luck, which is what is
   * wanted here. */
  g_usleep (g_random_int_range (0, 1500));
  g_cancellable_cancel (cancellable);

  return NULL;
}

/* The same, with a cancel that comes between any two steps. */
static void
test_from_another_thread (void)
{
  static const FaultStep script[] = {
    FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 2\r\n\r\nok"), FAULT_END
  };
  guint n_cancelled = 0;

  for (guint i = 0; i < 300; i++) {
    g_auto (HttpProbe) probe;
    GThread *thread;

    http_probe_init (&probe, script);
    thread = g_thread_new ("cancel", cancel_soon, g_object_ref (probe.cancellable));
    http_probe_start (&probe, NULL);
    http_probe_wait (&probe);
    g_thread_join (thread);
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    if (g_error_matches (probe.error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      n_cancelled++;
      g_assert_cmpuint (fault_server_get_n_received (probe.server), ==, 0);
    } else if (probe.error != NULL) {
      http_probe_assert_problem (&probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
    } else {
      http_probe_assert_status (&probe, 200);
    }
  }
  g_test_message ("%u cancelled", n_cancelled);
}

/* The caller lets go of everything but the callback. */
static void
test_client_is_dropped (void)
{
  static const FaultStep script[] = {
    FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 2\r\n\r\nok"), FAULT_END
  };
  g_auto (HttpProbe) probe;
  gpointer http = NULL;

  http_probe_init (&probe, script);
  http_probe_start (&probe, NULL);
  g_set_weak_pointer (&http, probe.http);
  g_clear_object (&probe.http);
  http_probe_wait (&probe);
  http_probe_assert_status (&probe, 200);
  drain ();
  g_assert_null (http);
}

static void
test_client_is_dropped_and_cancelled (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_STALL };
  g_auto (HttpProbe) probe;
  gpointer http = NULL;

  http_probe_init (&probe, script);
  http_probe_start (&probe, NULL);
  http_probe_wait_requests (&probe, 1);
  g_set_weak_pointer (&http, probe.http);
  g_clear_object (&probe.http);
  http_probe_cancel (&probe);
  http_probe_assert_problem (&probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
  g_assert_null (http);
}

static void
test_client_is_disposed (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_STALL };
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, script);
  http_probe_start (&probe, NULL);
  http_probe_wait_requests (&probe, 1);
  g_object_run_dispose (G_OBJECT (probe.http));
  http_probe_wait (&probe);
  http_probe_assert_problem (&probe, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
  http_probe_assert_requests (&probe, 1);
}

/* A request goes out while the connection of a cancelled one is still being taken down. */
static void
test_next_request_is_not_held_up (void)
{
  static const FaultStep stalled[] = { FAULT_READ, FAULT_STALL };
  static const FaultStep answered[] = {
    FAULT_READ, FAULT_SEND (OK_HEAD "Content-Length: 2\r\n\r\nok"), FAULT_END
  };
  g_auto (HttpProbe) probe;

  http_probe_init (&probe, stalled);
  for (guint i = 1; i <= 20; i++) {
    http_probe_start (&probe, NULL);
    http_probe_wait_requests (&probe, i);
    http_probe_cancel (&probe);
    g_clear_object (&probe.cancellable);
    probe.cancellable = g_cancellable_new ();
  }
  fault_server_set_script (probe.server, answered);
  http_probe_run (&probe, NULL);
  http_probe_assert_status (&probe, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/http/cancel/before", test_before);
  g_test_add_func ("/inlet/service/http/cancel/at-once", test_at_once);
  g_test_add_func ("/inlet/service/http/cancel/in-handshake", test_in_handshake);
  g_test_add_func ("/inlet/service/http/cancel/at-any-moment", test_at_any_moment);
  g_test_add_func ("/inlet/service/http/cancel/from-another-thread", test_from_another_thread);
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/http/cancel/after-", stages[i].name, NULL);

    g_test_add_data_func (path, &stages[i], test_after_sending);
  }
  g_test_add_func ("/inlet/service/http/cancel/client-is-dropped", test_client_is_dropped);
  g_test_add_func ("/inlet/service/http/cancel/client-is-dropped-and-cancelled",
                   test_client_is_dropped_and_cancelled);
  g_test_add_func ("/inlet/service/http/cancel/client-is-disposed", test_client_is_disposed);
  g_test_add_func ("/inlet/service/http/cancel/next-request-is-not-held-up",
                   test_next_request_is_not_held_up);

  return g_test_run ();
}
