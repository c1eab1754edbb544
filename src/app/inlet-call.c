/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-call.h"

#include "inlet-problem.h"
#include "inlet-retry.h"
#include "inlet-wait.h"

struct _InletCall
{
  GObject              parent_instance;

  const InletCallKind *kind;           /* (unowned): static */
  gpointer             data;           /* (unowned) */
  InletSignIn         *sign_in;        /* (owned) */
  InletAccount        *account;        /* (owned) */
  InletPace           *pace;           /* (owned): the gate to where it is sent */

  InletCallStep        step;
  InletWait           *wait;           /* (owned): what is said while it waits */
  InletSecrets        *token;          /* (owned) (nullable) */
  gboolean             is_quiet;
  guint                pass;           /* through the gate */
  gboolean             has_renewed;    /* the token, after a 401 */
  InletRetry           retry;
};

enum {
  PROP_0,
  PROP_STEP,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (InletCallStep, inlet_call_step,
                    G_DEFINE_ENUM_VALUE (INLET_CALL_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (INLET_CALL_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (INLET_CALL_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (INLET_CALL_WAITING, "waiting"))

G_DEFINE_FINAL_TYPE (InletCall, inlet_call, G_TYPE_OBJECT)

static void
on_status_changed (InletCall *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
enter (InletCall     *self,
       InletCallStep  step)
{
  if (self->step == step)
    return;

  self->step = step;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
}

/* Whoever asked may keep the call for long. */
static void
return_answer (GTask   *task,
               gpointer answer)
{
  InletCall *self = g_task_get_source_object (task);

  g_clear_pointer (&self->token, inlet_secrets_unref);
  g_task_return_pointer (task, answer, self->kind->free_result);
}

static void
return_error (GTask  *task,
              GError *error)
{
  InletCall *self = g_task_get_source_object (task);

  g_clear_pointer (&self->token, inlet_secrets_unref);
  g_task_return_error (task, error);
}

static void send_in_turn (GTask *task);

static gboolean
on_waited (gpointer user_data)
{
  GTask *task = user_data;
  InletCall *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  inlet_wait_end (self->wait);
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    return_error (task, g_steal_pointer (&error));
  else
    send_in_turn (task);

  return G_SOURCE_REMOVE;
}

static void
wait_and_send (GTask        *task,
               InletProblem *problem,
               gint64        milliseconds)
{
  InletCall *self = g_task_get_source_object (task);
  InletClock *clock = inlet_sign_in_get_clock (self->sign_in);
  g_autoptr (GSource) source =
    inlet_clock_create_timeout (clock, milliseconds, g_task_get_cancellable (task));

  g_debug ("%s: again in %d ms", self->kind->name, (int) milliseconds);
  enter (self, INLET_CALL_WAITING);
  inlet_wait_for_try (self->wait, problem, milliseconds);
  g_source_set_callback (source, on_waited, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* How long to wait before the next try, -1 if there is none. */
static gint64
find_wait (InletCall    *self,
           GTask        *task,
           InletProblem *problem)
{
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return -1;

  return inlet_retry_next (&self->retry, problem, self->kind->changes);
}

static void sign_in (GTask        *task,
                     InletSecrets *refused);

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;
  InletCall *self = g_task_get_source_object (task);
  gpointer answer = self->kind->finish (INLET_HTTP (source), result, &error);
  gint64 milliseconds = -1;

  if (answer == NULL)
    problem = inlet_problem_new_from_error (error);
  inlet_pace_leave (self->pace, self->pass, problem);

  if (answer != NULL) {
    return_answer (task, answer);
    return;
  }

  if (self->token != NULL && !self->has_renewed &&
      inlet_sign_in_may_renew (self->account, error)) {
    g_autoptr (InletSecrets) refused = g_steal_pointer (&self->token);

    self->has_renewed = TRUE;
    sign_in (task, refused);
    return;
  }

  milliseconds = find_wait (self, task, problem);
  if (milliseconds >= 0)
    wait_and_send (task, problem, milliseconds);
  else
    return_error (task, g_steal_pointer (&error));
}

static void
send_now (GTask *task)
{
  InletCall *self = g_task_get_source_object (task);
  const char *token =
    self->token != NULL ? inlet_secrets_get (self->token, INLET_SECRET_ACCESS_TOKEN) : NULL;

  enter (self, INLET_CALL_SENDING);
  self->kind->send (inlet_sign_in_get_http (self->sign_in), self->account, token, self->data,
                    g_task_get_cancellable (task), on_sent, g_object_ref (task));
}

static void
on_let_in (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletCall *self = g_task_get_source_object (task);

  inlet_wait_end (self->wait);
  self->pass = inlet_pace_enter_finish (INLET_PACE (source), result, &error);
  if (self->pass != 0)
    send_now (task);
  else
    return_error (task, g_steal_pointer (&error));
}

static void
send_in_turn (GTask *task)
{
  InletCall *self = g_task_get_source_object (task);

  if (!inlet_pace_is_open (self->pace)) {
    enter (self, INLET_CALL_WAITING);
    inlet_wait_at_gate (self->wait);
  }
  inlet_pace_enter_async (self->pace, g_task_get_cancellable (task), on_let_in,
                          g_object_ref (task));
}

/* Signing in waits on its own, once for all who are waiting for it. */
static void
on_sign_in_waiting (InletSignIn  *sign_in,
                    InletAccount *account,
                    const char   *status,
                    InletCall    *self)
{
  if (self->step == INLET_CALL_SIGNING_IN &&
      g_str_equal (inlet_profile_get_id (INLET_PROFILE (account)),
                   inlet_profile_get_id (INLET_PROFILE (self->account))))
    inlet_wait_repeat (self->wait, status);
}

static void
on_token_got (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletCall *self = g_task_get_source_object (task);

  inlet_wait_end (self->wait);
  self->token = inlet_sign_in_get_token_finish (INLET_SIGN_IN (source), result, &error);
  if (self->token != NULL)
    send_in_turn (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
sign_in (GTask        *task,
         InletSecrets *refused)
{
  InletCall *self = g_task_get_source_object (task);

  enter (self, INLET_CALL_SIGNING_IN);
  inlet_sign_in_get_token_async (self->sign_in, self->account, refused,
                                 g_task_get_cancellable (task), on_token_got, g_object_ref (task));
}

static void
on_keyring_checked (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_keyring_check_finish (INLET_KEYRING (source), result, &error))
    sign_in (task, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
check_keyring (GTask *task)
{
  InletCall *self = g_task_get_source_object (task);
  InletVault *vault = inlet_sign_in_get_vault (self->sign_in);

  inlet_keyring_check_async (inlet_vault_get_keyring (vault), INLET_PROFILE (self->account),
                             g_task_get_cancellable (task), on_keyring_checked,
                             g_object_ref (task));
}

static const char *
find_address (InletCall *self)
{
  return self->kind->is_sign_in ? inlet_account_get_ims_url (self->account) :
         inlet_account_get_platform_url (self->account);
}

static void
inlet_call_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  InletCall *self = INLET_CALL (object);

  switch (prop_id) {
    case PROP_STEP:
      g_value_set_enum (value, self->step);
      break;
    case PROP_STATUS:
      g_value_set_string (value, inlet_call_get_status (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_call_dispose (GObject *object)
{
  InletCall *self = INLET_CALL (object);

  g_clear_object (&self->sign_in);
  g_clear_object (&self->account);
  g_clear_object (&self->pace);
  g_clear_pointer (&self->token, inlet_secrets_unref);
  g_clear_object (&self->wait);

  G_OBJECT_CLASS (inlet_call_parent_class)->dispose (object);
}

static void
inlet_call_class_init (InletCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_call_dispose;
  object_class->get_property = inlet_call_get_property;

  props[PROP_STEP] =
    g_param_spec_enum ("step", NULL, NULL, INLET_TYPE_CALL_STEP, INLET_CALL_IDLE, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_call_init (InletCall *self)
{
}

InletCall *
inlet_call_new (const InletCallKind *kind,
                InletSignIn         *sign_in,
                InletAccount        *account,
                gpointer             data)
{
  InletCall *self = NULL;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (INLET_IS_SIGN_IN (sign_in), NULL);
  g_return_val_if_fail (INLET_IS_ACCOUNT (account), NULL);

  self = g_object_new (INLET_TYPE_CALL, NULL);
  self->kind = kind;
  self->sign_in = g_object_ref (sign_in);
  self->account = g_object_ref (account);
  self->data = data;
  self->pace = g_object_ref (inlet_sign_in_get_pace (sign_in, find_address (self)));
  self->wait = inlet_wait_new (inlet_sign_in_get_clock (sign_in), self->pace);
  g_signal_connect_object (sign_in, "waiting", G_CALLBACK (on_sign_in_waiting), self, 0);
  g_signal_connect_object (self->wait, "notify::status", G_CALLBACK (on_status_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
inlet_call_set_quiet (InletCall *self,
                      gboolean   is_quiet)
{
  g_return_if_fail (INLET_IS_CALL (self));
  g_return_if_fail (self->step == INLET_CALL_IDLE);

  self->is_quiet = is_quiet;
}

void
inlet_call_run_async (InletCall           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_CALL (self));
  g_return_if_fail (self->step == INLET_CALL_IDLE);

  /* What was made is given even to a caller who has cancelled. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_call_run_async);
  g_task_set_check_cancellable (task, FALSE);

  if (self->kind->is_sign_in)
    send_in_turn (task);
  else if (self->is_quiet)
    check_keyring (task);
  else
    sign_in (task, NULL);
}

gpointer
inlet_call_run_finish (InletCall     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletCallStep
inlet_call_get_step (InletCall *self)
{
  g_return_val_if_fail (INLET_IS_CALL (self), INLET_CALL_IDLE);

  return self->step;
}

const char *
inlet_call_get_status (InletCall *self)
{
  g_return_val_if_fail (INLET_IS_CALL (self), NULL);

  return inlet_wait_get_status (self->wait);
}
