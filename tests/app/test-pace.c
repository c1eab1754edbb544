/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-error.h"
#include "inlet-pace.h"
#include "inlet-test.h"

#include <string.h>

/* Somebody at the gate. */
typedef struct
{
  GCancellable *cancellable;   /* (owned) */
  gboolean      is_answered;
  guint         order;         /* of the answer, among all of a test */
  guint         pass;
  GError       *error;         /* (owned) (nullable) */
} Caller;

static guint n_answers;

static void
on_let_in (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Caller *caller = user_data;

  caller->pass = inlet_pace_enter_finish (INLET_PACE (source), result, &caller->error);
  caller->order = n_answers++;
  caller->is_answered = TRUE;
}

static void
come (InletPace *pace,
      Caller    *callers,
      gsize      n)
{
  for (gsize i = 0; i < n; i++) {
    memset (&callers[i], 0, sizeof *callers);
    callers[i].cancellable = g_cancellable_new ();
    inlet_pace_enter_async (pace, callers[i].cancellable, on_let_in, &callers[i]);
  }
  while (g_main_context_iteration (NULL, FALSE));
}

static void
forget (Caller *callers,
        gsize   n)
{
  for (gsize i = 0; i < n; i++) {
    g_clear_object (&callers[i].cancellable);
    g_clear_error (&callers[i].error);
  }
}

static guint
count_inside (Caller *callers,
              gsize   n)
{
  guint n_inside = 0;

  for (gsize i = 0; i < n; i++)
    n_inside += callers[i].pass != 0;

  return n_inside;
}

static InletProblem *
read_reply (guint       status,
            const char *retry_after)
{
  const char *headers[] = { "Retry-After", retry_after, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (InletReply) reply =
    inlet_reply_new (status, NULL, retry_after != NULL ? headers : NULL, bytes);

  return inlet_problem_new_from_reply (reply, NULL);
}

/* Comes, is let in, and leaves with such a reply. */
static void
pass_through (InletPace  *pace,
              guint       status,
              const char *retry_after)
{
  g_autoptr (InletProblem) problem = status >= 400 ? read_reply (status, retry_after) : NULL;
  Caller caller;

  come (pace, &caller, 1);
  g_assert_no_error (caller.error);
  g_assert_cmpuint (caller.pass, >, 0);
  inlet_pace_leave (pace, caller.pass, problem);
  forget (&caller, 1);
}

static InletPace *
create_pace (InletClock **clock,
             guint        speed)
{
  *clock = inlet_clock_new ();
  inlet_clock_set_speed (*clock, speed);
  return inlet_pace_new (*clock);
}

static void
test_new_destroy (void)
{
  g_autoptr (InletClock) clock = NULL;
  InletPace *pace = create_pace (&clock, 1);

  g_assert_true (inlet_pace_is_open (pace));
  g_assert_null (inlet_pace_get_reason (pace));
  g_assert_cmpint (inlet_pace_get_wait (pace), ==, 0);
  g_assert_cmpuint (inlet_pace_get_limit (pace), ==, INLET_PACE_LIMIT);
  g_assert_finalize_object (pace);
}

/* One that is closed for a minute is let go as well. */
static void
test_destroyed_while_it_holds (void)
{
  g_autoptr (InletClock) clock = NULL;
  InletPace *pace = create_pace (&clock, 1);

  pass_through (pace, 429, "60");
  g_assert_finalize_object (pace);
}

static void
test_first_come_first_served (void)
{
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 1);
  Caller callers[INLET_PACE_LIMIT + 3];

  come (pace, callers, G_N_ELEMENTS (callers));
  g_assert_cmpuint (count_inside (callers, G_N_ELEMENTS (callers)), ==, INLET_PACE_LIMIT);
  g_assert_false (inlet_pace_is_open (pace));

  for (guint i = 0; i < 3; i++) {
    inlet_pace_leave (pace, callers[i].pass, NULL);
    while (g_main_context_iteration (NULL, FALSE));
    g_assert_cmpuint (count_inside (callers, G_N_ELEMENTS (callers)), ==, INLET_PACE_LIMIT + i + 1);
    g_assert_cmpuint (callers[INLET_PACE_LIMIT + i].pass, !=, 0);
  }
  for (guint i = 1; i < G_N_ELEMENTS (callers); i++)
    g_assert_cmpuint (callers[i].order, >, callers[i - 1].order);

  inlet_pace_leave (pace, callers[3].pass, NULL);
  g_assert_true (inlet_pace_is_open (pace));
  forget (callers, G_N_ELEMENTS (callers));
}

