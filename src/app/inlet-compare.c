/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-compare.h"

#include "inlet-call.h"
#include "inlet-comparison.h"
#include "inlet-flow-list.h"
#include "inlet-page-call.h"
#include "inlet-sandbox-query.h"

#include <glib/gi18n.h>

struct _InletCompare
{
  GObject             parent_instance;

  InletContext       *context;           /* (owned) */
  InletAccount       *account;           /* (owned) */
  GPtrArray          *sandboxes;         /* (owned): of names */
  guint               next_sandbox;
  InletCompareCounts  counts;
  GError             *failure;           /* (owned) (nullable) */
  char               *failed_sandbox;    /* (owned) (nullable) */

  /* Of the sandbox that is compared: one page is read while the one before is written. */
  InletComparison    *comparison;        /* (owned) (nullable) */
  InletFlowList      *list;              /* (owned) (nullable) */
  InletCall          *call;              /* (owned) (nullable): while a page is asked for */
  GPtrArray          *page;              /* (owned) (nullable): read, and not yet written */
  gboolean            is_writing;
  GError             *error;             /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATUS,
  PROP_N_LISTED,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletCompare, inlet_compare, G_TYPE_OBJECT)

static const char *
get_sandbox (InletCompare * self)
{
  return self->sandboxes->pdata[self->next_sandbox];
}

static void
notify_status (InletCompare *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
tell (InletCompare       *self,
      InletCompareChange  change,
      GPtrArray          *connections)
{
  self->counts.n_changed[change] += connections->len;
  for (guint i = 0; i < connections->len; i++)
    g_signal_emit (self, signals[CHANGED], 0, change, connections->pdata[i]);
}

static void
tell_part (InletCompare        *self,
           InletComparisonPart *part)
{
  self->counts.n_unchanged += part->n_unchanged;
  self->counts.n_left += part->n_left;
  tell (self, INLET_COMPARE_GONE, part->gone);
  tell (self, INLET_COMPARE_UPDATED, part->updated);
  tell (self, INLET_COMPARE_ADOPTED, part->adopted);
}

static void compare_next_sandbox (GTask *task);
static void go_on (GTask *task);
static void conclude (GTask *task);

static void
forget_sandbox (InletCompare *self)
{
  g_clear_object (&self->comparison);
  g_clear_object (&self->list);
  g_clear_pointer (&self->page, g_ptr_array_unref);
  g_clear_error (&self->error);
}

/* A failure that is not about this sandbox would be the same for the next. */
static gboolean
is_of_all (InletProblem *problem)
{
  return inlet_problem_get_status (problem) == 0 ||
         inlet_problem_get_code (problem) == INLET_ERROR_SIGN_IN;
}

static void
pass_over (GTask *task)
{
  InletCompare *self = g_task_get_source_object (task);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (self->error);
  g_autoptr (InletProblem) question = inlet_problem_as_question (problem);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->failure == NULL) {
    self->failure = inlet_problem_to_error (question);
    self->failed_sandbox = g_strdup (get_sandbox (self));
  }

  self->next_sandbox = is_of_all (problem) ? self->sandboxes->len : self->next_sandbox + 1;
  compare_next_sandbox (task);
}

static void
on_concluded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletCompare *self = g_task_get_source_object (task);
  g_autoptr (InletComparisonPart) part =
    inlet_comparison_finish (self->comparison, result, &self->error);

  if (part == NULL) {
    pass_over (task);
    return;
  }

  tell_part (self, part);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (!part->is_last) {
    conclude (task);
    return;
  }

  self->counts.n_compared++;
  self->next_sandbox++;
  compare_next_sandbox (task);
}

static void
conclude (GTask *task)
{
  InletCompare *self = g_task_get_source_object (task);

  inlet_comparison_conclude_async (self->comparison, on_concluded, g_object_ref (task));
}

/* The first error counts; where there is one already, this one is left out. */
static GError **
get_error_place (InletCompare *self)
{
  return self->error == NULL ? &self->error : NULL;
}

static void
on_page_written (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletCompare *self = g_task_get_source_object (task);
  g_autoptr (InletComparisonPart) part =
    inlet_comparison_finish (self->comparison, result, get_error_place (self));

  self->is_writing = FALSE;
  if (part != NULL)
    tell_part (self, part);
  go_on (task);
}

static void
write_page (GTask *task)
{
  InletCompare *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) page = g_steal_pointer (&self->page);

  self->is_writing = TRUE;
  inlet_comparison_add_async (self->comparison, page, on_page_written, g_object_ref (task));
}

static void
on_page_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletCompare *self = g_task_get_source_object (task);

  g_clear_object (&self->call);
  self->page = inlet_call_run_finish (INLET_CALL (source), result, get_error_place (self));
  if (self->page != NULL) {
    self->counts.n_pages++;
    self->counts.n_listed += self->page->len;
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_LISTED]);
  }

  go_on (task);
}

static void
read_page (GTask *task)
{
  InletCompare *self = g_task_get_source_object (task);

  self->call = inlet_call_new (&inlet_page_call, inlet_context_get_sign_in (self->context),
                               self->account, self->list);
  g_signal_connect_object (self->call, "notify::status", G_CALLBACK (notify_status), self,
                           G_CONNECT_SWAPPED);
  inlet_call_run_async (self->call, g_task_get_cancellable (task), on_page_read,
                        g_object_ref (task));
}

