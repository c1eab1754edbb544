/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-create.h"

#include "inlet-attempt.h"
#include "inlet-call.h"
#include "inlet-error.h"
#include "inlet-flow-service.h"
#include "inlet-new-profiles.h"

/* Seconds until an outcome that could not be written is tried again: who reads that the disk is
 * full makes room and looks. */
#define SAVE_INTERVAL 2

struct _InletCreate
{
  GObject          parent_instance;

  InletContext    *context;         /* (owned) */
  InletDraft      *draft;           /* (owned) */
  GPtrArray       *new_profiles;    /* (owned): stored first */
  gboolean         is_again;
  InletCreateStep  step;

  InletSecrets    *secrets;         /* (owned) (nullable): of the credentials */
  InletCall       *call;            /* (owned) (nullable) */
  InletAttempt    *attempt;         /* (owned) (nullable) */
  InletConnection *outcome;         /* (owned) (nullable) */
  GError          *unsaved;         /* (owned) (nullable) */
  guint            save_id;
};

enum {
  PROP_0,
  PROP_STEP,
  PROP_STATUS,
  PROP_IS_SAVED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletCreate, inlet_create, G_TYPE_OBJECT)

static void
enter (InletCreate     *self,
       InletCreateStep  step)
{
  self->step = step;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
forget_secrets (InletCreate *self)
{
  g_clear_pointer (&self->secrets, inlet_secrets_unref);
  g_ptr_array_set_size (self->new_profiles, 0);
}

/* Ends before there was a row. */
static void
give_up (GTask  *task,
         GError *error)
{
  InletCreate *self = g_task_get_source_object (task);

  forget_secrets (self);
  enter (self, INLET_CREATE_DONE);
  g_task_return_error (task, error);
}

static gboolean on_time_to_save (gpointer user_data);

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InletCreate) self = INLET_CREATE (user_data);

  g_clear_error (&self->unsaved);
  if (inlet_attempt_conclude_finish (INLET_ATTEMPT (source), result, &self->unsaved))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_SAVED]);
  else if (self->attempt != NULL)
    self->save_id = g_timeout_add_seconds (SAVE_INTERVAL, on_time_to_save, self);
}

static gboolean
on_time_to_save (gpointer user_data)
{
  InletCreate *self = INLET_CREATE (user_data);

  self->save_id = 0;
  inlet_attempt_conclude_async (self->attempt, self->outcome, on_saved, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
on_concluded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletCreate *self = g_task_get_source_object (task);

  /* What came of it is given even if it could not be written: an ID is never lost silently. */
  if (!inlet_attempt_conclude_finish (INLET_ATTEMPT (source), result, &self->unsaved))
    self->save_id = g_timeout_add_seconds (SAVE_INTERVAL, on_time_to_save, self);
  enter (self, INLET_CREATE_DONE);
  g_task_return_pointer (task, g_object_ref (self->outcome), g_object_unref);
}

static void
conclude (GTask           *task,
          InletConnection *outcome)
{
  InletCreate *self = g_task_get_source_object (task);

  forget_secrets (self);
  g_set_object (&self->outcome, outcome);
  enter (self, INLET_CREATE_CONCLUDING);
  inlet_attempt_conclude_async (self->attempt, outcome, on_concluded, g_object_ref (task));
}

static void
conclude_with_error (GTask        *task,
                     const GError *error)
{
  InletCreate *self = g_task_get_source_object (task);
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletConnection) outcome = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    problem = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Cancelled before the request was sent");
  else
    problem = inlet_problem_new_from_error (error);

  outcome = inlet_connection_with_problem (inlet_attempt_get_connection (self->attempt), problem);
  conclude (task, outcome);
}

static void
send_create (InletHttp           *http,
             InletAccount        *account,
             const char          *token,
             gpointer             data,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  InletCreate *self = data;

  inlet_flow_service_create_async (http, self->draft, token, self->secrets, cancellable, callback,
                                   user_data);
}

