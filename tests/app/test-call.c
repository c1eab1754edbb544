/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-server.h"
#include "fixture.h"

#include "inlet-call.h"
#include "inlet-error.h"
#include "inlet-sync.h"

#include <string.h>

/* One create, by the calls that it makes. */
typedef struct
{
  InletDraft      *draft;         /* (owned) */
  InletCreate     *create;        /* (owned) */
  GCancellable    *cancellable;   /* (owned) */
  GPtrArray       *statuses;      /* (owned): of utf8, those that are said while it waits */
  GAsyncResult    *answer;        /* (owned) (nullable) */
  InletConnection *connection;    /* (owned) (nullable) */
} Run;

static void
run_clear (Run *run)
{
  g_clear_object (&run->connection);
  g_clear_object (&run->answer);
  g_clear_object (&run->create);
  g_clear_object (&run->draft);
  g_clear_object (&run->cancellable);
  g_ptr_array_unref (run->statuses);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
on_status (InletCreate *create,
           GParamSpec  *pspec,
           gpointer     user_data)
{
  GPtrArray *statuses = user_data;
  const char *status = inlet_create_get_status (create);

  if (strstr (status, "trying again") != NULL)
    g_ptr_array_add (statuses, g_strdup (status));
}

static void
start (Run          *run,
       Fixture      *self,
       InletAccount *account)
{
  memset (run, 0, sizeof *run);
  run->draft = draft_for (self, account);
  run->create = inlet_create_new (self->context, run->draft);
  inlet_create_set_again (run->create, TRUE);
  run->cancellable = g_cancellable_new ();
  run->statuses = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (run->create, "notify::status", G_CALLBACK (on_status), run->statuses);
  inlet_create_run_async (run->create, run->cancellable, on_answered, &run->answer);
}

static void
finish (Run                  *run,
        InletConnectionState  state)
{
  g_autoptr (GError) error = NULL;

  wait_for_answer (&run->answer);
  run->connection = inlet_create_run_finish (run->create, run->answer, &error);
  g_assert_no_error (error);
  g_assert_cmpint (inlet_connection_get_state (run->connection), ==, state);
}

static void
answer_with (Fixture *self,
             guint    status,
             guint    n_times)
{
  for (guint i = 0; i < n_times; i++)
    g_queue_push_tail (&self->answers, GUINT_TO_POINTER (status));
}

static void
test_throttled_twice (Fixture       *self,
                      gconstpointer  data)
{
  g_auto (Run) run;

  answer_with (self, 429, 2);
  start (&run, self, self->pasted);
  finish (&run, INLET_CONNECTION_CREATED);
  g_assert_cmpuint (count_requests (self, "POST /data"), ==, 3);
  g_assert_cmpuint (self->made->len, ==, 1);
  g_assert_cmpuint (run.statuses->len, ==, 2);
  g_assert_cmpstr (run.statuses->pdata[0], ==,
                   "Adobe got too many requests: trying again after 1 s…");
  g_assert_cmpint (inlet_create_get_step (run.create), ==, INLET_CREATE_DONE);
}

static void
test_retry_after (Fixture       *self,
                  gconstpointer  data)
{
  InletClock *clock = inlet_context_get_clock (self->context);
  gint64 before = inlet_clock_get_time (clock);
  g_auto (Run) run;

  answer_with (self, 429, 1);
  self->retry_after = "20";
  start (&run, self, self->pasted);
  finish (&run, INLET_CONNECTION_CREATED);
  g_assert_cmpint (inlet_clock_get_time (clock) - before, >=, 20 * 1000);
  g_assert_cmpstr (run.statuses->pdata[0], ==,
                   "Adobe got too many requests: trying again after 20 s…");
  g_assert_cmpuint (run.statuses->len, ==, 1);
}

/* All that repeat what the call says follow. */
static void
test_counts_down (Fixture       *self,
                  gconstpointer  data)
{
  InletClock *clock = inlet_context_get_clock (self->context);
  g_auto (Run) run;

  inlet_clock_set_speed (clock, 10);
  inlet_clock_set_is_watched (clock, TRUE);
  answer_with (self, 429, 1);
  self->retry_after = "20";
  start (&run, self, self->pasted);
  finish (&run, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (run.statuses->pdata[0], ==,
                   "Adobe got too many requests: trying again after 20 s…");
  g_assert_cmpuint (run.statuses->len, >, 1);
}

static void
test_asked_for_too_much_patience (Fixture       *self,
                                  gconstpointer  data)
{
  g_auto (Run) run;

  answer_with (self, 429, 1);
  self->retry_after = "3600";
  start (&run, self, self->pasted);
  finish (&run, INLET_CONNECTION_FAILED);
  g_assert_cmpuint (self->requests->len, ==, 1);
}

static void
test_gives_up (Fixture       *self,
               gconstpointer  data)
{
  g_auto (Run) run;
  InletProblem *problem = NULL;

  answer_with (self, 429, 10);
  start (&run, self, self->pasted);
  finish (&run, INLET_CONNECTION_FAILED);
  problem = inlet_connection_get_problem (run.connection);
  g_assert_cmpuint (self->requests->len, ==, 4);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_BUSY);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_REFUSED);
}

