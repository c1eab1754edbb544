/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test.h"

#include "inlet-side.h"
#include "inlet-test-calls.h"
#include "inlet-test-log.h"

struct _InletTest
{
  GObject          parent_instance;

  InletContext    *context;           /* (owned) */
  InletConnection *connection;        /* (owned) */
  InletAccount    *account;           /* (owned) (nullable): once it runs */
  gboolean         lists;

  InletTestStep    step;
  const InletCallKind *kind;          /* (unowned) (nullable): static; what is asked */
  InletCall       *call;              /* (owned) (nullable) */
  InletProblem    *problem;           /* (owned) (nullable): what the test came to */
  InletTestResult *result;            /* (owned) (nullable) */
  InletProblem    *listing_problem;   /* (owned) (nullable) */
  gint64           n_entries;
  GError          *unsaved;           /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STEP,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletTest, inlet_test, G_TYPE_OBJECT)

static void
enter (InletTest     *self,
       InletTestStep  step)
{
  if (self->step >= step)
    return;

  self->step = step;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STEP]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
finish (GTask *task)
{
  InletTest *self = g_task_get_source_object (task);

  enter (self, INLET_TEST_DONE);
  g_task_return_pointer (task, g_object_ref (self->result), g_object_unref);
}

static void ask (GTask               *task,
                 const InletCallKind *kind);

/* A question to which nobody was ever asked is not a test of the connection. */
static gboolean
is_kept (InletProblem *problem)
{
  InletErrorCode code = INLET_ERROR_FAILED;

  if (problem == NULL)
    return TRUE;

  code = inlet_problem_get_code (problem);
  return inlet_side_of_problem (problem) != INLET_SIDE_COMPUTER &&
         code != INLET_ERROR_NO_ACCOUNT && code != INLET_ERROR_UNCONFIRMED;
}

static void
go_on (GTask *task)
{
  InletTest *self = g_task_get_source_object (task);

  if (self->problem == NULL && self->lists)
    ask (task, &inlet_test_explore_call);
  else
    finish (task);
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletTest *self = g_task_get_source_object (task);

  inlet_test_log_add_finish (INLET_DATABASE (source), result, &self->unsaved);
  go_on (task);
}

static void
keep (GTask *task)
{
  InletTest *self = g_task_get_source_object (task);

  self->result = inlet_test_result_new (g_get_real_time () / G_USEC_PER_SEC, self->problem);
  if (is_kept (self->problem))
    inlet_test_log_add_async (inlet_context_get_database (self->context),
                              inlet_connection_get_row_id (self->connection), self->result,
                              on_kept, g_object_ref (task));
  else
    go_on (task);
}

/* Whether Adobe said no, and no more than that. */
static gboolean
lacks_reason (InletProblem *problem)
{
  guint status = inlet_problem_get_status (problem);

  return inlet_problem_get_code (problem) == INLET_ERROR_S3_REFUSED && status >= 200 &&
         status < 300 && inlet_problem_get_adobe_code (problem) == NULL;
}

static void
conclude_test (GTask        *task,
               InletProblem *problem)
{
  InletTest *self = g_task_get_source_object (task);

  g_set_object (&self->problem, problem);
  if (problem != NULL && lacks_reason (problem))
    ask (task, &inlet_test_explore_call);
  else
    keep (task);
}

static gboolean
is_about_storage (InletProblem *problem)
{
  InletSide side = inlet_side_of_problem (problem);

  return side == INLET_SIDE_KEY || side == INLET_SIDE_BUCKET || side == INLET_SIDE_STORAGE;
}

/* For a test that failed, the listing tells why, if it tells anything about the storage. */
static void
conclude_listing (GTask        *task,
                  InletProblem *problem)
{
  InletTest *self = g_task_get_source_object (task);

  if (self->result != NULL) {
    g_set_object (&self->listing_problem, problem);
    finish (task);
    return;
  }

  if (problem != NULL && is_about_storage (problem))
    g_set_object (&self->problem, problem);
  keep (task);
}

static void
conclude (GTask        *task,
          InletProblem *problem)
{
  InletTest *self = g_task_get_source_object (task);

  if (self->kind == &inlet_test_explore_call)
    conclude_listing (task, problem);
  else
    conclude_test (task, problem);
}

static void
fail (GTask        *task,
      const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);
  g_autoptr (InletProblem) question = inlet_problem_as_question (problem);

  conclude (task, question);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletTest *self = g_task_get_source_object (task);
  gpointer answer = inlet_call_run_finish (INLET_CALL (source), result, &error);

  if (answer != NULL && self->kind == &inlet_test_explore_call) {
    self->n_entries = *(gint64 *) answer;
    g_free (answer);
  }

  if (g_task_return_error_if_cancelled (task))
    return;

  if (answer != NULL)
    conclude (task, NULL);
  else
    fail (task, error);
}

