/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit.h"

#include "inlet-edit-calls.h"
#include "inlet-edit-mark.h"
#include "inlet-edit-start.h"
#include "inlet-edit-verdict.h"
#include "inlet-problem.h"

#include <glib/gi18n.h>

struct _InletEdit
{
  GObject          parent_instance;

  InletContext    *context;      /* (owned) */
  InletConnection *connection;   /* (owned): as far as is known */
  InletChange     *change;       /* (owned): as it was asked for */
  InletConnection *seen;         /* (owned): as a person sees it */
  gboolean         is_running;

  InletEditStart  *start;        /* (owned) (nullable) */
  InletEditMark   *mark;         /* (owned) (nullable): of what was sent, here or before */
  InletEditPatch   patch;        /* (owned) in its members, as far as they are ours */
  InletCall       *call;         /* (owned) (nullable) */
  GError          *lost;         /* (owned) (nullable): for which an answer of ours is looked up */
  gboolean         is_stale;     /* whether that is because the etag was not the right one */
  gboolean         has_looked;   /* whether the connection was asked for */
  InletRemote     *remote;       /* (owned) (nullable): of a conflict */
};

enum {
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletEdit, inlet_edit, G_TYPE_OBJECT)

static void
notify_status (InletEdit *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
start_call (GTask               *task,
            const InletCallKind *kind,
            gpointer             data,
            GAsyncReadyCallback  callback)
{
  InletEdit *self = g_task_get_source_object (task);

  g_clear_object (&self->call);
  self->call = inlet_call_new (kind, inlet_context_get_sign_in (
                                 self->context), self->start->account,
                               data);
  g_signal_connect_object (self->call, "notify", G_CALLBACK (notify_status), self,
                           G_CONNECT_SWAPPED);
  notify_status (self);
  inlet_call_run_async (self->call, g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* Whoever asked may keep the edit for long, and its mark keeps others away. */
static void
return_error (GTask  *task,
              GError *error)
{
  InletEdit *self = g_task_get_source_object (task);

  g_clear_object (&self->mark);
  g_task_return_error (task, error);
}

static void
on_outcome_written (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletEdit *self = g_task_get_source_object (task);

  g_clear_object (&self->mark);
  if (inlet_edit_mark_settle_finish (INLET_DATABASE (source), result, &error))
    g_task_return_pointer (task, g_object_ref (self->connection), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes over @connection, with the etag of @receipt, and ends. */
static void
write_outcome (GTask            *task,
               InletConnection  *connection,
               InletReceipt     *receipt,
               InletEditOutcome  outcome)
{
  InletEdit *self = g_task_get_source_object (task);
  g_autoptr (InletConnection) concluded = inlet_connection_with_receipt (connection, receipt);

  g_set_object (&self->connection, concluded);
  inlet_edit_mark_settle_async (inlet_context_get_database (self->context), self->mark,
                                self->connection, outcome, on_outcome_written,
                                g_object_ref (task));
}

/* Whether or not the mark could be taken away: one that stays costs a look. */
static void
on_mark_removed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletEdit *self = g_task_get_source_object (task);

  inlet_edit_mark_settle_finish (INLET_DATABASE (source), result, NULL);
  return_error (task, g_steal_pointer (&self->lost));
}

/* Nothing was changed. Takes @error. */
static void
fail (GTask  *task,
      GError *error)
{
  InletEdit *self = g_task_get_source_object (task);

  if (self->mark == NULL) {
    g_task_return_error (task, error);
    return;
  }

  g_clear_error (&self->lost);
  self->lost = error;
  inlet_edit_mark_settle_async (inlet_context_get_database (self->context), self->mark,
                                self->connection, INLET_EDIT_REFUSED, on_mark_removed,
                                g_object_ref (task));
}

static void look (GTask *task);

static void
on_patched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) receipt = inlet_call_run_finish (INLET_CALL (source), result, &error);
  g_autoptr (InletProblem) problem = NULL;
  InletEdit *self = g_task_get_source_object (task);

  if (receipt != NULL) {
    write_outcome (task, inlet_edit_mark_get_intended (self->mark), receipt, INLET_EDIT_MADE);
    return;
  }

  problem = inlet_problem_new_from_error (error);
  self->is_stale = inlet_problem_get_status (problem) == 412;
  if (self->is_stale || inlet_problem_get_certainty (problem) == INLET_CERTAINTY_UNKNOWN) {
    g_clear_error (&self->lost);
    self->lost = g_steal_pointer (&error);
    look (task);
  } else {
    fail (task, g_steal_pointer (&error));
  }
}

static void
on_marked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletEditMark) mark = inlet_edit_mark_begin_finish (result, &error);
  InletEdit *self = g_task_get_source_object (task);

  if (mark == NULL) {
    return_error (task, g_steal_pointer (&error));
    return;
  }

  g_set_object (&self->mark, mark);
  self->patch.etag = inlet_edit_mark_get_etag (self->mark);
  start_call (task, &inlet_edit_patch_call, &self->patch, on_patched);
}