static gpointer
finish_create (InletHttp     *http,
               GAsyncResult  *result,
               GError       **error)
{
  return inlet_flow_service_create_finish (http, result, error);
}

static const InletCallKind create_kind = {
  .name = "create-connection",
  .changes = TRUE,
  .send = send_create,
  .finish = finish_create,
  .free_result = g_object_unref,
};

static void
on_called (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) receipt = inlet_call_run_finish (INLET_CALL (source), result, &error);
  g_autoptr (InletConnection) outcome = NULL;
  InletCreate *self = g_task_get_source_object (task);

  if (receipt != NULL) {
    outcome = inlet_connection_with_receipt (inlet_attempt_get_connection (self->attempt), receipt);
    conclude (task, outcome);
  } else {
    conclude_with_error (task, error);
  }
}

static void
on_call_step_changed (InletCreate *self)
{
  switch (inlet_call_get_step (self->call)) {
    case INLET_CALL_SIGNING_IN:
      enter (self, INLET_CREATE_SIGNING_IN);
      break;
    case INLET_CALL_SENDING:
      enter (self, INLET_CREATE_SENDING);
      break;
    case INLET_CALL_WAITING:
      enter (self, INLET_CREATE_WAITING);
      break;
    case INLET_CALL_IDLE:
    default:
      break;
  }
}

static void
on_call_status_changed (InletCreate *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
call (GTask *task)
{
  InletCreate *self = g_task_get_source_object (task);

  self->call = inlet_call_new (&create_kind, inlet_context_get_sign_in (self->context),
                               inlet_draft_get_account (self->draft), self);
  g_signal_connect_object (self->call, "notify::step", G_CALLBACK (on_call_step_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->call, "notify::status", G_CALLBACK (on_call_status_changed), self,
                           G_CONNECT_SWAPPED);
  inlet_call_run_async (self->call, g_task_get_cancellable (task), on_called, g_object_ref (task));
}

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletCreate *self = g_task_get_source_object (task);

  self->attempt = inlet_attempt_begin_finish (result, &error);
  if (self->attempt == NULL)
    give_up (task, g_steal_pointer (&error));
  else if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    conclude_with_error (task, error);
  else
    call (task);
}

static void
on_secrets_looked_up (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletConnection) connection = NULL;
  InletCreate *self = g_task_get_source_object (task);

  self->secrets = inlet_vault_lookup_finish (INLET_VAULT (source), result, &error);
  if (self->secrets == NULL) {
    give_up (task, g_steal_pointer (&error));
    return;
  }

  /* Not cancellable: a row that was written without this process knowing would be in doubt. */
  connection = inlet_connection_new_attempt (self->draft, g_get_real_time () / G_USEC_PER_SEC);
  enter (self, INLET_CREATE_RECORDING);
  inlet_attempt_begin_async (inlet_context_get_database (self->context), connection, self->is_again,
                             NULL, on_begun, g_object_ref (task));
}

static void
unlock (GTask *task)
{
  InletCreate *self = g_task_get_source_object (task);

  enter (self, INLET_CREATE_UNLOCKING);
  inlet_vault_lookup_async (inlet_context_get_vault (self->context),
                            INLET_PROFILE (inlet_draft_get_credentials (self->draft)),
                            g_task_get_cancellable (task), on_secrets_looked_up,
                            g_object_ref (task));
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_new_profiles_store_finish (result, &error))
    unlock (task);
  else
    give_up (task, g_steal_pointer (&error));
}

static void
store (GTask *task)
{
  InletCreate *self = g_task_get_source_object (task);

  if (self->new_profiles->len > 0)
    enter (self, INLET_CREATE_STORING);
  inlet_new_profiles_store_async (self->new_profiles, inlet_context_get_vault (self->context),
                                  g_task_get_cancellable (task), on_stored, g_object_ref (task));
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_attempt_check_finish (INLET_DATABASE (source), result, &error))
    store (task);
  else
    give_up (task, g_steal_pointer (&error));
}

