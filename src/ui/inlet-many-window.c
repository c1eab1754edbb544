/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-many-window.h"

#include "inlet-ask-standing.h"
#include "inlet-choice-window.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-find.h"
#include "inlet-look-up.h"
#include "inlet-many-row.h"
#include "inlet-many-summary.h"
#include "inlet-problem-view.h"
#include "inlet-status-bin.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletManyWindow
{
  AdwWindow         parent_instance;

  InletContext     *context;      /* (owned) */
  InletCreateMany  *many;         /* (owned) */
  char             *finding;      /* (owned) (nullable): what looking up came to */
  GCancellable     *cancellable;  /* (owned): of what is asked before and after */
  gboolean          is_stopping;

  InletProblemView *problem_view;
  GtkListBox       *list;
  GtkWidget        *close_button;
};

G_DEFINE_FINAL_TYPE (InletManyWindow, inlet_many_window, ADW_TYPE_WINDOW)

enum {
  PROP_0,
  PROP_IS_RUNNING,
  PROP_IS_DONE,
  PROP_VERB,
  PROP_SUMMARY,
  PROP_FRACTION,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
has_text (gpointer    owner,
          const char *text)
{
  return text != NULL;
}

static guint
count (InletManyWindow      *self,
       InletCreateItemState  state)
{
  return inlet_create_many_count (self->many, state);
}

static guint
count_all (InletManyWindow *self)
{
  return g_list_model_get_n_items (inlet_create_many_get_items (self->many));
}

static guint
count_to_do (InletManyWindow *self)
{
  return count (self, INLET_CREATE_ITEM_FAILED) + count (self, INLET_CREATE_ITEM_LEFT);
}

static double
get_fraction (InletManyWindow *self)
{
  guint n_open = count (self, INLET_CREATE_ITEM_WAITING) +
                 count (self, INLET_CREATE_ITEM_UNDER_WAY);

  return 1 - (double) n_open / count_all (self);
}

/* What all of them wait for; or what is to be known besides. (nullable) (transfer full) */
static char *
build_note (InletManyWindow *self)
{
  char *status = NULL;

  if (self->is_stopping)
    return g_strdup (_("No other is begun. Waiting for the answers to what was sent…"));

  g_object_get (self->many, "status", &status, NULL);
  return status != NULL ? status : g_strdup (self->finding);
}

static const char *
get_verb (InletManyWindow *self)
{
  if (!inlet_create_many_get_is_running (self->many))
    return _("_Close");

  return self->is_stopping ? _("_Don’t Wait") : _("_Cancel");
}

static gboolean
is_done (InletManyWindow *self)
{
  return !inlet_create_many_get_is_running (self->many) &&
         count (self, INLET_CREATE_ITEM_WAITING) == 0;
}

static void
update (InletManyWindow *self)
{
  gboolean is_running = inlet_create_many_get_is_running (self->many);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "many.copy",
                                 !is_running && count (self, INLET_CREATE_ITEM_CREATED) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "many.retry",
                                 !is_running && count_to_do (self) > 0);
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  inlet_tell_label_once (self->close_button);
}

/* @text: (nullable) (transfer full) */
static void
set_finding (InletManyWindow *self,
             char            *text)
{
  g_free (self->finding);
  self->finding = text;
  update (self);
}

/* (nullable) */
static void
set_problem (InletManyWindow *self,
             const GError    *error)
{
  inlet_problem_view_show_error (self->problem_view, error);
  update (self);
}

/* The window may be gone by then; what was asked for goes on without it. */
static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (InletManyWindow) self = INLET_MANY_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  inlet_create_many_run_finish (INLET_CREATE_MANY (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_stopping = FALSE;
  set_problem (self, error);
}

static void
run (InletManyWindow *self)
{
  set_problem (self, NULL);
  set_finding (self, NULL);
  inlet_create_many_run_async (self->many, on_run, g_object_ref (self));
  update (self);
}

static void
on_asked (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InletManyWindow) self = INLET_MANY_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  InletAskStandingAnswer answer = inlet_ask_standing_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (answer == INLET_ASK_STANDING_CANCEL) {
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }

  if (answer == INLET_ASK_STANDING_SKIP)
    inlet_create_many_skip (self->many);
  inlet_create_many_set_again (self->many, answer == INLET_ASK_STANDING_CREATE);
  run (self);
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (InletManyWindow) self = INLET_MANY_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standing =
    inlet_create_many_check_finish (INLET_CREATE_MANY (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (standing == NULL)
    set_problem (self, error);
  else if (standing->len == 0)
    run (self);
  else
    inlet_ask_standing_async (GTK_WINDOW (self), standing, count_all (self), self->cancellable,
                              on_asked, g_object_ref (self));
}

/* What the history has of an item now, which may have been looked up by others too. */
static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InletCreateItem) item = INLET_CREATE_ITEM (user_data);
  g_autoptr (InletConnection) connection =
    inlet_find_row_finish (INLET_DATABASE (source), result, NULL);

  if (connection != NULL && inlet_create_item_get_state (item) == INLET_CREATE_ITEM_UNCERTAIN)
    inlet_create_item_set_connection (item, connection);
}

