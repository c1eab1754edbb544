/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-clock.h"

struct _InletClock
{
  GObject parent_instance;

  guint   speed;
  gint64  set_at;    /* when the speed was set, of the world's time */
  gint64  before;    /* of this clock, then; both in microseconds */
};

G_DEFINE_FINAL_TYPE (InletClock, inlet_clock, G_TYPE_OBJECT)

static gint64
get_microseconds (InletClock *self)
{
  return self->before + (g_get_monotonic_time () - self->set_at) * self->speed;
}

static void
inlet_clock_class_init (InletClockClass *klass)
{
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
