/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-wait.h"

#define TITLE "Adobe got too many requests"

typedef struct
{
  InletClock *clock;
  InletPace  *pace;
  InletWait  *wait;
  GPtrArray  *said;       /* of texts, "" for nothing */
  guint       n_seconds;  /* that were told */
  guint       hide_after; /* so many texts nobody looks on any more; 0: goes on looking */
} Wait;

static InletProblem *
read_reply (guint       status,
            const char *retry_after)
{
  const char *headers[] = { "Retry-After", retry_after, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (InletReply) reply = inlet_reply_new (status, NULL, headers, bytes);

  return inlet_problem_new_from_reply (reply, NULL);
}

static void
on_said (InletWait  *wait,
         GParamSpec *pspec,
         Wait       *self)
{
  const char *status = inlet_wait_get_status (wait);

  g_ptr_array_add (self->said, g_strdup (status != NULL ? status : ""));
  if (self->said->len == self->hide_after)
    inlet_clock_set_is_watched (self->clock, FALSE);
}

static void
on_second (Wait *self)
{
  self->n_seconds++;
}

static void
set_up (Wait          *self,
        gconstpointer  data)
{
  self->clock = inlet_clock_new ();
  inlet_clock_set_speed (self->clock, 100);
  inlet_clock_set_is_watched (self->clock, TRUE);
  self->pace = inlet_pace_new (self->clock);
  self->wait = inlet_wait_new (self->clock, self->pace);
  self->said = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->wait, "notify::status", G_CALLBACK (on_said), self);
  g_signal_connect_swapped (self->clock, "second-passed", G_CALLBACK (on_second), self);
}

static void
tear_down (Wait          *self,
           gconstpointer  data)
{
  g_ptr_array_unref (self->said);
  g_assert_finalize_object (self->wait);
  g_assert_finalize_object (self->pace);
  g_assert_finalize_object (self->clock);
}

