/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-retry.h"

#include <string.h>

#define GATEWAY "{\"error_code\":\"429050\",\"message\":\"Too many requests\"}"
#define FLOW "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1103-503\",\"status\":503}"
#define LEGACY "{\"errorMessage\":\"busy\",\"errorDetails\":\"busy\"}"
#define HTML "<html><body>Service Unavailable</body></html>"

static InletProblem *
read_reply (guint       status,
            const char *body,
            const char *retry_after)
{
  const char *headers[] = { "Retry-After", retry_after, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (InletReply) reply = inlet_reply_new (status, NULL,
                                                  retry_after != NULL ? headers : NULL,
                                                  bytes);

  return inlet_problem_new_from_reply (reply, NULL);
}

/* Every documented status, in every family: what is made again at once, and only that. */
static void
test_replies (void)
{
  static const struct
  {
    guint       status;
    const char *body;
    const char *retry_after;
    gboolean    of_change;
    gboolean    of_reading;
  } cases[] = {
    { 429, GATEWAY, NULL, TRUE, TRUE }, { 429, GATEWAY, "2", TRUE, TRUE },
    { 429, LEGACY, NULL, TRUE, TRUE }, { 429, HTML, NULL, TRUE, TRUE },
    { 503, HTML, "2", TRUE, TRUE }, { 503, GATEWAY, "0", TRUE, TRUE },
    { 503, HTML, NULL, FALSE, TRUE }, { 503, HTML, "soon", FALSE, TRUE },
    { 503, FLOW, "2", FALSE, TRUE }, { 503, FLOW, NULL, FALSE, TRUE },
    { 408, HTML, "2", FALSE, TRUE }, { 500, FLOW, "2", FALSE, TRUE },
    { 502, HTML, "2", FALSE, TRUE }, { 504, GATEWAY, "2", FALSE, TRUE },
    { 501, HTML, "2", FALSE, FALSE }, { 505, HTML, "2", FALSE, FALSE },
    { 200, LEGACY, "2", FALSE, FALSE }, { 302, HTML, "2", FALSE, FALSE },
    { 400, LEGACY, "2", FALSE, FALSE }, { 401, GATEWAY, "2", FALSE, FALSE },
    { 403, GATEWAY, "2", FALSE, FALSE }, { 404, LEGACY, "2", FALSE, FALSE },
    { 409, LEGACY, "2", FALSE, FALSE }, { 412, LEGACY, "2", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletProblem) problem = read_reply (cases[i].status, cases[i].body,
                                                   cases[i].retry_after);
    InletRetry of_change = { 0 }, of_reading = { 0 };

    g_test_message ("%u %s", cases[i].status, cases[i].body);
    g_assert_cmpint (inlet_retry_next (&of_change, problem, TRUE) >= 0, ==, cases[i].of_change);
    g_assert_cmpint (inlet_retry_next (&of_reading, problem, FALSE) >= 0, ==, cases[i].of_reading);
  }
}

static void
test_line (void)
{
  static const struct
  {
    InletErrorCode code;
    InletCertainty certainty;
    gboolean       of_change;
    gboolean       of_reading;
  } cases[] = {
    { INLET_ERROR_OFFLINE, INLET_CERTAINTY_NOT_SENT, TRUE, TRUE },
    { INLET_ERROR_TIMED_OUT, INLET_CERTAINTY_NOT_SENT, FALSE, FALSE },
    { INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN, FALSE, TRUE },
    { INLET_ERROR_OFFLINE, INLET_CERTAINTY_UNKNOWN, FALSE, TRUE },
    { INLET_ERROR_TIMED_OUT, INLET_CERTAINTY_UNKNOWN, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletProblem) plain = inlet_problem_new (cases[i].code, NULL);
    g_autoptr (InletProblem) certain = inlet_problem_with_certainty (plain, cases[i].certainty);
    g_autoptr (InletProblem) passing = inlet_problem_as_passing (certain);
    InletRetry retry = { 0 }, of_change = { 0 }, of_reading = { 0 };

    g_assert_cmpint (inlet_retry_next (&retry, certain, FALSE), ==, -1);
    g_assert_cmpint (inlet_retry_next (&of_change, passing, TRUE) >= 0, ==, cases[i].of_change);
    g_assert_cmpint (inlet_retry_next (&of_reading, passing, FALSE) >= 0, ==, cases[i].of_reading);
  }
}

static void
test_backs_off_and_ends (void)
{
  g_autoptr (InletProblem) problem = read_reply (429, GATEWAY, NULL);

  /* The waits are drawn. */
  for (guint i = 0; i < 100; i++) {
    InletRetry retry = { 0 };

    for (gint64 backoff = 1000; backoff <= 4000; backoff *= 2) {
      gint64 wait = inlet_retry_next (&retry, problem, TRUE);

      g_assert_cmpint (wait, >=, backoff);
      g_assert_cmpint (wait, <, backoff * 3 / 2);
    }
    g_assert_cmpint (inlet_retry_next (&retry, problem, TRUE), ==, -1);
  }
}

static void
test_waits_as_it_is_asked (void)
{
  g_autoptr (InletProblem) long_wait = read_reply (429, GATEWAY, "25");
  g_autoptr (InletProblem) short_wait = read_reply (429, GATEWAY, "1");
  g_autoptr (InletProblem) too_long = read_reply (429, GATEWAY, "61");
  InletRetry retry = { 0 }, other = { 0 }, none = { 0 };
  gint64 wait = inlet_retry_next (&retry, long_wait, TRUE);

  g_assert_cmpint (wait, >=, 25000);
  g_assert_cmpint (wait, <, 26000);
  wait = inlet_retry_next (&retry, long_wait, TRUE);
  g_assert_cmpint (wait, >=, 25000);
  /* A minute would be over. */
  g_assert_cmpint (inlet_retry_next (&retry, long_wait, TRUE), ==, -1);

  inlet_retry_next (&other, short_wait, TRUE);
  inlet_retry_next (&other, short_wait, TRUE);
  g_assert_cmpint (inlet_retry_next (&other, short_wait, TRUE), >=, 4000);

  g_assert_cmpint (inlet_retry_next (&none, too_long, TRUE), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/retry/replies", test_replies);
  g_test_add_func ("/inlet/app/retry/line", test_line);
  g_test_add_func ("/inlet/app/retry/backs-off-and-ends", test_backs_off_and_ends);
  g_test_add_func ("/inlet/app/retry/waits-as-it-is-asked", test_waits_as_it_is_asked);

  return g_test_run ();
}
