/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test-view.h"

#include "inlet-config.h"
#include "inlet-problem-view.h"
#include "inlet-proof-view.h"
#include "inlet-side.h"
#include "inlet-test-log.h"
#include "inlet-test.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

/* As many as a narrow window has room for. */
#define MAX_MARKS 8

struct _InletTestView
{
  AdwBin           parent_instance;

  InletContext    *context;      /* (owned) (nullable) */
  InletConnection *connection;   /* (owned) (nullable) */
  InletProof      *proof;        /* (owned) (nullable): whose steps are shown */
  InletTest       *test;         /* (owned) (nullable): what is under way */
  GCancellable    *testing;      /* (owned) (nullable): of that */
  GCancellable    *reading;      /* (owned) (nullable): of the log */
  InletTestResult *told;         /* (owned) (nullable): of the last test that was made here */
  InletTestResult *kept;         /* (owned) (nullable): the last that is in the log */

  GtkBox          *strip;
  GtkWidget       *cancel_button;
  GtkWidget       *test_button;
};

G_DEFINE_FINAL_TYPE (InletTestView, inlet_test_view, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_CONNECTION,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_PROBLEM,
  PROP_LINES,
  PROP_IS_TESTING,
  PROP_HAS_TESTS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static char *
choose_page (gpointer owner,
             gboolean is_testing)
{
  return g_strdup (is_testing ? "progress" : "button");
}

/* (nullable): what is shown: a test that could not be made is told, and is not in the log. */
static InletTestResult *
get_result (InletTestView *self)
{
  if (self->told == NULL || self->kept == NULL)
    return self->told != NULL ? self->told : self->kept;

  return inlet_test_result_get_tested_at (self->kept) >
         inlet_test_result_get_tested_at (self->told) ? self->kept : self->told;
}

static gboolean
can_test (InletTestView *self)
{
  return self->context != NULL && self->test == NULL && self->connection != NULL &&
         inlet_connection_get_state (self->connection) == INLET_CONNECTION_CREATED &&
         inlet_connection_get_remote_id (self->connection) != NULL;
}

static void
update (InletTestView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "test.run", can_test (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "test.cancel", self->test != NULL);
  for (guint i = PROP_TITLE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

/* (transfer full) */
static char *
dup_title (InletTestView *self)
{
  InletTestResult *result = get_result (self);

  if (self->test != NULL)
    return g_strdup (inlet_test_get_status (self->test));
  if (result == NULL)
    return g_strdup (_("Not tested yet"));

  return g_strdup (inlet_test_outcome_label (inlet_test_result_get_outcome (result)));
}

/* (transfer full): when, and where to look. */
static char *
dup_subtitle (InletTestView *self)
{
  InletTestResult *result = get_result (self);
  InletProblem *problem = result != NULL ? inlet_test_result_get_problem (result) : NULL;
  g_autofree char *when = NULL;
  g_autofree char *where = NULL;

  if (self->test != NULL || result == NULL)
    return g_strdup ("");

  when = inlet_time_to_full (inlet_test_result_get_tested_at (result));
  if (problem == NULL)
    return g_steal_pointer (&when);

  /* TRANSLATORS: whose side a problem is on, such as “the network”. */
  where = g_strdup_printf (_("Look at %s"),
                           inlet_side_to_text (inlet_side_of_problem (problem)));
  return g_strdup_printf ("%s · %s", where, when);
}

/* (nullable) */
static InletProofLines *
get_lines (InletTestView *self)
{
  return self->proof != NULL ? inlet_proof_get_lines (self->proof) : NULL;
}

/* (nullable): of the steps, there may be one although the test was passed. */
static InletProblem *
get_problem (InletTestView *self)
{
  InletTestResult *result = get_result (self);

  if (self->test != NULL || result == NULL)
    return NULL;

  return self->proof != NULL && result == self->told
         ? inlet_proof_lines_get_problem (get_lines (self))
         : inlet_test_result_get_problem (result);
}

/* What it says to those who do not see it, and to those who point at it: when, and why. */
static char *
describe (InletTestResult *result)
{
  InletProblem *problem = inlet_test_result_get_problem (result);
  const char *label = inlet_test_outcome_label (inlet_test_result_get_outcome (result));
  g_autofree char *when = inlet_time_to_full (inlet_test_result_get_tested_at (result));

  if (problem == NULL)
    return g_strdup_printf ("%s, %s", label, when);

  return g_strdup_printf ("%s, %s: %s", label, when, inlet_problem_get_title (problem));
}

static void
add_mark (InletTestView   *self,
          InletTestResult *result)
{
  InletTestOutcome outcome = inlet_test_result_get_outcome (result);
  GtkWidget *mark = gtk_image_new_from_icon_name (inlet_test_outcome_icon_name (outcome));
  g_autofree char *text = describe (result);

  gtk_widget_add_css_class (mark, inlet_test_outcome_css_class (outcome));
  gtk_widget_set_tooltip_text (mark, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_box_append (self->strip, mark);
}

static void
show_log (InletTestView *self,
          GPtrArray     *results)
{
  InletTestResult *last = results->len > 0 ? results->pdata[results->len - 1] : NULL;
  GtkWidget *mark = NULL;

  while ((mark = gtk_widget_get_first_child (GTK_WIDGET (self->strip))) != NULL)
    gtk_box_remove (self->strip, mark);
  for (guint i = 0; i < results->len; i++)
    add_mark (self, results->pdata[i]);

  g_set_object (&self->kept, last);
  update (self);
}

static void
on_log_read (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = inlet_test_log_read_finish (INLET_DATABASE (source), result,
                                                              &error);

  if (results != NULL)
    show_log (INLET_TEST_VIEW (user_data), results);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    inlet_tell_error (user_data, error);
}

static void
stop_reading (InletTestView *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_log (InletTestView *self)
{
  stop_reading (self);
  if (self->context == NULL || self->connection == NULL)
    return;

  self->reading = g_cancellable_new ();
  inlet_test_log_read_async (inlet_context_get_database (self->context),
                             inlet_connection_get_row_id (self->connection), MAX_MARKS,
                             self->reading, on_log_read, self);
}

static void
end_test (InletTestView *self)
{
  gboolean has_focus = gtk_widget_has_focus (self->cancel_button);

  g_clear_object (&self->test);
  g_clear_object (&self->testing);
  update (self);
  if (has_focus)
    gtk_widget_grab_focus (self->test_button);
}

static void
take_result (InletTestView   *self,
             InletTest       *test,
             InletTestResult *result)
{
  g_set_object (&self->told, result);
  if (inlet_test_get_unsaved (test) != NULL)
    inlet_tell_error (GTK_WIDGET (self), inlet_test_get_unsaved (test));
  end_test (self);
}

/* Cancelled by its button, or since it is another connection's by now; then the view may have gone,
 * and its object is not touched. */
static void
on_tested (GObject      *source,
           GAsyncResult *answer,
           gpointer      user_data)
{
  InletTest *test = INLET_TEST (source);
  g_autoptr (InletTestResult) result = inlet_test_run_finish (test, answer, NULL);

  if (result != NULL)
    take_result (INLET_TEST_VIEW (user_data), test, result);
}

/* The same. */
static void
on_proved (GObject      *source,
           GAsyncResult *answer,
           gpointer      user_data)
{
  InletProof *proof = INLET_PROOF (source);
  g_autoptr (InletTestResult) result = inlet_proof_test_finish (proof, answer, NULL);

  if (result != NULL)
    take_result (INLET_TEST_VIEW (user_data), inlet_proof_get_test (proof), result);
}

static void
follow (InletTestView *self,
        InletTest     *test)
{
  g_set_object (&self->test, test);
  g_signal_connect_object (test, "notify::status", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
cancel_test (InletTestView *self)
{
  if (self->test == NULL)
    return;

  g_cancellable_cancel (self->testing);
  g_signal_handlers_disconnect_by_data (self->test, self);
  end_test (self);
}

static void
on_run (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  InletTestView *self = INLET_TEST_VIEW (widget);
  g_autoptr (InletTest) test = inlet_test_new (self->context, self->connection);

  g_clear_object (&self->proof);
  self->testing = g_cancellable_new ();
  follow (self, test);
  inlet_test_run_async (test, self->testing, on_tested, self);
  gtk_widget_grab_focus (self->cancel_button);
}

static void
on_cancel (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  cancel_test (INLET_TEST_VIEW (widget));
}

static void
inlet_test_view_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  InletTestView *self = INLET_TEST_VIEW (object);

  switch (id) {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, dup_subtitle (self));
      break;
    case PROP_PROBLEM:
      g_value_set_object (value, get_problem (self));
      break;
    case PROP_LINES:
      g_value_set_object (value, get_lines (self));
      break;
    case PROP_IS_TESTING:
      g_value_set_boolean (value, self->test != NULL);
      break;
    case PROP_HAS_TESTS:
      g_value_set_boolean (value, self->kept != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_test_view_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id) {
    case PROP_CONNECTION:
      inlet_test_view_set_connection (INLET_TEST_VIEW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_test_view_dispose (GObject *object)
{
  InletTestView *self = INLET_TEST_VIEW (object);

  g_cancellable_cancel (self->testing);
  stop_reading (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_TEST_VIEW);
  g_clear_object (&self->testing);
  g_clear_object (&self->test);
  g_clear_object (&self->proof);
  g_clear_object (&self->told);
  g_clear_object (&self->kept);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_test_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  props[PROP_PROBLEM] = g_param_spec_object ("problem", NULL, NULL, INLET_TYPE_PROBLEM, flags);
  props[PROP_LINES] = g_param_spec_object ("lines", NULL, NULL, INLET_TYPE_PROOF_LINES, flags);
  props[PROP_IS_TESTING] = g_param_spec_boolean ("is-testing", NULL, NULL, FALSE, flags);
  props[PROP_HAS_TESTS] = g_param_spec_boolean ("has-tests", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_test_view_class_init (InletTestViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_test_view_get_property;
  object_class->set_property = inlet_test_view_set_property;
  object_class->dispose = inlet_test_view_dispose;
  install_properties (object_class);

  gtk_widget_class_install_action (widget_class, "test.run", NULL, on_run);
  gtk_widget_class_install_action (widget_class, "test.cancel", NULL, on_cancel);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_PROOF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-test-view.ui");
  gtk_widget_class_bind_template_child (widget_class, InletTestView, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, InletTestView, strip);
  gtk_widget_class_bind_template_child (widget_class, InletTestView, test_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_page);
}

static void
inlet_test_view_init (InletTestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
inlet_test_view_set_context (InletTestView *self,
                             InletContext  *context)
{
  g_return_if_fail (INLET_IS_TEST_VIEW (self));

  if (context == NULL || !g_set_object (&self->context, context))
    return;

  g_signal_connect_object (inlet_context_get_database (context), "changed",
                           G_CALLBACK (read_log), self, G_CONNECT_SWAPPED);
  read_log (self);
  update (self);
}

void
inlet_test_view_set_connection (InletTestView   *self,
                                InletConnection *connection)
{
  gboolean is_same = FALSE;

  g_return_if_fail (INLET_IS_TEST_VIEW (self));
  g_return_if_fail (connection == NULL || INLET_IS_CONNECTION (connection));

  is_same = connection != NULL && self->connection != NULL &&
            inlet_connection_get_row_id (connection) ==
            inlet_connection_get_row_id (self->connection);
  if (!g_set_object (&self->connection, connection))
    return;

  if (!is_same) {
    g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

    cancel_test (self);
    g_clear_object (&self->proof);
    g_clear_object (&self->told);
    show_log (self, nothing);
    read_log (self);
  }
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONNECTION]);
}

void
inlet_test_view_prove (InletTestView *self,
                       InletProof    *proof)
{
  g_return_if_fail (INLET_IS_TEST_VIEW (self));
  g_return_if_fail (INLET_IS_PROOF (proof));

  cancel_test (self);
  g_set_object (&self->proof, proof);
  self->testing = g_cancellable_new ();
  inlet_proof_test_async (proof, self->testing, on_proved, self);
  follow (self, inlet_proof_get_test (proof));
}