/* @change of @connection, while that has @etag. */
static void
send (GTask           *task,
      InletConnection *connection,
      InletChange     *change,
      const char      *etag)
{
  InletEdit *self = g_task_get_source_object (task);
  g_autoptr (InletConnection) intended = inlet_change_apply (change, connection);

  g_set_object (&self->patch.connection, connection);
  g_set_object (&self->patch.change, change);
  self->patch.secrets = self->start->secrets;
  /* The lock is of the mark, which a second try takes again. */
  g_clear_object (&self->mark);
  inlet_edit_mark_begin_async (inlet_context_get_database (self->context), intended, etag,
                               inlet_change_get_credentials (change) != NULL,
                               g_task_get_cancellable (task), on_marked, g_object_ref (task));
}

/* With @remote, which is known to be as a person wants to change it. */
static void
send_for_remote (GTask       *task,
                 InletRemote *remote)
{
  InletEdit *self = g_task_get_source_object (task);
  InletReceipt *receipt = inlet_remote_get_receipt (remote);
  const char *etag = inlet_receipt_get_etag (receipt);
  g_autoptr (InletConnection) current = inlet_edit_verdict_take_over (self->connection, remote);
  g_autoptr (InletChange) change = inlet_edit_verdict_reduce (self->change, remote);
  g_autoptr (InletProblem) problem = NULL;

  if (inlet_change_is_empty (change)) {
    write_outcome (task, current, receipt, INLET_EDIT_SEEN);
  } else if (etag == NULL) {
    problem = inlet_problem_new (INLET_ERROR_BAD_REPLY, "The connection has no etag");
    fail (task, inlet_problem_to_error (problem));
  } else {
    send (task, current, change, etag);
  }
}

static void
on_earlier_written (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_edit_mark_settle_finish (INLET_DATABASE (source), result, &error))
    look (task);
  else
    return_error (task, g_steal_pointer (&error));
}

/* The change that was marked was made, by this run or before it. */
static void
conclude_mark (GTask       *task,
               InletRemote *remote)
{
  InletEdit *self = g_task_get_source_object (task);
  g_autoptr (InletEditMark) mark = NULL;
  InletConnection *intended = inlet_edit_mark_get_intended (self->mark);
  InletReceipt *receipt = inlet_remote_get_receipt (remote);
  g_autoptr (InletConnection) concluded = NULL;

  if (self->lost != NULL) {
    write_outcome (task, intended, receipt, INLET_EDIT_MADE);
    return;
  }

  /* What was asked for now comes after it; a person knows of what was asked for before. */
  mark = g_steal_pointer (&self->mark);
  concluded = inlet_connection_with_receipt (intended, receipt);
  g_set_object (&self->connection, concluded);
  g_set_object (&self->seen, concluded);
  inlet_edit_mark_settle_async (inlet_context_get_database (self->context), mark, self->connection,
                                INLET_EDIT_SEEN, on_earlier_written, g_object_ref (task));
}

static void
go_on (GTask       *task,
       InletRemote *remote)
{
  InletEdit *self = g_task_get_source_object (task);
  const InletEditSituation situation = {
    .account = self->start->account, .seen = self->seen, .change = self->change, .mark = self->mark,
    .is_stale = self->is_stale, .is_lost = self->lost != NULL, .has_looked = self->has_looked,
  };

  self->has_looked = TRUE;
  switch (inlet_edit_verdict_find (&situation, remote)) {
    case INLET_EDIT_VERDICT_DONE:
      conclude_mark (task, remote);
      break;
    case INLET_EDIT_VERDICT_DOUBT:
      return_error (task, self->lost != NULL ? g_steal_pointer (&self->lost)
                                                    : inlet_edit_verdict_create_doubt ());
      break;
    case INLET_EDIT_VERDICT_CONFLICT:
      g_set_object (&self->remote, remote);
      fail (task, inlet_edit_verdict_create_conflict ());
      break;
    case INLET_EDIT_VERDICT_SEND:
    default:
      send_for_remote (task, remote);
  }
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletRemote) remote = inlet_call_run_finish (INLET_CALL (source), result, &error);
  InletEdit *self = g_task_get_source_object (task);

  if (remote != NULL)
    go_on (task, remote);
  else if (self->is_stale)
    fail (task, g_steal_pointer (&self->lost));
  else if (self->lost != NULL)
    return_error (task, g_steal_pointer (&self->lost));
  else
    return_error (task, g_steal_pointer (&error));
}

