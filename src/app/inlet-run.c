/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-run.h"

struct _InletRun
{
  GObject             parent_instance;

  const InletRunKind *kind;            /* (unowned): static */
  gpointer            data;            /* (unowned) */
  GListModel         *items;           /* (owned) */
  guint               parallel;

  GTask              *task;            /* (owned) (nullable): while it runs */
  gboolean            has_run;
  gboolean            is_starting;
  guint               total;
  guint               n_started;
  guint               n_under_way;
  guint               n_done;
  guint               n_failed;
};

enum {
  PROP_0,
  PROP_TOTAL,
  PROP_DONE,
  PROP_FAILED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum {
  ITEM_STARTED,
  ITEM_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletRun, inlet_run, G_TYPE_OBJECT)

/* One item under way. */
typedef struct
{
  InletRun *run;        /* (owned) */
  GObject  *item;       /* (owned) */
  guint     position;
} Turn;

static void
turn_free (Turn *turn)
{
  g_clear_object (&turn->run);
  g_clear_object (&turn->item);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static gboolean
is_cancelled (InletRun *self)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

static void
end (InletRun *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->n_done == self->total)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%u of %u are left undone",
                             self->total - self->n_done, self->total);
}

static void
count (InletRun     *self,
       const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL) {
    self->n_failed++;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FAILED]);
  }
  self->n_done++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DONE]);
}

static void start_next (InletRun *self);

static void
on_item_done (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Turn) turn = user_data;
  g_autoptr (GError) error = NULL;
  InletRun *self = turn->run;

  self->kind->finish (turn->item, self->data, result, &error);
  self->n_under_way--;
  g_signal_emit (self, signals[ITEM_DONE], 0, turn->position, turn->item, error);
  count (self, error);
  start_next (self);
}

static void
start (InletRun *self)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->run = g_object_ref (self);
  turn->position = self->n_started++;
  turn->item = g_list_model_get_item (self->items, turn->position);
  self->n_under_way++;
  g_signal_emit (self, signals[ITEM_STARTED], 0, turn->position, turn->item);
  self->kind->start (turn->item, self->data, g_task_get_cancellable (self->task), on_item_done,
                     turn);
}

/* Items that answer within their start, or a signal whose handler cancels, come back here. */
static void
start_next (InletRun *self)
{
  if (self->is_starting)
    return;

  self->is_starting = TRUE;
  while (self->n_started < self->total && self->n_under_way < self->parallel &&
         !is_cancelled (self))
    start (self);
  self->is_starting = FALSE;

  if (self->n_under_way == 0)
    end (self);
}

static void
inlet_run_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  InletRun *self = INLET_RUN (object);

  switch (prop_id) {
    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;
    case PROP_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_FAILED:
      g_value_set_uint (value, self->n_failed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_run_dispose (GObject *object)
{
  InletRun *self = INLET_RUN (object);

  g_clear_object (&self->items);

  G_OBJECT_CLASS (inlet_run_parent_class)->dispose (object);
}

static void
inlet_run_class_init (InletRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_run_dispose;
  object_class->get_property = inlet_run_get_property;

  props[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_FAILED] = g_param_spec_uint ("failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[ITEM_STARTED] =
    g_signal_new ("item-started", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_OBJECT);
  signals[ITEM_DONE] =
    g_signal_new ("item-done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_OBJECT, G_TYPE_ERROR);
}

static void
inlet_run_init (InletRun *self)
{
  self->parallel = INLET_RUN_PARALLEL;
}

InletRun *
inlet_run_new (const InletRunKind *kind,
               GListModel         *items,
               gpointer            data)
{
  InletRun *self = NULL;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);

  self = g_object_new (INLET_TYPE_RUN, NULL);
  self->kind = kind;
  self->items = g_object_ref (items);
  self->data = data;
  self->total = g_list_model_get_n_items (items);
  return self;
}

void
inlet_run_set_parallel (InletRun *self,
                        guint     parallel)
{
  g_return_if_fail (INLET_IS_RUN (self));
  g_return_if_fail (parallel > 0);

  self->parallel = parallel;
}

void
inlet_run_run_async (InletRun            *self,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (INLET_IS_RUN (self));
  g_return_if_fail (!self->has_run);

  /* All that were done are done, also when it was cancelled just then. */
  self->has_run = TRUE;
  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, inlet_run_run_async);
  g_task_set_check_cancellable (self->task, FALSE);
  start_next (self);
}

gboolean
inlet_run_run_finish (InletRun      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
inlet_run_get_total (InletRun *self)
{
  g_return_val_if_fail (INLET_IS_RUN (self), 0);

  return self->total;
}

guint
inlet_run_get_n_done (InletRun *self)
{
  g_return_val_if_fail (INLET_IS_RUN (self), 0);

  return self->n_done;
}

guint
inlet_run_get_n_failed (InletRun *self)
{
  g_return_val_if_fail (INLET_IS_RUN (self), 0);

  return self->n_failed;
}

double
inlet_run_get_fraction (InletRun *self)
{
  guint total = inlet_run_get_total (self);

  return total > 0 ? (double) inlet_run_get_n_done (self) / total : 0;
}
