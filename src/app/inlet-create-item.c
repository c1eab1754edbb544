/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-create-item.h"

#include "inlet-error.h"

#include <glib/gi18n.h>

struct _InletCreateItem
{
  GObject              parent_instance;

  InletDraft          *draft;        /* (owned) */
  InletCreateItemState state;
  InletCreate         *create;       /* (owned) (nullable): the last one, which may have to write */
  GCancellable        *cancellable;  /* (owned) (nullable): of that */
  gboolean             is_stopped;
  InletConnection     *connection;   /* (owned) (nullable) */
  InletProblem        *problem;      /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATE,
  PROP_STATUS,
  PROP_CONNECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (InletCreateItemState, inlet_create_item_state,
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_ITEM_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_ITEM_UNDER_WAY, "under-way"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_ITEM_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_ITEM_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_ITEM_UNCERTAIN, "uncertain"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_ITEM_SKIPPED, "skipped"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_ITEM_LEFT, "left"))

G_DEFINE_FINAL_TYPE (InletCreateItem, inlet_create_item, G_TYPE_OBJECT)

static void
set_state (InletCreateItem      *self,
           InletCreateItemState  state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static InletCreateItemState
state_of (InletConnection *connection)
{
  switch (inlet_connection_get_state (connection)) {
    case INLET_CONNECTION_CREATED:
      return INLET_CREATE_ITEM_CREATED;
    case INLET_CONNECTION_FAILED:
    case INLET_CONNECTION_GONE:
      return INLET_CREATE_ITEM_FAILED;
    case INLET_CONNECTION_SENDING:
    case INLET_CONNECTION_UNCERTAIN:
    default:
      return INLET_CREATE_ITEM_UNCERTAIN;
  }
}

static void
set_problem (InletCreateItem *self,
             InletProblem    *problem)
{
  g_set_object (&self->problem, problem);
}

/* Once it has ended without a row. */
static void
give_up (InletCreateItem *self,
         const GError    *error)
{
  g_autoptr (InletProblem) problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    set_state (self, INLET_CREATE_ITEM_LEFT);
    return;
  }

  problem = inlet_problem_new_from_error (error);
  set_problem (self, problem);
  set_state (self, INLET_CREATE_ITEM_FAILED);
}

static void
return_outcome (InletCreateItem *self,
                GTask           *task)
{
  if (self->state == INLET_CREATE_ITEM_CREATED)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, INLET_ERROR,
                             self->problem != NULL ? inlet_problem_get_code (self->problem)
                                                   : INLET_ERROR_FAILED,
                             "%s", inlet_create_item_get_status (self));
}

static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  InletCreateItem *self = g_task_get_source_object (task);

  connection = inlet_create_run_finish (INLET_CREATE (source), result, &error);
  g_clear_object (&self->cancellable);
  if (connection != NULL)
    inlet_create_item_set_connection (self, connection);
  else
    give_up (self, error);

  if (self->state == INLET_CREATE_ITEM_LEFT)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    return_outcome (self, task);
}

/* Whether the request is certainly not under way. */
static gboolean
is_at_rest (InletCreateItem *self)
{
  switch (inlet_create_get_step (self->create)) {
    case INLET_CREATE_SENDING:
    case INLET_CREATE_CONCLUDING:
    case INLET_CREATE_DONE:
      return FALSE;
    case INLET_CREATE_IDLE:
    case INLET_CREATE_CHECKING:
    case INLET_CREATE_STORING:
    case INLET_CREATE_UNLOCKING:
    case INLET_CREATE_RECORDING:
    case INLET_CREATE_SIGNING_IN:
    case INLET_CREATE_WAITING:
    default:
      return TRUE;
  }
}

/* It may have sent its request in vain, and wait to send it again. */
static void
on_step_changed (InletCreateItem *self)
{
  if (self->is_stopped && self->cancellable != NULL && is_at_rest (self))
    g_cancellable_cancel (self->cancellable);
}