static void
test_unavailable (Fixture       *self,
                  gconstpointer  data)
{
  g_auto (Run) gateway;
  g_auto (Run) flow_service;

  self->retry_after = "1";
  answer_with (self, 503, 1);
  start (&gateway, self, self->pasted);
  finish (&gateway, INLET_CONNECTION_CREATED);
  g_assert_cmpuint (self->requests->len, ==, 2);

  self->refusal = "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1103-503\"}";
  answer_with (self, 503, 1);
  start (&flow_service, self, self->pasted);
  finish (&flow_service, INLET_CONNECTION_FAILED);
  g_assert_cmpuint (self->requests->len, ==, 3);
}

/* A port that nobody listens on, until it is listened on. */
static guint16
find_port (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_assert_true (g_socket_bind (socket, address, FALSE, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

static InletAccount *
add_account (Fixture    *self,
             const char *url)
{
  g_autoptr (InletSecrets) token = secrets_with (INLET_SECRET_ACCESS_TOKEN, "pasted");
  g_autofree char *id = g_uuid_string_random ();
  InletAccount *account = g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", "Other",
                                        "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                                        "api-key", "key",
                                        "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                                        "platform-url", url, NULL);

  save (self, INLET_PROFILE (account), token);
  return account;
}

static void
test_refused_then_accepted (Fixture       *self,
                            gconstpointer  data)
{
  guint16 port = find_port ();
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (InletAccount) account = add_account (self, url);
  g_autoptr (GError) error = NULL;
  g_auto (Run) run;

  start (&run, self, account);
  wait_until (run.statuses->len > 0);
  g_assert_cmpstr (run.statuses->pdata[0], ==,
                   "Adobe couldn’t be reached: trying again after 1 s…");
  soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  finish (&run, INLET_CONNECTION_CREATED);
  g_assert_cmpuint (self->made->len, ==, 1);
}

static void
test_never_reached (Fixture       *self,
                    gconstpointer  data)
{
  g_auto (Run) run;

  start (&run, self, self->unreached);
  finish (&run, INLET_CONNECTION_FAILED);
  g_assert_cmpuint (run.statuses->len, ==, 3);
  g_assert_cmpint (inlet_problem_get_certainty (inlet_connection_get_problem (run.connection)), ==,
                   INLET_CERTAINTY_NOT_SENT);
}

/* Whatever the reply is or is not, a create whose request arrived is sent once. */
static void
test_lost_answer_is_never_repeated (Fixture       *self,
                                    gconstpointer  data)
{
  static const FaultStep scripts[][3] = {
    { FAULT_READ, FAULT_RESET },
    { FAULT_READ, FAULT_END },
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 502 Bad Gateway\r\nRetry-After: 1\r\n\r\n"), FAULT_END },
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 504 Timeout\r\nRetry-After: 1\r\n\r\n"), FAULT_END },
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{"), FAULT_END },
    { FAULT_READ, FAULT_SEND ("HTTP/1.1 200 OK\r\nRetry-After: 1\r\n\r\n{}"), FAULT_END },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++) {
    g_autoptr (FaultServer) server = fault_server_new ();
    g_autofree char *url = fault_server_dup_url (server, NULL, NULL);
    g_autoptr (InletAccount) account = NULL;
    g_autoptr (GAsyncResult) removed = NULL;
    g_auto (Run) run;

    fault_server_set_script (server, scripts[i]);
    account = add_account (self, url);
    start (&run, self, account);
    finish (&run, INLET_CONNECTION_UNCERTAIN);
    g_assert_cmpuint (fault_server_get_n_requests (server), ==, 1);
    g_assert_cmpuint (run.statuses->len, ==, 0);

    inlet_vault_remove_async (inlet_context_get_vault (self->context), INLET_PROFILE (account),
                              NULL, on_answered, &removed);
    wait_for_answer (&removed);
  }
}

/* Reading changes nothing, so that a cut line or a failing service is asked again. */
static void
test_reading_is_repeated (Fixture       *self,
                          gconstpointer  data)
{
  static const guint statuses[] = { 500, 502, 503, 504, 429 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autoptr (InletSync) sync = inlet_sync_new (self->context);
    g_autoptr (GAsyncResult) answer = NULL;
    g_autoptr (GPtrArray) findings = NULL;
    g_auto (Run) run;

    self->makes_anyway = TRUE;
    answer_with (self, 504, 1);
    start (&run, self, self->pasted);
    finish (&run, INLET_CONNECTION_UNCERTAIN);

    self->list_status = statuses[i];
    inlet_sync_run_async (sync, NULL, on_answered, &answer);
    wait_for_answer (&answer);
    findings = inlet_sync_run_finish (sync, answer, NULL);
    g_assert_no_error (inlet_sync_get_failure (sync));
    g_assert_cmpuint (findings->len, ==, 1);
    g_assert_cmpuint (count_requests (self, "GET"), ==, 2 * (i + 1));
  }
}

static void
test_cancelled_while_waiting (Fixture       *self,
                              gconstpointer  data)
{
  g_auto (Run) run;
  InletProblem *problem = NULL;

  inlet_clock_set_speed (inlet_context_get_clock (self->context), 1);
  answer_with (self, 429, 1);
  self->retry_after = "50";
  start (&run, self, self->pasted);
  wait_until (inlet_create_get_step (run.create) == INLET_CREATE_WAITING);
  g_cancellable_cancel (run.cancellable);
  finish (&run, INLET_CONNECTION_FAILED);
  problem = inlet_connection_get_problem (run.connection);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_INTERRUPTED);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpuint (self->requests->len, ==, 1);
}

/* Of many who sign in at once, one is throttled and waits for all. Those who are there by then see
 * it. */
static void
test_sign_in_throttled (Fixture       *self,
                        gconstpointer  data)
{
  Run runs[5];
  guint n_statuses = 0;

  self->sign_in_status = 429;
  self->retry_after = "2";
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    start (&runs[i], self, self->account);

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++) {
    finish (&runs[i], INLET_CONNECTION_CREATED);
    n_statuses += runs[i].statuses->len;
    run_clear (&runs[i]);
  }
  g_assert_cmpuint (n_statuses, >=, 1);
  g_assert_cmpuint (count_requests (self, "/ims/"), ==, 2);
  g_assert_cmpuint (self->made->len, ==, G_N_ELEMENTS (runs));
}

static void
test_cancelled_while_signing_in_waits (Fixture       *self,
                                       gconstpointer  data)
{
  g_auto (Run) run;

  inlet_clock_set_speed (inlet_context_get_clock (self->context), 1);
  self->sign_in_status = 429;
  self->retry_after = "50";
  start (&run, self, self->account);
  wait_until (run.statuses->len > 0);
  g_cancellable_cancel (run.cancellable);
  finish (&run, INLET_CONNECTION_FAILED);
  g_assert_cmpuint (self->requests->len, ==, 1);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/call/", name, NULL);

  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("throttled-twice", test_throttled_twice);
  add ("retry-after", test_retry_after);
  add ("counts-down", test_counts_down);
  add ("asked-for-too-much-patience", test_asked_for_too_much_patience);
  add ("gives-up", test_gives_up);
  add ("unavailable", test_unavailable);
  add ("refused-then-accepted", test_refused_then_accepted);
  add ("never-reached", test_never_reached);
  add ("lost-answer-is-never-repeated", test_lost_answer_is_never_repeated);
  add ("reading-is-repeated", test_reading_is_repeated);
  add ("cancelled-while-waiting", test_cancelled_while_waiting);
  add ("sign-in-throttled", test_sign_in_throttled);
  add ("cancelled-while-signing-in-waits", test_cancelled_while_signing_in_waits);

  return g_test_run ();
}
