/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test-turn.h"

#include "inlet-find.h"

/* Some more than are let in by the gate, which then never waits for one whose row is being read, or
 * whose result is being written. */
#define PARALLEL (INLET_PACE_LIMIT + 6)

struct _InletTestTurn
{
  GObject          parent_instance;

  InletContext    *context;      /* (owned) */
  gint64           row_id;
  gboolean         lists;
  InletConnection *connection;   /* (owned) (nullable) */
  InletTest       *test;         /* (owned) (nullable) */
  InletTestResult *result;       /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletTestTurn, inlet_test_turn, G_TYPE_OBJECT)

/* The turns of one run, each made when it is asked for. */
#define INLET_TYPE_TEST_TURNS (inlet_test_turns_get_type ())
G_DECLARE_FINAL_TYPE (InletTestTurns, inlet_test_turns, INLET, TEST_TURNS, GObject)

struct _InletTestTurns
{
  GObject       parent_instance;

  InletContext *context;   /* (owned) */
  GArray       *row_ids;   /* (owned) */
  gboolean      lists;
};

static void
on_status_changed (InletTestTurn *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
on_tested (GObject      *source,
           GAsyncResult *answer,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletTestTurn *self = g_task_get_source_object (task);
  InletProblem *problem = NULL;

  self->result = inlet_test_run_finish (INLET_TEST (source), answer, &error);
  on_status_changed (self);
  if (self->result == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  problem = inlet_test_result_get_problem (self->result);
  if (problem != NULL)
    g_task_return_error (task, inlet_problem_to_error (problem));
  else if (inlet_test_get_unsaved (self->test) != NULL)
    g_task_return_error (task, g_error_copy (inlet_test_get_unsaved (self->test)));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_row_read (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletTestTurn *self = g_task_get_source_object (task);

  self->connection = inlet_find_row_finish (INLET_DATABASE (source), result, &error);
  if (self->connection == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  /* It may have changed since it was chosen. */
  if (inlet_connection_get_remote_id (self->connection) == NULL) {
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_NOT_FOUND,
                             "The row has no ID at Adobe any more");
    return;
  }

  self->test = inlet_test_new (self->context, self->connection);
  inlet_test_set_lists (self->test, self->lists);
  g_signal_connect_object (self->test, "notify::status", G_CALLBACK (on_status_changed), self,
                           G_CONNECT_SWAPPED);
  inlet_test_run_async (self->test, g_task_get_cancellable (task), on_tested, g_object_ref (task));
}

static void
start (GObject             *item,
       gpointer             data,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  InletTestTurn *self = INLET_TEST_TURN (item);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_check_cancellable (task, FALSE);
  inlet_find_row_async (inlet_context_get_database (self->context), self->row_id, cancellable,
                        on_row_read, task);
}

static gboolean
finish (GObject       *item,
        gpointer       data,
        GAsyncResult  *result,
        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const InletRunKind kind = {
  .start = start,
  .finish = finish,
};

static GType
inlet_test_turns_get_item_type (GListModel *model)
{
  return INLET_TYPE_TEST_TURN;
}

static guint
inlet_test_turns_get_n_items (GListModel *model)
{
  return INLET_TEST_TURNS (model)->row_ids->len;
}

static gpointer
inlet_test_turns_get_item (GListModel *model,
                           guint       position)
{
  InletTestTurns *self = INLET_TEST_TURNS (model);
  InletTestTurn *turn = NULL;

  if (position >= self->row_ids->len)
    return NULL;

  turn = g_object_new (INLET_TYPE_TEST_TURN, NULL);
  turn->context = g_object_ref (self->context);
  turn->row_id = g_array_index (self->row_ids, gint64, position);
  turn->lists = self->lists;
  return turn;
}

static void
inlet_test_turns_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_test_turns_get_item_type;
  iface->get_n_items = inlet_test_turns_get_n_items;
  iface->get_item = inlet_test_turns_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletTestTurns, inlet_test_turns, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inlet_test_turns_list_model_init))

static void
inlet_test_turns_dispose (GObject *object)
{
  InletTestTurns *self = INLET_TEST_TURNS (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->row_ids, g_array_unref);

  G_OBJECT_CLASS (inlet_test_turns_parent_class)->dispose (object);
}

static void
inlet_test_turns_class_init (InletTestTurnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_test_turns_dispose;
}

static void
inlet_test_turns_init (InletTestTurns *self)
{
}

static void
inlet_test_turn_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, inlet_test_turn_get_status (INLET_TEST_TURN (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_test_turn_dispose (GObject *object)
{
  InletTestTurn *self = INLET_TEST_TURN (object);

  g_clear_object (&self->test);
  g_clear_object (&self->result);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_test_turn_parent_class)->dispose (object);
}

static void
inlet_test_turn_class_init (InletTestTurnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_test_turn_dispose;
  object_class->get_property = inlet_test_turn_get_property;

  props[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_test_turn_init (InletTestTurn *self)
{
}

static InletRun *
create_run (InletContext *context,
            GArray       *row_ids,
            gboolean      lists)
{
  g_autoptr (InletTestTurns) turns = g_object_new (INLET_TYPE_TEST_TURNS, NULL);
  InletRun *run = NULL;

  turns->context = g_object_ref (context);
  turns->row_ids = g_array_ref (row_ids);
  turns->lists = lists;
  run = inlet_run_new (&kind, G_LIST_MODEL (turns), NULL);
  inlet_run_set_parallel (run, PARALLEL);
  return run;
}

InletRun *
inlet_test_turn_create_run (InletContext *context,
                            GArray       *row_ids)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (row_ids != NULL, NULL);

  return create_run (context, row_ids, FALSE);
}

InletRun *
inlet_test_turn_create_proof_run (InletContext *context,
                                  GArray       *row_ids)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (row_ids != NULL, NULL);

  return create_run (context, row_ids, TRUE);
}

const char *
inlet_test_turn_get_status (InletTestTurn *self)
{
  const char *status = NULL;

  g_return_val_if_fail (INLET_IS_TEST_TURN (self), NULL);

  if (self->test == NULL || self->result != NULL)
    return NULL;

  status = inlet_test_get_status (self->test);
  return g_strcmp0 (status, inlet_test_step_to_text (inlet_test_get_step (self->test))) != 0
         ? status : NULL;
}

InletConnection *
inlet_test_turn_get_connection (InletTestTurn *self)
{
  g_return_val_if_fail (INLET_IS_TEST_TURN (self), NULL);

  return self->connection;
}

InletTestResult *
inlet_test_turn_get_result (InletTestTurn *self)
{
  g_return_val_if_fail (INLET_IS_TEST_TURN (self), NULL);

  return self->result;
}

InletTest *
inlet_test_turn_get_test (InletTestTurn *self)
{
  g_return_val_if_fail (INLET_IS_TEST_TURN (self), NULL);

  return self->test;
}

const GError *
inlet_test_turn_get_unsaved (InletTestTurn *self)
{
  g_return_val_if_fail (INLET_IS_TEST_TURN (self), NULL);

  return self->test != NULL ? inlet_test_get_unsaved (self->test) : NULL;
}