static void
on_status_changed (InletCreateItem *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
set_create (InletCreateItem *self,
            InletCreate     *create)
{
  g_set_object (&self->create, create);
  g_signal_connect_object (create, "notify::step", G_CALLBACK (on_step_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (create, "notify::status", G_CALLBACK (on_status_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (create, "notify::is-saved", G_CALLBACK (on_status_changed), self,
                           G_CONNECT_SWAPPED);
}

static const char *
describe_failure (InletCreateItem *self)
{
  if (self->problem == NULL)
    return _("Failed");
  if (self->state == INLET_CREATE_ITEM_FAILED && self->is_stopped &&
      inlet_problem_get_code (self->problem) == INLET_ERROR_INTERRUPTED)
    return _("Cancelled: nothing was made");

  return inlet_problem_get_title (self->problem);
}

static void
inlet_create_item_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  InletCreateItem *self = INLET_CREATE_ITEM (object);

  switch (prop_id) {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STATUS:
      g_value_set_string (value, inlet_create_item_get_status (self));
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_create_item_dispose (GObject *object)
{
  InletCreateItem *self = INLET_CREATE_ITEM (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->create);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (inlet_create_item_parent_class)->dispose (object);
}

static void
inlet_create_item_class_init (InletCreateItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_create_item_dispose;
  object_class->get_property = inlet_create_item_get_property;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, INLET_TYPE_CREATE_ITEM_STATE,
                       INLET_CREATE_ITEM_WAITING, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_create_item_init (InletCreateItem *self)
{
}

InletCreateItem *
inlet_create_item_new (InletDraft *draft)
{
  InletCreateItem *self = NULL;

  g_return_val_if_fail (INLET_IS_DRAFT (draft), NULL);

  self = g_object_new (INLET_TYPE_CREATE_ITEM, NULL);
  self->draft = g_object_ref (draft);
  return self;
}

InletDraft *
inlet_create_item_get_draft (InletCreateItem *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_ITEM (self), NULL);

  return self->draft;
}

InletCreateItemState
inlet_create_item_get_state (InletCreateItem *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_ITEM (self), INLET_CREATE_ITEM_WAITING);

  return self->state;
}

const char *
inlet_create_item_get_status (InletCreateItem *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_ITEM (self), "");

  switch (self->state) {
    case INLET_CREATE_ITEM_UNDER_WAY:
      return inlet_create_get_status (self->create);
    case INLET_CREATE_ITEM_CREATED:
      return inlet_create_item_get_unsaved (self) != NULL
             ? _("Created, but not kept in the history: copy the ID now") : _("Created");
    case INLET_CREATE_ITEM_FAILED:
    case INLET_CREATE_ITEM_UNCERTAIN:
      return describe_failure (self);
    case INLET_CREATE_ITEM_SKIPPED:
      return _("Skipped: there is one already");
    case INLET_CREATE_ITEM_LEFT:
      return _("Not begun");
    case INLET_CREATE_ITEM_WAITING:
    default:
      return _("Waiting…");
  }
}

InletConnection *
inlet_create_item_get_connection (InletCreateItem *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_ITEM (self), NULL);

  return self->connection;
}

InletProblem *
inlet_create_item_get_problem (InletCreateItem *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_ITEM (self), NULL);

  return self->problem;
}

const GError *
inlet_create_item_get_unsaved (InletCreateItem *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_ITEM (self), NULL);

  return self->create != NULL ? inlet_create_get_unsaved (self->create) : NULL;
}

gboolean
inlet_create_item_is_to_do (InletCreateItem *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_ITEM (self), FALSE);

  return self->state == INLET_CREATE_ITEM_WAITING || self->state == INLET_CREATE_ITEM_FAILED ||
         self->state == INLET_CREATE_ITEM_LEFT;
}

void
inlet_create_item_set_connection (InletCreateItem *self,
                                  InletConnection *connection)
{
  g_return_if_fail (INLET_IS_CREATE_ITEM (self));
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  set_problem (self, inlet_connection_get_problem (connection));
  g_set_object (&self->connection, connection);
  set_state (self, state_of (connection));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONNECTION]);
}

void
inlet_create_item_skip (InletCreateItem *self,
                        InletConnection *standing)
{
  g_return_if_fail (INLET_IS_CREATE_ITEM (self));
  g_return_if_fail (INLET_IS_CONNECTION (standing));

  g_set_object (&self->connection, standing);
  set_state (self, INLET_CREATE_ITEM_SKIPPED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONNECTION]);
}

void
inlet_create_item_leave (InletCreateItem *self)
{
  g_return_if_fail (INLET_IS_CREATE_ITEM (self));
  g_return_if_fail (self->state != INLET_CREATE_ITEM_UNDER_WAY);

  set_state (self, INLET_CREATE_ITEM_LEFT);
}

void
inlet_create_item_run_async (InletCreateItem     *self,
                             InletContext        *context,
                             gboolean             is_again,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (InletCreate) create = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_CREATE_ITEM (self));
  g_return_if_fail (inlet_create_item_is_to_do (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, inlet_create_item_run_async);

  create = inlet_create_new (context, self->draft);
  inlet_create_set_again (create, is_again);
  set_create (self, create);
  set_problem (self, NULL);
  g_clear_object (&self->connection);
  self->is_stopped = FALSE;
  self->cancellable = g_cancellable_new ();
  set_state (self, INLET_CREATE_ITEM_UNDER_WAY);
  inlet_create_run_async (create, self->cancellable, on_run, g_object_ref (task));
}

gboolean
inlet_create_item_run_finish (InletCreateItem  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
inlet_create_item_stop (InletCreateItem *self)
{
  g_return_if_fail (INLET_IS_CREATE_ITEM (self));

  self->is_stopped = TRUE;
  if (self->cancellable != NULL)
    on_step_changed (self);
}

void
inlet_create_item_cancel (InletCreateItem *self)
{
  g_return_if_fail (INLET_IS_CREATE_ITEM (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