static void
on_call_step (InletTest  *self,
              GParamSpec *pspec,
              InletCall  *call)
{
  if (call != self->call)
    return;

  if (inlet_call_get_step (call) == INLET_CALL_SIGNING_IN)
    enter (self, INLET_TEST_SIGNING_IN);
  else if (self->kind == &inlet_test_call)
    enter (self, INLET_TEST_TESTING);
  else if (self->result != NULL)
    enter (self, INLET_TEST_LISTING);
}

static void
on_call_status (InletTest *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
ask (GTask               *task,
     const InletCallKind *kind)
{
  InletTest *self = g_task_get_source_object (task);

  self->kind = kind;
  g_clear_object (&self->call);
  self->call = inlet_call_new (self->kind, inlet_context_get_sign_in (self->context),
                               self->account, self->connection);
  g_signal_connect_object (self->call, "notify::step", G_CALLBACK (on_call_step), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->call, "notify::status", G_CALLBACK (on_call_status), self,
                           G_CONNECT_SWAPPED);
  inlet_call_run_async (self->call, g_task_get_cancellable (task), on_answered,
                        g_object_ref (task));
}

static void
inlet_test_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  InletTest *self = INLET_TEST (object);

  switch (prop_id) {
    case PROP_STEP:
      g_value_set_enum (value, self->step);
      break;
    case PROP_STATUS:
      g_value_set_string (value, inlet_test_get_status (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_test_dispose (GObject *object)
{
  InletTest *self = INLET_TEST (object);

  g_clear_object (&self->call);
  g_clear_object (&self->account);
  g_clear_object (&self->problem);
  g_clear_object (&self->result);
  g_clear_object (&self->listing_problem);
  g_clear_error (&self->unsaved);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_test_parent_class)->dispose (object);
}

static void
inlet_test_class_init (InletTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_test_dispose;
  object_class->get_property = inlet_test_get_property;

  props[PROP_STEP] =
    g_param_spec_enum ("step", NULL, NULL, INLET_TYPE_TEST_STEP, INLET_TEST_IDLE, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_test_init (InletTest *self)
{
  self->n_entries = -1;
}

InletTest *
inlet_test_new (InletContext    *context,
                InletConnection *connection)
{
  InletTest *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (inlet_connection_get_remote_id (connection) != NULL, NULL);

  self = g_object_new (INLET_TYPE_TEST, NULL);
  self->context = g_object_ref (context);
  self->connection = g_object_ref (connection);
  return self;
}

void
inlet_test_set_lists (InletTest *self,
                      gboolean   lists)
{
  g_return_if_fail (INLET_IS_TEST (self));

  self->lists = lists;
}

void
inlet_test_run_async (InletTest           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_TEST (self));
  g_return_if_fail (self->step == INLET_TEST_IDLE);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_test_run_async);

  enter (self, INLET_TEST_SIGNING_IN);
  g_set_object (&self->account, inlet_context_find_account (self->context, self->connection));
  if (self->account != NULL) {
    ask (task, &inlet_test_call);
  } else {
    g_autoptr (GError) error = g_error_new (INLET_ERROR, INLET_ERROR_NO_ACCOUNT, "%s",
                                            inlet_connection_get_account_name (self->connection));

    fail (task, error);
  }
}

InletTestResult *
inlet_test_run_finish (InletTest     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (INLET_IS_TEST (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletTestStep
inlet_test_get_step (InletTest *self)
{
  g_return_val_if_fail (INLET_IS_TEST (self), INLET_TEST_IDLE);

  return self->step;
}

/* That it waits for another try, and why, says more than the step. */
const char *
inlet_test_get_status (InletTest *self)
{
  const char *status = NULL;

  g_return_val_if_fail (INLET_IS_TEST (self), NULL);

  if (self->call != NULL)
    status = inlet_call_get_status (self->call);

  return status != NULL ? status : inlet_test_step_to_text (self->step);
}

InletProblem *
inlet_test_get_listing_problem (InletTest *self)
{
  g_return_val_if_fail (INLET_IS_TEST (self), NULL);

  return self->listing_problem;
}

gint64
inlet_test_get_n_entries (InletTest *self)
{
  g_return_val_if_fail (INLET_IS_TEST (self), -1);

  return self->n_entries;
}

const GError *
inlet_test_get_unsaved (InletTest *self)
{
  g_return_val_if_fail (INLET_IS_TEST (self), NULL);

  return self->unsaved;
}
