/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-tests-window.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-find.h"
#include "inlet-set-string.h"
#include "inlet-status-bin.h"
#include "inlet-test-turn.h"
#include "inlet-tests-row.h"

#include <glib/gi18n.h>

/* Which are tested. */
typedef enum {
  SCOPE_SEARCH,
  SCOPE_SANDBOX,
  SCOPE_ALL,
  N_SCOPES
} Scope;

struct _InletTestsWindow
{
  AdwWindow       parent_instance;

  InletContext   *context;             /* (owned) */
  InletConnection *shown;              /* (owned) (nullable) */
  char           *search;              /* (owned) (nullable) */
  GtkCheckButton *checks[N_SCOPES];    /* (unowned) (nullable): where it is offered */

  GCancellable   *cancellable;         /* (owned) (nullable): while it is at it */
  InletRun       *run;                 /* (owned) (nullable): once the rows are known */
  gboolean        was_cancelled;
  gboolean        is_gone;
  GListStore     *failed;              /* (owned): of InletTestTurn */
  char           *status;              /* (owned) (nullable) */

  GtkWidget      *choices;
  GtkListView    *list_view;
  GtkWidget      *stop_button;
  GtkWidget      *run_button;
};

G_DEFINE_FINAL_TYPE (InletTestsWindow, inlet_tests_window, ADW_TYPE_WINDOW)

enum {
  PROP_0,
  PROP_PAGE,
  PROP_PROGRESS,
  PROP_FRACTION,
  PROP_STATUS,
  PROP_HAS_FAILED,
  PROP_CLOSE_LABEL,
  N_PROPS
};

enum {
  CONNECTION_CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_running (InletTestsWindow *self)
{
  return self->cancellable != NULL;
}

/* (transfer full) */
static char *
dup_progress (InletTestsWindow *self)
{
  guint total = self->run != NULL ? inlet_run_get_total (self->run) : 0;
  guint n_done = self->run != NULL ? inlet_run_get_n_done (self->run) : 0;
  guint n_failed = self->run != NULL ? inlet_run_get_n_failed (self->run) : 0;

  if (self->run == NULL)
    return g_strdup (is_running (self) ? _("Looking at the history…") : "");
  if (total == 0)
    return g_strdup (_("There is no connection to test"));
  if (self->was_cancelled)
    /* TRANSLATORS: three numbers, of connections. */
    return g_strdup_printf (_("Cancelled: %'u of %'u tested, %'u not passed"), n_done, total,
                            n_failed);
  if (is_running (self) || n_failed > 0)
    /* TRANSLATORS: three numbers, of connections. */
    return g_strdup_printf (_("%'u of %'u tested, %'u not passed"), n_done, total, n_failed);

  return g_strdup_printf (ngettext ("%'u connection passed", "All %'u connections passed", total),
                          total);
}

static void
update (InletTestsWindow *self)
{
  gboolean is_choosing = !is_running (self) && self->run == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tests.run", is_choosing);
  for (guint i = PROP_PAGE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  inlet_tell_label_once (self->stop_button);
}

static void
set_status (InletTestsWindow *self,
            const char       *status)
{
  if (inlet_set_string (&self->status, status))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
on_turn_status (InletTestTurn    *turn,
                GParamSpec       *pspec,
                InletTestsWindow *self)
{
  set_status (self, inlet_test_turn_get_status (turn));
}

static void
on_item_started (InletTestsWindow *self,
                 guint             position,
                 InletTestTurn    *turn)
{
  g_signal_connect_object (turn, "notify::status", G_CALLBACK (on_turn_status), self, 0);
}

static void
on_item_done (InletTestsWindow *self,
              guint             position,
              InletTestTurn    *turn,
              const GError     *error)
{
  g_signal_handlers_disconnect_by_data (turn, self);
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      inlet_test_turn_get_connection (turn) == NULL)
    return;

  g_list_store_append (self->failed, turn);
}

static void
on_done_changed (InletTestsWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_FAILED]);
}

static void
conclude (InletTestsWindow *self,
          const GError     *error)
{
  g_autoptr (InletProblem) problem = NULL;

  self->was_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error != NULL && !self->was_cancelled)
    problem = inlet_problem_new_from_error (error);
  g_clear_object (&self->cancellable);
  set_status (self, problem != NULL ? inlet_problem_get_title (problem) : NULL);
  update (self);
}

static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (InletTestsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  inlet_run_run_finish (INLET_RUN (source), result, &error);
  if (!self->is_gone)
    conclude (self, error);
}

static void
start (InletTestsWindow *self,
       GArray           *row_ids)
{
  self->run = inlet_test_turn_create_run (self->context, row_ids);
  g_signal_connect_object (self->run, "item-started", G_CALLBACK (on_item_started), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "item-done", G_CALLBACK (on_item_done), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "notify::done", G_CALLBACK (on_done_changed), self,
                           G_CONNECT_SWAPPED);
  inlet_run_run_async (self->run, self->cancellable, on_run, g_object_ref (self));
  update (self);
}

static void
on_rows_found (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (InletTestsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) row_ids = inlet_find_rows_finish (INLET_DATABASE (source), result, &error);

  if (self->is_gone)
    return;

  if (row_ids != NULL)
    start (self, row_ids);
  else
    conclude (self, error);
}

static gboolean
is_chosen (InletTestsWindow *self,
           Scope             scope)
{
  return self->checks[scope] != NULL && gtk_check_button_get_active (self->checks[scope]);
}

