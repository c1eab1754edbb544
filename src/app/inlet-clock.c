/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-clock.h"

struct _InletClock
{
  GObject parent_instance;

  guint    speed;
  gint64   set_at;    /* when the speed was set, of the world's time */
  gint64   before;    /* of this clock, then; both in microseconds */

  GSource *second;    /* (owned) (nullable): until the next one has passed */
  gboolean is_asked;  /* for the next one */
  gboolean is_watched;
};

enum {
  SECOND_PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletClock, inlet_clock, G_TYPE_OBJECT)

static gint64
get_microseconds (InletClock *self)
{
  return self->before + (g_get_monotonic_time () - self->set_at) * self->speed;
}

static void
clear_second (InletClock *self)
{
  if (self->second != NULL)
    g_source_destroy (self->second);
  g_clear_pointer (&self->second, g_source_unref);
}

static gboolean
on_second_passed (gpointer user_data)
{
  g_autoptr (InletClock) self = g_object_ref (user_data);

  self->is_asked = FALSE;
  g_signal_emit (self, signals[SECOND_PASSED], 0);
  if (self->is_asked && self->is_watched)
    return G_SOURCE_CONTINUE;

  clear_second (self);
  return G_SOURCE_REMOVE;
}

static void
update_second (InletClock *self)
{
  if (!self->is_asked || !self->is_watched) {
    clear_second (self);
  } else if (self->second == NULL) {
    self->second = inlet_clock_create_timeout (self, 1000, NULL);
    g_source_set_callback (self->second, on_second_passed, self, NULL);
    g_source_attach (self->second, g_main_context_get_thread_default ());
  }
}

static void
inlet_clock_dispose (GObject *object)
{
  clear_second (INLET_CLOCK (object));

  G_OBJECT_CLASS (inlet_clock_parent_class)->dispose (object);
}

static void
inlet_clock_class_init (InletClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_clock_dispose;

  signals[SECOND_PASSED] =
    g_signal_new ("second-passed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);
}

static void
inlet_clock_init (InletClock *self)
{
  self->speed = 1;
  self->set_at = g_get_monotonic_time ();
}

InletClock *
inlet_clock_new (void)
{
  return g_object_new (INLET_TYPE_CLOCK, NULL);
}

void
inlet_clock_set_speed (InletClock *self,
                       guint       speed)
{
  g_return_if_fail (INLET_IS_CLOCK (self));
  g_return_if_fail (speed > 0);

  self->before = get_microseconds (self);
  self->set_at = g_get_monotonic_time ();
  self->speed = speed;
}

gint64
inlet_clock_get_time (InletClock *self)
{
  g_return_val_if_fail (INLET_IS_CLOCK (self), 0);

  return get_microseconds (self) / 1000;
}

GSource *
inlet_clock_create_timeout (InletClock   *self,
                            gint64        milliseconds,
                            GCancellable *cancellable)
{
  g_autoptr (GSource) cancelled = NULL;
  GSource *timeout = NULL;

  g_return_val_if_fail (INLET_IS_CLOCK (self), NULL);
  g_return_val_if_fail (milliseconds >= 0, NULL);

  timeout = g_timeout_source_new (MIN (milliseconds / self->speed, G_MAXINT));
  if (cancellable != NULL) {
    cancelled = g_cancellable_source_new (cancellable);
    g_source_set_dummy_callback (cancelled);
    g_source_add_child_source (timeout, cancelled);
  }

  return timeout;
}

void
inlet_clock_set_is_watched (InletClock *self,
                            gboolean    is_watched)
{
  g_return_if_fail (INLET_IS_CLOCK (self));

  self->is_watched = is_watched;
  update_second (self);
}

void
inlet_clock_ask_for_second (InletClock *self)
{
  g_return_if_fail (INLET_IS_CLOCK (self));

  self->is_asked = TRUE;
  update_second (self);
}
