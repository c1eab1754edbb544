/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-delete.h"

#include "inlet-edit-calls.h"
#include "inlet-deletion.h"
#include "inlet-flow-edit.h"
#include "inlet-problem.h"

#include <glib/gi18n.h>

struct _InletDelete
{
  GObject              parent_instance;

  InletContext        *context;       /* (owned) */
  InletConnection     *connection;    /* (owned) */
  InletAccount        *account;       /* (owned) (nullable): once it runs */

  const InletCallKind *kind;          /* (unowned) (nullable): static; what is asked */
  InletCall           *call;          /* (owned) (nullable) */
  GError              *error;         /* (owned) (nullable): of deleting, until it is concluded */
};

enum {
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletDelete, inlet_delete, G_TYPE_OBJECT)

static void
notify_status (InletDelete *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
finish (GTask *task)
{
  InletDelete *self = g_task_get_source_object (task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_concluded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletDelete *self = g_task_get_source_object (task);

  /* What Adobe said counts for more than that the note of it stays, which does no harm. */
  if (!inlet_deletion_conclude_finish (INLET_DATABASE (source), result, &error) &&
      self->error == NULL)
    self->error = g_steal_pointer (&error);
  finish (task);
}

static void
conclude (GTask    *task,
          gboolean  is_gone)
{
  InletDelete *self = g_task_get_source_object (task);

  if (is_gone)
    g_clear_error (&self->error);
  inlet_deletion_conclude_async (inlet_context_get_database (self->context),
                                 inlet_connection_get_row_id (self->connection), is_gone,
                                 G_MAXINT64, on_concluded, g_object_ref (task));
}

static void ask (GTask               *task,
                 const InletCallKind *kind,
                 GCancellable        *cancellable);

static gboolean
is_unknown (const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         inlet_problem_get_certainty (problem) == INLET_CERTAINTY_UNKNOWN;
}

/* It is asked even for a caller who has cancelled: the request had left. */
static void
conclude_delete (GTask *task)
{
  InletDelete *self = g_task_get_source_object (task);

  if (self->error == NULL || inlet_flow_edit_is_gone (self->error))
    conclude (task, TRUE);
  else if (is_unknown (self->error))
    ask (task, &inlet_edit_get_call, NULL);
  else
    conclude (task, FALSE);
}

/* Adobe may still be at it, so the note stays, for whoever looks later. */
static void
say_still_there (InletDelete *self)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (self->error);
  g_autoptr (InletProblem) certain = inlet_problem_with_certainty (problem,
                                                                   INLET_CERTAINTY_NOT_SENT);

  g_clear_error (&self->error);
  self->error = inlet_problem_to_error (certain);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletDelete *self = g_task_get_source_object (task);
  g_autoptr (InletRemote) remote = inlet_call_run_finish (INLET_CALL (source), result, &error);

  if (inlet_flow_edit_is_gone (error)) {
    conclude (task, TRUE);
    return;
  }

  if (remote != NULL)
    say_still_there (self);
  finish (task);
}

static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletDelete *self = g_task_get_source_object (task);

  inlet_call_run_finish (INLET_CALL (source), result, &self->error);
  conclude_delete (task);
}

static void
ask (GTask               *task,
     const InletCallKind *kind,
     GCancellable        *cancellable)
{
  InletDelete *self = g_task_get_source_object (task);

  self->kind = kind;
  g_clear_object (&self->call);
  self->call = inlet_call_new (kind, inlet_context_get_sign_in (self->context), self->account,
                               self->connection);
  g_signal_connect_object (self->call, "notify::status", G_CALLBACK (notify_status), self,
                           G_CONNECT_SWAPPED);
  notify_status (self);
  inlet_call_run_async (self->call, cancellable,
                        kind == &inlet_delete_call ? on_deleted : on_looked, g_object_ref (task));
}

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletDelete *self = g_task_get_source_object (task);

  /* Where it is not there any more, somebody else was first. */
  if (inlet_deletion_begin_finish (INLET_DATABASE (source), result, &self->error))
    ask (task, &inlet_delete_call, g_task_get_cancellable (task));
  else
    finish (task);
}

static void
inlet_delete_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  InletDelete *self = INLET_DELETE (object);

  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, inlet_delete_get_status (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_delete_dispose (GObject *object)
{
  InletDelete *self = INLET_DELETE (object);

  g_clear_object (&self->call);
  g_clear_object (&self->account);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (inlet_delete_parent_class)->dispose (object);
}

static void
inlet_delete_class_init (InletDeleteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inlet_delete_get_property;
  object_class->dispose = inlet_delete_dispose;

  props[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_delete_init (InletDelete *self)
{
}

InletDelete *
inlet_delete_new (InletContext    *context,
                  InletConnection *connection)
{
  InletDelete *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (inlet_connection_get_remote_id (connection) != NULL, NULL);

  self = g_object_new (INLET_TYPE_DELETE, NULL);
  self->context = g_object_ref (context);
  self->connection = g_object_ref (connection);
  return self;
}

void
inlet_delete_run_async (InletDelete         *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_DELETE (self));
  g_return_if_fail (self->account == NULL);

  /* What is done is said even to a caller who has cancelled. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_delete_run_async);
  g_task_set_check_cancellable (task, FALSE);

  g_set_object (&self->account,
                inlet_context_find_account (self->context, self->connection));
  if (self->account != NULL) {
    inlet_deletion_begin_async (inlet_context_get_database (self->context),
                                inlet_connection_get_row_id (self->connection),
                                g_get_real_time () / G_USEC_PER_SEC, cancellable, on_begun, task);
    return;
  }

  g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_NO_ACCOUNT, "%s",
                           inlet_connection_get_account_name (self->connection));
  g_object_unref (task);
}

gboolean
inlet_delete_run_finish (InletDelete   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (INLET_IS_DELETE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* That it waits for another try, and why, says more than what it waits for. */
const char *
inlet_delete_get_status (InletDelete *self)
{
  const char *status = NULL;

  g_return_val_if_fail (INLET_IS_DELETE (self), NULL);

  status = self->call != NULL ? inlet_call_get_status (self->call) : NULL;
  if (status != NULL)
    return status;

  return self->kind == &inlet_edit_get_call ? _("Asking Adobe whether it is gone…")
                                               : _("Deleting the connection…");
}