/* Called whenever a page was read or written. After an error, waits for what is under way. */
static void
go_on (GTask *task)
{
  InletCompare *self = g_task_get_source_object (task);

  if (self->error == NULL && self->page != NULL && !self->is_writing)
    write_page (task);
  if (self->error == NULL && self->page == NULL && self->call == NULL &&
      inlet_flow_list_has_next (self->list))
    read_page (task);
  if (self->call != NULL || self->is_writing)
    return;

  if (self->error != NULL)
    pass_over (task);
  else
    conclude (task);
}

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletCompare *self = g_task_get_source_object (task);

  self->comparison = inlet_comparison_begin_finish (result, &self->error);
  if (self->comparison != NULL)
    go_on (task);
  else
    pass_over (task);
}

static void
compare_next_sandbox (GTask *task)
{
  InletCompare *self = g_task_get_source_object (task);

  forget_sandbox (self);
  if (self->next_sandbox == self->sandboxes->len) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  notify_status (self);
  self->list = inlet_flow_list_new (get_sandbox (self), NULL);
  inlet_comparison_begin_async (inlet_context_get_database (self->context), self->account,
                                get_sandbox (self), g_task_get_cancellable (task), on_begun,
                                g_object_ref (task));
}

/* Others than active ones answer with an error, or with what is about to go. */
static void
add_sandboxes (InletCompare *self,
               GPtrArray    *sandboxes)
{
  for (guint i = 0; i < sandboxes->len; i++) {
    InletSandbox *sandbox = sandboxes->pdata[i];
    const char *state = inlet_sandbox_get_state (sandbox);

    if (*state == '\0' || g_str_equal (state, "active"))
      g_ptr_array_add (self->sandboxes, g_strdup (inlet_sandbox_get_name (sandbox)));
  }
}

static void
start (GTask *task)
{
  InletCompare *self = g_task_get_source_object (task);

  self->counts.n_sandboxes = self->sandboxes->len;
  compare_next_sandbox (task);
}

static void
on_sandboxes_listed (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sandboxes = NULL;
  g_autoptr (InletProblem) problem = NULL;
  InletCompare *self = g_task_get_source_object (task);

  sandboxes = inlet_sandbox_query_finish (INLET_CONTEXT (source), result, &error);
  if (sandboxes == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  problem = inlet_sandbox_query_explain (sandboxes);
  if (problem != NULL) {
    g_task_return_error (task, inlet_problem_to_error (problem));
    return;
  }

  add_sandboxes (self, sandboxes);
  start (task);
}

static void
inlet_compare_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  InletCompare *self = INLET_COMPARE (object);

  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, inlet_compare_get_status (self));
      break;
    case PROP_N_LISTED:
      g_value_set_uint (value, self->counts.n_listed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_compare_dispose (GObject *object)
{
  InletCompare *self = INLET_COMPARE (object);

  forget_sandbox (self);
  g_clear_object (&self->call);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->failed_sandbox, g_free);
  g_clear_pointer (&self->sandboxes, g_ptr_array_unref);
  g_clear_object (&self->account);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_compare_parent_class)->dispose (object);
}

static void
inlet_compare_class_init (InletCompareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_compare_get_property;
  object_class->dispose = inlet_compare_dispose;

  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, "", flags);
  props[PROP_N_LISTED] = g_param_spec_uint ("n-listed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHANGED] = g_signal_new ("changed", INLET_TYPE_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, INLET_TYPE_COMPARE_CHANGE,
                                   INLET_TYPE_CONNECTION);
}

static void
inlet_compare_init (InletCompare *self)
{
  self->sandboxes = g_ptr_array_new_with_free_func (g_free);
}

InletCompare *
inlet_compare_new (InletContext *context,
                   InletAccount *account,
                   const char   *sandbox)
{
  InletCompare *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_ACCOUNT (account), NULL);

  self = g_object_new (INLET_TYPE_COMPARE, NULL);
  self->context = g_object_ref (context);
  self->account = g_object_ref (account);
  if (sandbox != NULL)
    g_ptr_array_add (self->sandboxes, g_strdup (sandbox));
  return self;
}

void
inlet_compare_run_async (InletCompare        *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_COMPARE (self));
  g_return_if_fail (self->counts.n_sandboxes == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_compare_run_async);

  if (self->sandboxes->len > 0)
    start (task);
  else
    inlet_sandbox_query_async (self->context, self->account, FALSE, cancellable,
                               on_sandboxes_listed, g_object_ref (task));
}

gboolean
inlet_compare_run_finish (InletCompare  *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (INLET_IS_COMPARE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* That it waits for another try, and why, says more than what it waits for. */
const char *
inlet_compare_get_status (InletCompare *self)
{
  const char *status = NULL;

  g_return_val_if_fail (INLET_IS_COMPARE (self), NULL);

  status = self->call != NULL ? inlet_call_get_status (self->call) : NULL;
  if (status != NULL)
    return status;

  return self->counts.n_sandboxes == 0 ? _("Asking Adobe for the sandboxes…")
                                       : _("Comparing with Adobe…");
}

const InletCompareCounts *
inlet_compare_get_counts (InletCompare *self)
{
  g_return_val_if_fail (INLET_IS_COMPARE (self), NULL);

  return &self->counts;
}

const GError *
inlet_compare_get_failure (InletCompare *self)
{
  g_return_val_if_fail (INLET_IS_COMPARE (self), NULL);

  return self->failure;
}

const char *
inlet_compare_get_failed_sandbox (InletCompare *self)
{
  g_return_val_if_fail (INLET_IS_COMPARE (self), NULL);

  return self->failed_sandbox;
}