static void
on_reason (InletPace  *pace,
           GParamSpec *pspec,
           gpointer    user_data)
{
  guint *n_reasons = user_data;
  g_autoptr (InletProblem) reason = NULL;

  g_object_get (pace, "reason", &reason, NULL);
  g_assert_true (reason == inlet_pace_get_reason (pace));
  *n_reasons += reason != NULL;
}

/* Nobody is let in for as long as the reply says, and then half as many. */
static void
test_throttled (void)
{
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 1000);
  Caller callers[INLET_PACE_LIMIT];
  guint n_reasons = 0;
  gint64 before = inlet_clock_get_time (clock);

  g_signal_connect (pace, "notify::reason", G_CALLBACK (on_reason), &n_reasons);
  pass_through (pace, 429, "20");
  g_assert_cmpint (inlet_problem_get_status (inlet_pace_get_reason (pace)), ==, 429);
  g_assert_false (inlet_pace_is_open (pace));

  come (pace, callers, G_N_ELEMENTS (callers));
  wait_until (callers[0].is_answered);
  g_assert_cmpint (inlet_clock_get_time (clock) - before, >=, 20 * 1000);
  g_assert_null (inlet_pace_get_reason (pace));
  g_assert_cmpint (inlet_pace_get_wait (pace), ==, 0);
  g_assert_cmpuint (n_reasons, ==, 1);
  g_assert_cmpuint (inlet_pace_get_limit (pace), ==, INLET_PACE_LIMIT / 2);
  g_assert_cmpuint (count_inside (callers, G_N_ELEMENTS (callers)), ==, INLET_PACE_LIMIT / 2);
  forget (callers, G_N_ELEMENTS (callers));
}

/* Ten who were let in together and are all refused have learnt one thing. */
static void
test_one_burst_counts_once (void)
{
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 1000);
  g_autoptr (InletProblem) problem = read_reply (429, NULL);
  Caller callers[INLET_PACE_LIMIT], later;

  come (pace, callers, G_N_ELEMENTS (callers));
  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    inlet_pace_leave (pace, callers[i].pass, problem);
  g_assert_cmpuint (inlet_pace_get_limit (pace), ==, INLET_PACE_LIMIT / 2);

  come (pace, &later, 1);
  wait_until (later.is_answered);
  inlet_pace_leave (pace, later.pass, problem);
  g_assert_cmpuint (inlet_pace_get_limit (pace), ==, INLET_PACE_LIMIT / 4);
  forget (callers, G_N_ELEMENTS (callers));
  forget (&later, 1);
}

/* Never to none, and back by one for each five seconds that went well. */
static void
test_recovers_slowly (void)
{
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 10000);
  gint64 before = 0;

  for (guint i = 0; i < 6; i++) {
    pass_through (pace, 429, NULL);
    wait_until (inlet_pace_is_open (pace));
  }
  g_assert_cmpuint (inlet_pace_get_limit (pace), ==, 1);

  /* What was before the first round may count for it. */
  before = inlet_clock_get_time (clock);
  for (guint limit = 2; limit <= INLET_PACE_LIMIT; limit++) {
    while (inlet_pace_get_limit (pace) < limit)
      pass_through (pace, 200, NULL);
    g_assert_cmpuint (inlet_pace_get_limit (pace), ==, limit);
  }
  g_assert_cmpint (inlet_clock_get_time (clock) - before, >=, (INLET_PACE_LIMIT - 2) * 5000);

  before = inlet_clock_get_time (clock);
  while (inlet_clock_get_time (clock) - before < 6000)
    pass_through (pace, 200, NULL);
  g_assert_cmpuint (inlet_pace_get_limit (pace), ==, INLET_PACE_LIMIT);
}