/* So that nothing is stored or unlocked for what is refused when the attempt is written. */
static void
check (GTask *task)
{
  InletCreate *self = g_task_get_source_object (task);
  g_autoptr (InletConnection) connection =
    inlet_connection_new_attempt (self->draft, g_get_real_time () / G_USEC_PER_SEC);

  enter (self, INLET_CREATE_CHECKING);
  inlet_attempt_check_async (inlet_context_get_database (self->context), connection,
                             g_task_get_cancellable (task), on_checked, g_object_ref (task));
}

static void
inlet_create_dispose (GObject *object)
{
  InletCreate *self = INLET_CREATE (object);

  forget_secrets (self);
  g_clear_object (&self->call);
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_object (&self->attempt);
  g_clear_object (&self->outcome);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_create_parent_class)->dispose (object);
}

static void
inlet_create_finalize (GObject *object)
{
  InletCreate *self = INLET_CREATE (object);

  g_ptr_array_unref (self->new_profiles);
  g_clear_error (&self->unsaved);

  G_OBJECT_CLASS (inlet_create_parent_class)->finalize (object);
}

static void
inlet_create_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  InletCreate *self = INLET_CREATE (object);

  switch (prop_id) {
    case PROP_STEP:
      g_value_set_enum (value, self->step);
      break;
    case PROP_STATUS:
      g_value_set_string (value, inlet_create_get_status (self));
      break;
    case PROP_IS_SAVED:
      g_value_set_boolean (value, self->unsaved == NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_create_class_init (InletCreateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_create_dispose;
  object_class->finalize = inlet_create_finalize;
  object_class->get_property = inlet_create_get_property;

  props[PROP_STEP] =
    g_param_spec_enum ("step", NULL, NULL, INLET_TYPE_CREATE_STEP, INLET_CREATE_IDLE, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_IS_SAVED] = g_param_spec_boolean ("is-saved", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_create_init (InletCreate *self)
{
  self->new_profiles = inlet_new_profiles_new ();
}

InletCreate *
inlet_create_new (InletContext *context,
                  InletDraft   *draft)
{
  InletCreate *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_DRAFT (draft), NULL);

  self = g_object_new (INLET_TYPE_CREATE, NULL);
  self->context = g_object_ref (context);
  self->draft = g_object_ref (draft);
  return self;
}

void
inlet_create_store_first (InletCreate  *self,
                          InletProfile *profile,
                          InletSecrets *secrets)
{
  g_return_if_fail (INLET_IS_CREATE (self));
  g_return_if_fail (self->step == INLET_CREATE_IDLE);

  inlet_new_profiles_add (self->new_profiles, profile, secrets);
}

void
inlet_create_set_again (InletCreate *self,
                        gboolean     is_again)
{
  g_return_if_fail (INLET_IS_CREATE (self));
  g_return_if_fail (self->step == INLET_CREATE_IDLE);

  self->is_again = is_again;
}

void
inlet_create_run_async (InletCreate         *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_CREATE (self));
  g_return_if_fail (self->step == INLET_CREATE_IDLE);

  /* Once there is a row, cancelling ends in an outcome like any other. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_create_run_async);
  g_task_set_check_cancellable (task, FALSE);
  (self->is_again ? store : check)(task);
}

InletConnection *
inlet_create_run_finish (InletCreate   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletCreateStep
inlet_create_get_step (InletCreate *self)
{
  g_return_val_if_fail (INLET_IS_CREATE (self), INLET_CREATE_IDLE);

  return self->step;
}

const char *
inlet_create_get_status (InletCreate *self)
{
  const char *status = NULL;

  g_return_val_if_fail (INLET_IS_CREATE (self), NULL);

  if (self->call != NULL)
    status = inlet_call_get_status (self->call);
  return status != NULL ? status : inlet_create_step_to_text (self->step);
}

const GError *
inlet_create_get_unsaved (InletCreate *self)
{
  g_return_val_if_fail (INLET_IS_CREATE (self), NULL);

  return self->unsaved;
}
