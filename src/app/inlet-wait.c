/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-wait.h"

#include "inlet-set-string.h"

#include <glib/gi18n.h>

struct _InletWait
{
  GObject       parent_instance;

  InletClock   *clock;      /* (owned) */
  InletPace    *pace;       /* (owned) */
  gboolean      is_at_gate;
  InletProblem *problem;    /* (owned) (nullable): after which another try is waited for */
  gint64        end;        /* of that, by the clock */
  char         *status;     /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletWait, inlet_wait, G_TYPE_OBJECT)

static void
set_status (InletWait  *self,
            const char *status)
{
  if (inlet_set_string (&self->status, status))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static char *
build_status (InletWait    *self,
              InletProblem *reason,
              gint64        milliseconds)
{
  int seconds = (int) MAX ((milliseconds + 999) / 1000, 1);

  if (self->is_at_gate)
    /* TRANSLATORS: what went wrong, such as “Adobe got too many requests”, and a number of seconds.
     * This request was not sent yet. */
    return g_strdup_printf (_("%s: going on after %d s…"), inlet_problem_get_title (reason),
                            seconds);

  /* TRANSLATORS: what went wrong, such as “Adobe has too much to do”, and a number of seconds. */
  return g_strdup_printf (_("%s: trying again after %d s…"), inlet_problem_get_title (reason),
                          seconds);
}

static void
tell (InletWait    *self,
      InletProblem *reason,
      gint64        milliseconds)
{
  g_autofree char *status = build_status (self, reason, milliseconds);

  inlet_clock_ask_for_second (self->clock);
  set_status (self, status);
}

static void
on_second_passed (InletWait *self)
{
  InletProblem *reason = inlet_pace_get_reason (self->pace);

  if (self->is_at_gate && reason != NULL)
    tell (self, reason, inlet_pace_get_wait (self->pace));
  else if (self->problem != NULL)
    tell (self, self->problem, self->end - inlet_clock_get_time (self->clock));
}

static void
on_reason_changed (InletWait *self)
{
  if (self->is_at_gate && inlet_pace_get_reason (self->pace) == NULL)
    set_status (self, NULL);
  else if (self->is_at_gate)
    on_second_passed (self);
}

static void
inlet_wait_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, INLET_WAIT (object)->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_wait_dispose (GObject *object)
{
  InletWait *self = INLET_WAIT (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->pace);
  g_clear_object (&self->problem);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (inlet_wait_parent_class)->dispose (object);
}

static void
inlet_wait_class_init (InletWaitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inlet_wait_get_property;
  object_class->dispose = inlet_wait_dispose;

  props[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_wait_init (InletWait *self)
{
}

InletWait *
inlet_wait_new (InletClock *clock,
                InletPace  *pace)
{
  InletWait *self = NULL;

  g_return_val_if_fail (INLET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (INLET_IS_PACE (pace), NULL);

  self = g_object_new (INLET_TYPE_WAIT, NULL);
  self->clock = g_object_ref (clock);
  self->pace = g_object_ref (pace);
  g_signal_connect_object (clock, "second-passed", G_CALLBACK (on_second_passed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pace, "notify::reason", G_CALLBACK (on_reason_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const char *
inlet_wait_get_status (InletWait *self)
{
  g_return_val_if_fail (INLET_IS_WAIT (self), NULL);

  return self->status;
}

void
inlet_wait_for_try (InletWait    *self,
                    InletProblem *problem,
                    gint64        milliseconds)
{
  /* What chance has added to the whole seconds is not told. */
  gint64 told = milliseconds / 1000 * 1000;

  g_return_if_fail (INLET_IS_WAIT (self));
  g_return_if_fail (INLET_IS_PROBLEM (problem));

  self->is_at_gate = FALSE;
  g_set_object (&self->problem, problem);
  self->end = inlet_clock_get_time (self->clock) + told;
  tell (self, problem, told);
}

void
inlet_wait_at_gate (InletWait *self)
{
  g_return_if_fail (INLET_IS_WAIT (self));

  g_clear_object (&self->problem);
  self->is_at_gate = TRUE;
  on_reason_changed (self);
}

void
inlet_wait_end (InletWait *self)
{
  g_return_if_fail (INLET_IS_WAIT (self));

  g_clear_object (&self->problem);
  self->is_at_gate = FALSE;
  set_status (self, NULL);
}

void
inlet_wait_repeat (InletWait  *self,
                   const char *status)
{
  g_return_if_fail (INLET_IS_WAIT (self));

  set_status (self, status);
}