static void
on_run_activated (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  InletTestsWindow *self = INLET_TESTS_WINDOW (widget);
  InletFindScope scope = { NULL };

  if (is_chosen (self, SCOPE_SANDBOX)) {
    scope.account_id = inlet_connection_get_account_id (self->shown);
    scope.sandbox = inlet_connection_get_sandbox (self->shown);
  } else if (is_chosen (self, SCOPE_SEARCH)) {
    scope.search = self->search;
  }

  self->cancellable = g_cancellable_new ();
  inlet_find_rows_async (inlet_context_get_database (self->context), &scope, self->cancellable,
                         on_rows_found, g_object_ref (self));
  update (self);
  gtk_widget_grab_focus (self->stop_button);
}

static void
on_stop_activated (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  InletTestsWindow *self = INLET_TESTS_WINDOW (widget);

  if (is_running (self))
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_row_activated (InletTestsWindow *self,
                  guint             position)
{
  g_autoptr (InletTestTurn) turn = g_list_model_get_item (G_LIST_MODEL (self->failed), position);

  if (turn != NULL)
    g_signal_emit (self, signals[CONNECTION_CHOSEN], 0, inlet_test_turn_get_connection (turn),
                   FALSE);
}

static void
fill_list (InletTestsWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = inlet_tests_row_create_factory ();
  g_autoptr (GtkNoSelection) selection =
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->failed)));

  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

static gboolean
inlet_tests_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (INLET_TESTS_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (inlet_tests_window_parent_class)->close_request (window);
}

static void
inlet_tests_window_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InletTestsWindow *self = INLET_TESTS_WINDOW (object);

  switch (prop_id) {
    case PROP_PAGE:
      g_value_set_static_string (value, is_running (self) || self->run != NULL ? "run" : "choose");
      break;
    case PROP_PROGRESS:
      g_value_take_string (value, dup_progress (self));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->run != NULL ? inlet_run_get_fraction (self->run) : 0);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_HAS_FAILED:
      g_value_set_boolean (value, g_list_model_get_n_items (G_LIST_MODEL (self->failed)) > 0);
      break;
    case PROP_CLOSE_LABEL:
      g_value_set_string (value, !is_running (self) && self->run != NULL ? _("_Close")
                                                                         : _("_Cancel"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_tests_window_dispose (GObject *object)
{
  InletTestsWindow *self = INLET_TESTS_WINDOW (object);

  self->is_gone = TRUE;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_TESTS_WINDOW);

  G_OBJECT_CLASS (inlet_tests_window_parent_class)->dispose (object);
}

static void
inlet_tests_window_finalize (GObject *object)
{
  InletTestsWindow *self = INLET_TESTS_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->run);
  g_clear_object (&self->failed);
  g_clear_object (&self->shown);
  g_clear_object (&self->context);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (inlet_tests_window_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "choose", flags);
  props[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_HAS_FAILED] = g_param_spec_boolean ("has-failed", NULL, NULL, FALSE, flags);
  props[PROP_CLOSE_LABEL] = g_param_spec_string ("close-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_tests_window_class_init (InletTestsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_tests_window_get_property;
  object_class->dispose = inlet_tests_window_dispose;
  object_class->finalize = inlet_tests_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = inlet_tests_window_close_request;
  install_properties (object_class);
  signals[CONNECTION_CHOSEN] =
    g_signal_new ("connection-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, INLET_TYPE_CONNECTION, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "tests.run", NULL, on_run_activated);
  gtk_widget_class_install_action (widget_class, "tests.stop", NULL, on_stop_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "tests.stop", NULL);

  g_type_ensure (INLET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-tests-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletTestsWindow, choices);
  gtk_widget_class_bind_template_child (widget_class, InletTestsWindow, list_view);
  gtk_widget_class_bind_template_child (widget_class, InletTestsWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, InletTestsWindow, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
inlet_tests_window_init (InletTestsWindow *self)
{
  self->failed = g_list_store_new (INLET_TYPE_TEST_TURN);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_list (self);
  update (self);
}

/* The one that is offered first is chosen. */
static void
offer (InletTestsWindow *self,
       Scope             scope,
       const char       *title,
       const char       *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  /* As those of GTK 4.18 are that are in a group. */
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_RADIO, "valign", GTK_ALIGN_CENTER, NULL);
  GtkCheckButton *group = self->checks[SCOPE_SEARCH] != NULL ? self->checks[SCOPE_SEARCH]
                                                             : self->checks[SCOPE_SANDBOX];

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                "activatable-widget", check, NULL);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), group == NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->choices), row);
  self->checks[scope] = GTK_CHECK_BUTTON (check);
}

static void
offer_all (InletTestsWindow *self)
{
  g_autofree char *found = NULL;
  g_autofree char *sandbox = NULL;

  if (self->search != NULL) {
    /* TRANSLATORS: %s is what somebody searches for. */
    found = g_strdup_printf (_("What is found by “%s”"), self->search);
    offer (self, SCOPE_SEARCH, found, NULL);
  }
  if (self->shown != NULL) {
    /* TRANSLATORS: %s is the name of a sandbox. */
    sandbox = g_strdup_printf (_("All in the sandbox “%s”"),
                               inlet_connection_get_sandbox (self->shown));
    offer (self, SCOPE_SANDBOX, sandbox, inlet_connection_get_account_name (self->shown));
  }
  offer (self, SCOPE_ALL, _("All connections"), NULL);
}

GtkWindow *
inlet_tests_window_new (GtkWindow       *parent,
                        InletContext    *context,
                        InletConnection *shown,
                        const char      *search)
{
  InletTestsWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (shown == NULL || INLET_IS_CONNECTION (shown), NULL);

  self = inlet_dialog_new (INLET_TYPE_TESTS_WINDOW, parent);
  self->context = g_object_ref (context);
  g_set_object (&self->shown, shown);
  self->search = g_strdup (search);
  offer_all (self);
  gtk_widget_grab_focus (self->run_button);
  return GTK_WINDOW (self);
}