/* Without a word from the service: 1, 2, 4, 8, and 8 seconds; and 1 again after one success. */
static void
test_backs_off (void)
{
  static const gint64 waits[] = { 1000, 2000, 4000, 8000, 8000 };
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 1000);

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++) {
    gint64 before = inlet_clock_get_time (clock);

    pass_through (pace, 429, NULL);
    g_assert_cmpint (inlet_pace_get_wait (pace), <=, waits[i]);
    wait_until (inlet_pace_is_open (pace));
    g_assert_cmpint (inlet_clock_get_time (clock) - before, >=, waits[i]);
  }

  pass_through (pace, 200, NULL);
  pass_through (pace, 429, NULL);
  g_assert_cmpint (inlet_pace_get_wait (pace), <=, 1000);
}

static void
test_what_slows_down (void)
{
  static const struct
  {
    guint       status;
    const char *retry_after;
    gboolean    is_slowed;
  } cases[] = {
    { 429, NULL, TRUE }, { 429, "2", TRUE }, { 503, "2", TRUE }, { 503, NULL, FALSE },
    { 500, "2", FALSE }, { 502, "2", FALSE }, { 401, NULL, FALSE }, { 404, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletClock) clock = NULL;
    g_autoptr (InletPace) pace = create_pace (&clock, 1);

    pass_through (pace, cases[i].status, cases[i].retry_after);
    g_assert_cmpint (inlet_pace_get_reason (pace) != NULL, ==, cases[i].is_slowed);
    g_assert_cmpuint (inlet_pace_get_limit (pace), ==,
                      cases[i].is_slowed ? INLET_PACE_LIMIT / 2 : INLET_PACE_LIMIT);
  }
}

/* A later reply that asks for less does not shorten what an earlier one has asked for. */
static void
test_longest_wait_counts (void)
{
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 1);
  g_autoptr (InletProblem) longer = read_reply (429, "30");
  g_autoptr (InletProblem) shorter = read_reply (429, "10");
  Caller callers[3];

  come (pace, callers, 3);
  inlet_pace_leave (pace, callers[0].pass, shorter);
  g_assert_cmpint (inlet_pace_get_wait (pace), <=, 10 * 1000);
  inlet_pace_leave (pace, callers[1].pass, longer);
  g_assert_cmpint (inlet_pace_get_wait (pace), >, 20 * 1000);
  inlet_pace_leave (pace, callers[2].pass, shorter);
  g_assert_cmpint (inlet_pace_get_wait (pace), >, 20 * 1000);
  forget (callers, 3);
}