static void
look (GTask *task)
{
  InletEdit *self = g_task_get_source_object (task);

  start_call (task, &inlet_edit_get_call, self->connection, on_looked);
}

/* New credentials alone need no look first, unless there is something to find out. */
static void
begin (GTask *task)
{
  InletEdit *self = g_task_get_source_object (task);
  const char *etag = inlet_connection_get_etag (self->connection);

  if (self->mark != NULL || etag == NULL || inlet_edit_verdict_has_texts (self->change))
    look (task);
  else
    send (task, self->connection, self->change, etag);
}

static void
on_started (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletEdit *self = g_task_get_source_object (task);

  self->start = inlet_edit_start_finish (INLET_CONTEXT (source), result, &error);
  if (self->start == NULL) {
    return_error (task, g_steal_pointer (&error));
    return;
  }

  g_set_object (&self->mark, self->start->mark);
  begin (task);
}

static void
inlet_edit_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  InletEdit *self = INLET_EDIT (object);

  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, inlet_edit_get_status (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_edit_dispose (GObject *object)
{
  InletEdit *self = INLET_EDIT (object);

  g_clear_object (&self->call);
  g_clear_object (&self->patch.connection);
  g_clear_object (&self->patch.change);
  g_clear_object (&self->mark);
  g_clear_pointer (&self->start, inlet_edit_start_free);
  g_clear_error (&self->lost);
  g_clear_object (&self->remote);
  g_clear_object (&self->seen);
  g_clear_object (&self->change);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_edit_parent_class)->dispose (object);
}

static void
inlet_edit_class_init (InletEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_edit_dispose;
  object_class->get_property = inlet_edit_get_property;

  props[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, "",
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_edit_init (InletEdit *self)
{
}

InletEdit *
inlet_edit_new (InletContext    *context,
                InletConnection *connection,
                InletChange     *change)
{
  InletEdit *self = g_object_new (INLET_TYPE_EDIT, NULL);

  self->context = g_object_ref (context);
  self->connection = g_object_ref (connection);
  self->seen = g_object_ref (connection);
  self->change = g_object_ref (change);
  return self;
}

void
inlet_edit_set_seen (InletEdit   *self,
                     InletRemote *remote)
{
  g_return_if_fail (INLET_IS_EDIT (self));
  g_return_if_fail (INLET_IS_REMOTE (remote));

  g_object_unref (self->seen);
  self->seen = inlet_edit_verdict_take_over (self->connection, remote);
}

void
inlet_edit_run_async (InletEdit           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_EDIT (self));
  g_return_if_fail (!self->is_running);

  /* What was changed is told even to a caller who has cancelled. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_edit_run_async);
  g_task_set_check_cancellable (task, FALSE);

  self->is_running = TRUE;
  inlet_edit_start_async (self->context, self->connection, self->change, cancellable, on_started,
                          g_object_ref (task));
}

InletConnection *
inlet_edit_run_finish (InletEdit     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (INLET_IS_EDIT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletRemote *
inlet_edit_get_remote (InletEdit *self)
{
  g_return_val_if_fail (INLET_IS_EDIT (self), NULL);

  return self->remote;
}

/* That it waits for another try, and why, says more than the step. */
const char *
inlet_edit_get_status (InletEdit *self)
{
  const char *status = NULL;

  g_return_val_if_fail (INLET_IS_EDIT (self), NULL);

  if (self->call == NULL)
    return "";

  status = inlet_call_get_status (self->call);
  if (status != NULL)
    return status;

  return inlet_call_get_step (self->call) == INLET_CALL_SIGNING_IN ? _("Signing in…")
                                                                   : _("Changing the connection…");
}
