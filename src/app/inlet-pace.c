/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-pace.h"

/* All in milliseconds. */
#define FIRST_HOLD 1000
#define MAX_DOUBLINGS 3
#define MAX_HOLD (60 * 1000)
#define RECOVERY 5000

struct _InletPace
{
  GObject       parent_instance;

  InletClock   *clock;           /* (owned) */
  GQueue        waiters;         /* (owned): of Waiter, first come first */
  guint         n_inside;
  guint         limit;
  gint64        limited_at;      /* when it was changed */

  /* Each slowing down begins a new series: those who had entered before and are told the same
   * are told nothing new. */
  guint         series;
  guint         n_holds;         /* in succession, with nothing between that went well */
  GSource      *hold;            /* (owned) (nullable): nobody is let in */
  gint64        held_until;
  gboolean      is_closed;       /* nobody is made to wait for it either */
  InletProblem *reason;          /* (owned) (nullable): of the hold */
};

enum {
  PROP_0,
  PROP_REASON,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletPace, inlet_pace, G_TYPE_OBJECT)

typedef struct
{
  GTask   *task;        /* (owned) */
  GSource *cancelled;   /* (owned) (nullable) */
} Waiter;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
waiter_free (Waiter *waiter)
{
  clear_source (&waiter->cancelled);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiter, waiter_free)

static void
let_in (InletPace *self,
        GTask     *task)
{
  self->n_inside++;
  g_task_return_int (task, self->series);
}

static void
let_in_waiters (InletPace *self)
{
  while (inlet_pace_is_open (self) && !g_queue_is_empty (&self->waiters)) {
    g_autoptr (Waiter) waiter = g_queue_pop_head (&self->waiters);

    let_in (self, waiter->task);
  }
}

static void
turn_away (InletPace *self,
           GTask     *task)
{
  g_autoptr (InletProblem) problem =
    inlet_problem_with_certainty (self->reason, INLET_CERTAINTY_NOT_SENT);

  g_task_return_error (task, inlet_problem_to_error (problem));
}

static void
turn_waiters_away (InletPace *self)
{
  while (self->is_closed && !g_queue_is_empty (&self->waiters)) {
    g_autoptr (Waiter) waiter = g_queue_pop_head (&self->waiters);

    turn_away (self, waiter->task);
  }
}

static gboolean
on_waiter_cancelled (GCancellable *cancellable,
                     gpointer      user_data)
{
  g_autoptr (Waiter) waiter = user_data;
  InletPace *self = g_task_get_source_object (waiter->task);

  g_queue_remove (&self->waiters, waiter);
  g_task_return_error_if_cancelled (waiter->task);
  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (InletPace *self,
               GTask     *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->task = g_object_ref (task);
  if (cancellable != NULL) {
    waiter->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (on_waiter_cancelled), waiter, NULL);
    g_source_attach (waiter->cancelled, g_task_get_context (task));
  }
  g_queue_push_tail (&self->waiters, waiter);
}

static void
set_reason (InletPace    *self,
            InletProblem *reason)
{
  g_set_object (&self->reason, reason);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REASON]);
}

static gboolean
on_hold_over (gpointer user_data)
{
  g_autoptr (InletPace) self = g_object_ref (user_data);

  clear_source (&self->hold);
  self->is_closed = FALSE;
  set_reason (self, NULL);
  let_in_waiters (self);
  return G_SOURCE_REMOVE;
}

static void
hold (InletPace    *self,
      gint64        milliseconds,
      InletProblem *reason)
{
  gint64 until = inlet_clock_get_time (self->clock) + MIN (milliseconds, MAX_HOLD);

  if (self->hold != NULL && self->held_until >= until)
    return;

  clear_source (&self->hold);
  self->held_until = until;
  self->is_closed = milliseconds > MAX_HOLD;
  self->hold = inlet_clock_create_timeout (self->clock, MIN (milliseconds, MAX_HOLD), NULL);
  g_source_set_callback (self->hold, on_hold_over, self, NULL);
  g_source_attach (self->hold, g_main_context_get_thread_default ());
  g_debug ("Nothing is sent for %d ms, then %u at a time", (int) milliseconds, self->limit);
  set_reason (self, reason);
  turn_waiters_away (self);
}

