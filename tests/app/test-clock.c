/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-clock.h"

static void
test_new_destroy (void)
{
  InletClock *clock = inlet_clock_new ();

  g_assert_cmpint (inlet_clock_get_time (clock), <, 1000);
  g_assert_finalize_object (clock);
}

static void
test_speed (void)
{
  g_autoptr (InletClock) clock = inlet_clock_new ();
  gint64 before = 0, after = 0;

  inlet_clock_set_speed (clock, 1000000);
  before = inlet_clock_get_time (clock);
  g_usleep (1000);
  after = inlet_clock_get_time (clock);
  g_assert_cmpint (after - before, >=, 1000 * 1000);

  /* What has passed has passed. */
  inlet_clock_set_speed (clock, 1);
  g_assert_cmpint (inlet_clock_get_time (clock), >=, after);
}

static gboolean
on_ready (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static GSource *
attach (InletClock   *clock,
        gint64        milliseconds,
        GCancellable *cancellable,
        gboolean     *is_ready)
{
  GSource *source = inlet_clock_create_timeout (clock, milliseconds, cancellable);

  g_source_set_callback (source, on_ready, is_ready, NULL);
  g_source_attach (source, NULL);
  return source;
}

static void
test_timeout (void)
{
  g_autoptr (InletClock) clock = inlet_clock_new ();
  g_autoptr (GSource) source = NULL;
  gboolean is_ready = FALSE;
  gint64 before = 0;

  inlet_clock_set_speed (clock, 1000);
  before = inlet_clock_get_time (clock);
  source = attach (clock, 20 * 1000, NULL, &is_ready);
  while (!is_ready)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (inlet_clock_get_time (clock) - before, >=, 20 * 1000);
}

static void
test_cancelled (void)
{
  g_autoptr (InletClock) clock = inlet_clock_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSource) source = NULL;
  gboolean is_ready = FALSE;

  source = attach (clock, 1000 * 1000, cancellable, &is_ready);
  g_assert_false (g_main_context_iteration (NULL, FALSE));
  g_cancellable_cancel (cancellable);
  while (!is_ready)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (inlet_clock_get_time (clock), <, 1000 * 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/clock/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/app/clock/speed", test_speed);
  g_test_add_func ("/inlet/app/clock/timeout", test_timeout);
  g_test_add_func ("/inlet/app/clock/cancelled", test_cancelled);

  return g_test_run ();
}