static void
on_history_changed (InletManyWindow *self)
{
  GListModel *items = inlet_create_many_get_items (self->many);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (InletCreateItem) item = g_list_model_get_item (items, i);
    InletConnection *connection = inlet_create_item_get_connection (item);

    if (inlet_create_item_get_state (item) == INLET_CREATE_ITEM_UNCERTAIN)
      inlet_find_row_async (inlet_context_get_database (self->context),
                            inlet_connection_get_row_id (connection), NULL, on_found,
                            g_object_ref (item));
  }
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (InletManyWindow) self = INLET_MANY_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletFinding) finding = inlet_look_up_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  set_problem (self, error);
  set_finding (self, error == NULL ? inlet_look_up_describe (finding) : NULL);
  if (finding != NULL && inlet_finding_get_kind (finding) == INLET_FINDING_SEVERAL)
    gtk_window_present (inlet_choice_window_new (GTK_WINDOW (self), self->context, finding));
}

static void
on_look_up_asked (InletManyWindow *self,
                  InletCreateItem *item)
{
  inlet_look_up_async (self->context, inlet_create_item_get_connection (item), self->cancellable,
                       on_looked_up, g_object_ref (self));
}

static void
on_copy_asked (InletManyWindow *self,
               const char      *remote_id)
{
  inlet_copy_text (GTK_WIDGET (self), remote_id);
  set_finding (self, g_strdup (_("ID copied")));
}

static GtkWidget *
build_row (gpointer item,
           gpointer user_data)
{
  GtkWidget *row = inlet_many_row_new (item);

  g_signal_connect_object (row, "copy-asked", G_CALLBACK (on_copy_asked), user_data,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "look-up-asked", G_CALLBACK (on_look_up_asked), user_data,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::state", G_CALLBACK (update), user_data,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
on_retry (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  run (INLET_MANY_WINDOW (widget));
}

/* A line each: the sandbox, and the ID. */
static void
on_copy (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  InletManyWindow *self = INLET_MANY_WINDOW (widget);
  GListModel *items = inlet_create_many_get_items (self->many);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (InletCreateItem) item = g_list_model_get_item (items, i);
    InletConnection *connection = inlet_create_item_get_connection (item);

    if (inlet_create_item_get_state (item) == INLET_CREATE_ITEM_CREATED)
      g_string_append_printf (text, "%s\t%s\n", inlet_connection_get_sandbox (connection),
                              inlet_connection_get_remote_id (connection));
  }

  inlet_copy_text (widget, text->str);
  set_finding (self, g_strdup (_("IDs copied")));
}

static gboolean
inlet_many_window_close_request (GtkWindow *window)
{
  InletManyWindow *self = INLET_MANY_WINDOW (window);

  if (!inlet_create_many_get_is_running (self->many))
    return GTK_WINDOW_CLASS (inlet_many_window_parent_class)->close_request (window);

  if (self->is_stopping) {
    inlet_create_many_cancel (self->many);
  } else {
    self->is_stopping = TRUE;
    inlet_create_many_stop (self->many);
  }
  update (self);
  return TRUE;
}

static void
inlet_many_window_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  InletManyWindow *self = INLET_MANY_WINDOW (object);

  if (self->many == NULL)
    return;

  switch (prop_id) {
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, inlet_create_many_get_is_running (self->many));
      break;
    case PROP_IS_DONE:
      g_value_set_boolean (value, is_done (self));
      break;
    case PROP_VERB:
      g_value_set_string (value, get_verb (self));
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, inlet_many_summary_new (self->many));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, get_fraction (self));
      break;
    case PROP_NOTE:
      g_value_take_string (value, build_note (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_many_window_dispose (GObject *object)
{
  InletManyWindow *self = INLET_MANY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_MANY_WINDOW);

  G_OBJECT_CLASS (inlet_many_window_parent_class)->dispose (object);
}

static void
inlet_many_window_finalize (GObject *object)
{
  InletManyWindow *self = INLET_MANY_WINDOW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->many);
  g_clear_object (&self->cancellable);
  g_free (self->finding);

  G_OBJECT_CLASS (inlet_many_window_parent_class)->finalize (object);
}

static void
inlet_many_window_class_init (InletManyWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_many_window_dispose;
  object_class->finalize = inlet_many_window_finalize;
  object_class->get_property = inlet_many_window_get_property;
  GTK_WINDOW_CLASS (klass)->close_request = inlet_many_window_close_request;

  props[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  props[PROP_IS_DONE] = g_param_spec_boolean ("is-done", NULL, NULL, FALSE, flags);
  props[PROP_VERB] = g_param_spec_string ("verb", NULL, NULL, NULL, flags);
  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  props[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "many.copy", NULL, on_copy);
  gtk_widget_class_install_action (widget_class, "many.retry", NULL, on_retry);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-many-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletManyWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletManyWindow, list);
  gtk_widget_class_bind_template_child (widget_class, InletManyWindow, close_button);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
inlet_many_window_init (InletManyWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
inlet_many_window_new (GtkWindow       *parent,
                       InletContext    *context,
                       InletCreateMany *many)
{
  InletManyWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CREATE_MANY (many), NULL);

  self = inlet_dialog_new (INLET_TYPE_MANY_WINDOW, parent);
  self->context = g_object_ref (context);
  self->many = g_object_ref (many);
  gtk_list_box_bind_model (self->list, inlet_create_many_get_items (many), build_row, self, NULL);
  g_signal_connect_object (many, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inlet_context_get_database (context), "changed",
                           G_CALLBACK (on_history_changed), self, G_CONNECT_SWAPPED);
  update (self);
  inlet_create_many_check_async (many, self->cancellable, on_checked, g_object_ref (self));
  return GTK_WINDOW (self);
}