static void
slow_down (InletPace    *self,
           guint         pass,
           InletProblem *problem)
{
  if (pass == self->series) {
    self->series++;
    self->n_holds++;
    self->limit = MAX (self->limit / 2, 1);
    self->limited_at = inlet_clock_get_time (self->clock);
  }

  hold (self,
        MAX (inlet_problem_get_retry_after (problem) * 1000,
             FIRST_HOLD << MIN (self->n_holds - 1, MAX_DOUBLINGS)),
        problem);
}

static void
recover (InletPace *self)
{
  gint64 now = inlet_clock_get_time (self->clock);

  self->n_holds = 0;
  if (self->limit == INLET_PACE_LIMIT || now - self->limited_at < RECOVERY)
    return;

  self->limit++;
  self->limited_at = now;
}

static gboolean
asks_to_slow_down (InletProblem *problem)
{
  guint status = inlet_problem_get_status (problem);

  return status == 429 || (status == 503 && inlet_problem_get_retry_after (problem) >= 0);
}

static void
inlet_pace_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  InletPace *self = INLET_PACE (object);

  switch (prop_id) {
    case PROP_REASON:
      g_value_set_object (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

/* Nobody waits: who does has a task that keeps the gate. */
static void
inlet_pace_dispose (GObject *object)
{
  InletPace *self = INLET_PACE (object);

  clear_source (&self->hold);
  g_clear_object (&self->reason);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (inlet_pace_parent_class)->dispose (object);
}

static void
inlet_pace_class_init (InletPaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_pace_dispose;
  object_class->get_property = inlet_pace_get_property;

  props[PROP_REASON] =
    g_param_spec_object ("reason", NULL, NULL, INLET_TYPE_PROBLEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_pace_init (InletPace *self)
{
  g_queue_init (&self->waiters);
  self->limit = INLET_PACE_LIMIT;
  self->series = 1;
}

InletPace *
inlet_pace_new (InletClock *clock)
{
  InletPace *self = NULL;

  g_return_val_if_fail (INLET_IS_CLOCK (clock), NULL);

  self = g_object_new (INLET_TYPE_PACE, NULL);
  self->clock = g_object_ref (clock);
  return self;
}

gboolean
inlet_pace_is_open (InletPace *self)
{
  g_return_val_if_fail (INLET_IS_PACE (self), FALSE);

  return self->hold == NULL && self->n_inside < self->limit;
}

void
inlet_pace_enter_async (InletPace           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_PACE (self));

  /* Who was let in is inside, whether cancelled or not. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_pace_enter_async);
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->is_closed)
    turn_away (self, task);
  else if (inlet_pace_is_open (self))
    let_in (self, task);
  else
    wait_for_turn (self, task);
}

guint
inlet_pace_enter_finish (InletPace     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  gssize pass = 0;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  pass = g_task_propagate_int (G_TASK (result), error);
  return pass > 0 ? pass : 0;
}

void
inlet_pace_leave (InletPace    *self,
                  guint         pass,
                  InletProblem *problem)
{
  g_return_if_fail (INLET_IS_PACE (self));
  g_return_if_fail (pass > 0 && self->n_inside > 0);
  g_return_if_fail (problem == NULL || INLET_IS_PROBLEM (problem));

  self->n_inside--;
  if (problem != NULL && asks_to_slow_down (problem))
    slow_down (self, pass, problem);
  else if (problem == NULL && pass == self->series)
    recover (self);

  let_in_waiters (self);
}

InletProblem *
inlet_pace_get_reason (InletPace *self)
{
  g_return_val_if_fail (INLET_IS_PACE (self), NULL);

  return self->reason;
}

gint64
inlet_pace_get_wait (InletPace *self)
{
  g_return_val_if_fail (INLET_IS_PACE (self), 0);

  return self->hold != NULL ?
         MAX (self->held_until - inlet_clock_get_time (self->clock), 0) : 0;
}

guint
inlet_pace_get_limit (InletPace *self)
{
  g_return_val_if_fail (INLET_IS_PACE (self), 0);

  return self->limit;
}