static gboolean
on_passed (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* By the clock, which is not the world's. */
static void
let_pass (Wait   *self,
          gint64  milliseconds)
{
  g_autoptr (GSource) source = inlet_clock_create_timeout (self->clock, milliseconds, NULL);
  gboolean has_passed = FALSE;

  g_source_set_callback (source, on_passed, &has_passed, NULL);
  g_source_attach (source, NULL);
  while (!has_passed)
    g_main_context_iteration (NULL, TRUE);
}

static const char *
last_said (Wait *self)
{
  return self->said->pdata[self->said->len - 1];
}

/* A text that is said at a busy moment may leave out a second, but never goes back. */
static void
assert_counts_down (Wait       *self,
                    const char *words,
                    int         first)
{
  int before = first + 1;

  g_assert_cmpuint (self->said->len, >, 1);
  for (guint i = 0; i < self->said->len; i++) {
    g_autofree char *start = g_strdup_printf (TITLE ": %s ", words);
    const char *text = self->said->pdata[i];
    int seconds = 0;

    g_assert_true (g_str_has_prefix (text, start));
    seconds = atoi (text + strlen (start));
    g_assert_cmpint (seconds, <, before);
    g_assert_cmpint (seconds, >=, 1);
    before = seconds;
  }
}

static void
test_counts_down (Wait          *self,
                  gconstpointer  data)
{
  g_autoptr (InletProblem) problem = read_reply (429, "20");

  inlet_wait_for_try (self->wait, problem, 20400);
  g_assert_cmpstr (inlet_wait_get_status (self->wait), ==,
                   TITLE ": trying again after 20 s…");
  wait_until (g_str_equal (last_said (self), TITLE ": trying again after 1 s…"));
  assert_counts_down (self, "trying again after", 20);

  inlet_wait_end (self->wait);
  g_assert_null (inlet_wait_get_status (self->wait));
}

/* As in the terminal. */
static void
test_is_said_once (Wait          *self,
                   gconstpointer  data)
{
  g_autoptr (InletProblem) problem = read_reply (429, "20");

  inlet_clock_set_is_watched (self->clock, FALSE);
  inlet_wait_for_try (self->wait, problem, 20000);
  let_pass (self, 10 * 1000);
  g_assert_cmpuint (self->said->len, ==, 1);
  g_assert_cmpuint (self->n_seconds, ==, 0);

  /* Who looks later sees what is left. */
  inlet_clock_set_is_watched (self->clock, TRUE);
  wait_until (self->said->len > 1);
  assert_counts_down (self, "trying again after", 20);
  g_assert_cmpint (atoi (last_said (self) + strlen (TITLE ": trying again after ")), <=, 10);
}

static void
test_stops_when_hidden (Wait          *self,
                        gconstpointer  data)
{
  g_autoptr (InletProblem) problem = read_reply (429, "60");

  self->hide_after = 3;
  inlet_wait_for_try (self->wait, problem, 60000);
  wait_until (self->said->len == 3);
  let_pass (self, 10 * 1000);
  g_assert_cmpuint (self->said->len, ==, 3);
  g_assert_cmpuint (self->n_seconds, ==, 2);
}

static void
test_stops_when_over (Wait          *self,
                      gconstpointer  data)
{
  g_autoptr (InletProblem) problem = read_reply (429, "60");
  guint n_seconds = 0;

  inlet_wait_for_try (self->wait, problem, 60000);
  wait_until (self->said->len == 2);
  inlet_wait_end (self->wait);
  n_seconds = self->n_seconds;
  let_pass (self, 10 * 1000);
  g_assert_cmpstr (last_said (self), ==, "");

  /* The one that was under way. */
  g_assert_cmpuint (self->n_seconds, <=, n_seconds + 1);
}

static void
test_nothing_waits (Wait          *self,
                    gconstpointer  data)
{
  inlet_clock_set_is_watched (self->clock, FALSE);
  inlet_clock_set_is_watched (self->clock, TRUE);
  inlet_wait_repeat (self->wait, "Signing in…");
  let_pass (self, 10 * 1000);
  g_assert_cmpuint (self->n_seconds, ==, 0);
  g_assert_cmpstr (inlet_wait_get_status (self->wait), ==, "Signing in…");
}

static void
on_let_in (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(guint *) user_data = inlet_pace_enter_finish (INLET_PACE (source), result, NULL);
}

/* What was refused closes the gate, for this one too. */
static void
close_gate (Wait       *self,
            const char *retry_after)
{
  g_autoptr (InletProblem) problem = read_reply (429, retry_after);
  guint pass = 0;

  inlet_pace_enter_async (self->pace, NULL, on_let_in, &pass);
  wait_until (pass != 0);
  inlet_pace_leave (self->pace, pass, problem);
}

static void
test_at_the_gate (Wait          *self,
                  gconstpointer  data)
{
  inlet_wait_at_gate (self->wait);
  g_assert_null (inlet_wait_get_status (self->wait));

  close_gate (self, "5");
  g_assert_nonnull (inlet_wait_get_status (self->wait));
  wait_until (g_str_equal (last_said (self), ""));

  g_ptr_array_set_size (self->said, 0);
  inlet_clock_set_speed (self->clock, 20);
  close_gate (self, "60");
  wait_until (self->said->len > 2);
  assert_counts_down (self, "going on after", 60);

  /* It is of no concern to who has gone through. */
  inlet_wait_end (self->wait);
  let_pass (self, 2000);
  g_assert_null (inlet_wait_get_status (self->wait));
}

static void
add (const char *name,
     void      (*test)(Wait *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/wait/", name, NULL);

  g_test_add (path, Wait, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("counts-down", test_counts_down);
  add ("is-said-once", test_is_said_once);
  add ("stops-when-hidden", test_stops_when_hidden);
  add ("stops-when-over", test_stops_when_over);
  add ("nothing-waits", test_nothing_waits);
  add ("at-the-gate", test_at_the_gate);

  return g_test_run ();
}