/* Who would have to wait for an hour is told so, and somebody asks again a minute later. */
static void
test_nobody_waits_for_an_hour (void)
{
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 10000);
  g_autoptr (InletProblem) short_wait = read_reply (429, "30");
  g_autoptr (InletProblem) long_wait = read_reply (429, "3600");
  gint64 before = inlet_clock_get_time (clock);
  Caller callers[2], waiting, later;

  come (pace, callers, 2);
  inlet_pace_leave (pace, callers[0].pass, short_wait);
  come (pace, &waiting, 1);
  g_assert_false (waiting.is_answered);
  inlet_pace_leave (pace, callers[1].pass, long_wait);
  come (pace, &later, 1);

  for (gsize i = 0; i < 2; i++) {
    Caller *caller = i == 0 ? &waiting : &later;
    g_autoptr (InletProblem) problem = NULL;

    g_assert_error (caller->error, INLET_ERROR, INLET_ERROR_BUSY);
    problem = inlet_problem_new_from_error (caller->error);
    g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
    g_assert_cmpint (inlet_problem_get_retry_after (problem), ==, 3600);
  }

  wait_until (inlet_pace_is_open (pace));
  g_assert_cmpint (inlet_clock_get_time (clock) - before, >=, 60 * 1000);
  pass_through (pace, 200, NULL);
  forget (callers, 2);
  forget (&waiting, 1);
  forget (&later, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (InletClock) clock = NULL;
  g_autoptr (InletPace) pace = create_pace (&clock, 1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  Caller callers[INLET_PACE_LIMIT + 2], before = { 0 };

  come (pace, callers, G_N_ELEMENTS (callers));
  g_cancellable_cancel (callers[INLET_PACE_LIMIT].cancellable);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_error (callers[INLET_PACE_LIMIT].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The next one's turn comes instead. */
  inlet_pace_leave (pace, callers[0].pass, NULL);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (callers[INLET_PACE_LIMIT + 1].pass, >, 0);

  g_cancellable_cancel (cancelled);
  inlet_pace_enter_async (pace, cancelled, on_let_in, &before);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_error (before.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Who is inside has to leave, cancelled or not: nine are. */
  inlet_pace_leave (pace, callers[1].pass, NULL);
  come (pace, callers, 1);
  g_cancellable_cancel (callers[0].cancellable);
  g_assert_cmpuint (callers[0].pass, >, 0);
  g_assert_false (inlet_pace_is_open (pace));
  g_clear_error (&before.error);
  forget (callers, G_N_ELEMENTS (callers));
}

static void
on_status (InletCreate *create,
           GParamSpec  *pspec,
           gpointer     user_data)
{
  char **last = user_data;

  if (strchr (inlet_create_get_status (create), ':') != NULL) {
    g_free (*last);
    *last = g_strdup (inlet_create_get_status (create));
  }
}

static InletCreate *
start_create (Fixture       *self,
              InletAccount  *account,
              GCancellable  *cancellable,
              char         **status,
              GAsyncResult **answer)
{
  g_autoptr (InletDraft) draft = draft_for (self, account);
  InletCreate *create = inlet_create_new (self->context, draft);

  inlet_create_set_again (create, TRUE);
  g_signal_connect (create, "notify::status", G_CALLBACK (on_status), status);
  inlet_create_run_async (create, cancellable, on_answered, answer);
  return create;
}

/* One account's 429 keeps another account's create at the same platform from being sent; it says
 * so; its row is on the disk; and cancelled there, nothing was made. */
static void
test_create_waits_at_the_gate (Fixture       *self,
                               gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first_answer = NULL, answer = NULL;
  g_autofree char *first_status = NULL, *status = NULL;
  g_autoptr (InletCreate) first = NULL, create = NULL;
  g_autoptr (InletConnection) connection = NULL, first_connection = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  InletProblem *problem = NULL;

  inlet_clock_set_speed (inlet_context_get_clock (self->context), 1);
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (429));
  self->retry_after = "50";
  first = start_create (self, self->pasted, cancellable, &first_status, &first_answer);
  wait_until (first_status != NULL);
  g_assert_cmpstr (first_status, ==, "Adobe got too many requests: trying again after 50 s…");

  create = start_create (self, self->account, cancellable, &status, &answer);
  wait_until (status != NULL);
  g_assert_true (g_str_has_prefix (status, "Adobe got too many requests: going on after "));
  rows = read_history (self);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (inlet_connection_get_state (rows->pdata[0]), ==, INLET_CONNECTION_SENDING);

  g_cancellable_cancel (cancellable);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_FAILED);
  problem = inlet_connection_get_problem (connection);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
  wait_for_answer (&first_answer);
  first_connection = inlet_create_run_finish (first, first_answer, NULL);
  g_assert_nonnull (first_connection);
  g_assert_cmpuint (count_requests (self, "POST /data"), ==, 1);
}

/* The same, waited for: both are made, each by one more request. */
static void
test_all_go_on (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GAsyncResult) first_answer = NULL, answer = NULL;
  g_autofree char *first_status = NULL, *status = NULL;
  g_autoptr (InletCreate) first = NULL, create = NULL;
  g_autoptr (InletConnection) first_connection = NULL, connection = NULL;

  inlet_clock_set_speed (inlet_context_get_clock (self->context), 100);
  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (429));
  self->retry_after = "50";
  first = start_create (self, self->pasted, NULL, &first_status, &first_answer);
  wait_until (first_status != NULL);
  create = start_create (self, self->pasted, NULL, &status, &answer);

  wait_for_answer (&first_answer);
  wait_for_answer (&answer);
  first_connection = inlet_create_run_finish (first, first_answer, NULL);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (first_connection), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpuint (count_requests (self, "POST /data"), ==, 3);
  g_assert_cmpuint (self->made->len, ==, 2);
}

/* Each platform has a gate of its own, however its address is written. */
static void
test_one_for_each_address (Fixture       *self,
                           gconstpointer  data)
{
  InletSignIn *sign_in = inlet_context_get_sign_in (self->context);
  InletPace *pace = inlet_sign_in_get_pace (sign_in, "https://platform.adobe.io");

  g_assert_true (pace == inlet_sign_in_get_pace (sign_in, "https://Platform.adobe.io:443/"));
  g_assert_true (pace != inlet_sign_in_get_pace (sign_in, "https://ims-na1.adobelogin.com"));
}

/* Waiting for no more than its turn is not worth a word, and is not testing yet. */
static void
test_full (Fixture       *self,
           gconstpointer  data)
{
  InletPace *pace =
    inlet_sign_in_get_pace (inlet_context_get_sign_in (self->context),
                            inlet_account_get_platform_url (self->pasted));
  g_autoptr (InletCreate) create = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autofree char *status = NULL;
  Caller callers[INLET_PACE_LIMIT];

  come (pace, callers, G_N_ELEMENTS (callers));
  create = start_create (self, self->pasted, NULL, &status, &answer);
  wait_until (inlet_create_get_step (create) == INLET_CREATE_WAITING);
  g_assert_null (status);
  g_assert_cmpuint (self->requests->len, ==, 0);

  inlet_pace_leave (pace, callers[0].pass, NULL);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);

  /* It has left: another fits in, and no more. */
  come (pace, callers, 1);
  g_assert_cmpuint (callers[0].pass, >, 0);
  g_assert_false (inlet_pace_is_open (pace));
  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    inlet_pace_leave (pace, callers[i].pass, NULL);
  forget (callers, G_N_ELEMENTS (callers));
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/pace/", name, NULL);

  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/pace/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/app/pace/destroyed-while-it-holds", test_destroyed_while_it_holds);
  g_test_add_func ("/inlet/app/pace/first-come-first-served", test_first_come_first_served);
  g_test_add_func ("/inlet/app/pace/throttled", test_throttled);
  g_test_add_func ("/inlet/app/pace/one-burst-counts-once", test_one_burst_counts_once);
  g_test_add_func ("/inlet/app/pace/recovers-slowly", test_recovers_slowly);
  g_test_add_func ("/inlet/app/pace/backs-off", test_backs_off);
  g_test_add_func ("/inlet/app/pace/what-slows-down", test_what_slows_down);
  g_test_add_func ("/inlet/app/pace/longest-wait-counts", test_longest_wait_counts);
  g_test_add_func ("/inlet/app/pace/nobody-waits-for-an-hour", test_nobody_waits_for_an_hour);
  g_test_add_func ("/inlet/app/pace/cancelled", test_cancelled);
  add ("create-waits-at-the-gate", test_create_waits_at_the_gate);
  add ("all-go-on", test_all_go_on);
  add ("one-for-each-address", test_one_for_each_address);
  add ("full", test_full);

  return g_test_run ();
}
