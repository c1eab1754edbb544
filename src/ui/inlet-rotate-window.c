/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-rotate-window.h"

#include "inlet-breaks.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-edit-due.h"
#include "inlet-problem.h"
#include "inlet-rotate-item.h"
#include "inlet-rotate-row.h"
#include "inlet-rotate-text.h"
#include "inlet-rotation.h"
#include "inlet-set-string.h"
#include "inlet-status-bin.h"

#include <glib/gi18n.h>

struct _InletRotateWindow
{
  AdwWindow         parent_instance;

  InletContext     *context;       /* (owned) */
  InletCredentials *credentials;   /* (owned) */

  InletRotation    *rotation;      /* (owned) (nullable): loaded, and run once */
  GCancellable     *cancellable;   /* (owned) (nullable): while it is at it */
  gboolean          is_rest;       /* whether only what lacks a key is listed */
  gboolean          has_run;       /* that rotation */
  gboolean          was_cancelled;
  gboolean          is_gone;
  GListStore       *items;         /* (owned): of InletRotateItem */
  char             *status;        /* (owned) (nullable) */

  GtkListView      *list_view;
  GtkWidget        *stop_button;
  GtkWidget        *run_button;
};

G_DEFINE_FINAL_TYPE (InletRotateWindow, inlet_rotate_window, ADW_TYPE_WINDOW)

enum {
  PROP_0,
  PROP_HAS_LIST,
  PROP_MAY_FORGET,
  PROP_PROGRESS,
  PROP_FRACTION,
  PROP_STATUS,
  PROP_RUN_LABEL,
  PROP_CLOSE_LABEL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
is_running (InletRotateWindow *self)
{
  return self->cancellable != NULL;
}

static guint
count (InletRotateWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static const char *
get_name (InletRotateWindow *self)
{
  return inlet_profile_get_name (INLET_PROFILE (self->credentials));
}

/* Whether something of the last run was left. */
static gboolean
has_rest (InletRotateWindow *self)
{
  InletRun *run = self->has_run ? inlet_rotation_get_run (self->rotation) : NULL;

  return run != NULL && !is_running (self) &&
         inlet_run_get_n_done (run) - inlet_run_get_n_failed (run) < inlet_run_get_total (run);
}

/* (transfer full) */
static char *
dup_progress (InletRotateWindow *self)
{
  if (self->has_run)
    return inlet_rotate_text_progress (inlet_rotation_get_run (self->rotation), is_running (self),
                                       self->was_cancelled);
  if (self->rotation == NULL)
    return g_strdup (is_running (self) ? _("Looking at the history…") : "");

  return inlet_rotate_text_offer (get_name (self), count (self), self->is_rest);
}

static double
get_fraction (InletRotateWindow *self)
{
  InletRun *run = self->has_run ? inlet_rotation_get_run (self->rotation) : NULL;

  return run != NULL ? inlet_run_get_fraction (run) : 0;
}

static gboolean
may_run (InletRotateWindow *self)
{
  return !is_running (self) && self->rotation != NULL && count (self) > 0 &&
         (!self->has_run || has_rest (self));
}

static gboolean
may_forget (InletRotateWindow *self)
{
  return may_run (self) && (self->is_rest || self->has_run);
}

static void
update (InletRotateWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rotate.run", may_run (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rotate.forget", may_forget (self));
  for (guint i = PROP_HAS_LIST; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
  inlet_tell_label_once (self->stop_button);
  inlet_tell_label_once (self->run_button);
}

/* Ends what was under way, with @error (nullable). */
static void
conclude (InletRotateWindow *self,
          const GError      *error)
{
  g_autoptr (InletProblem) problem = NULL;

  self->was_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (error != NULL && !self->was_cancelled)
    problem = inlet_problem_new_from_error (error);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->status, g_free);
  if (problem != NULL)
    self->status = g_strdup (inlet_problem_get_title (problem));
  update (self);
}

static void
on_item_started (InletRotateWindow *self,
                 guint              position)
{
  g_autoptr (InletRotateItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  inlet_rotate_item_begin (item);
}

static void
on_item_done (InletRotateWindow *self,
              guint              position,
              GObject           *connection,
              const GError      *error)
{
  g_autoptr (InletRotateItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  inlet_rotate_item_conclude (item, error);
}

static void
on_done_changed (InletRotateWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FRACTION]);
}

static void
on_status_changed (InletRotateWindow *self)
{
  inlet_set_string (&self->status, inlet_rotation_get_status (self->rotation));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (InletRotateWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  inlet_rotation_run_finish (INLET_ROTATION (source), result, &error);
  if (!self->is_gone)
    conclude (self, error);
}

static void
send_key (InletRotateWindow *self)
{
  InletRun *operation = inlet_rotation_get_run (self->rotation);

  self->has_run = TRUE;
  g_signal_connect_object (operation, "item-started", G_CALLBACK (on_item_started), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "item-done", G_CALLBACK (on_item_done), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "notify::done", G_CALLBACK (on_done_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rotation, "notify::status", G_CALLBACK (on_status_changed), self,
                           G_CONNECT_SWAPPED);
  inlet_rotation_run_async (self->rotation, self->cancellable, on_run, g_object_ref (self));
  update (self);
}

static void
fill (InletRotateWindow *self)
{
  GListModel *connections = inlet_rotation_get_connections (self->rotation);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++) {
    g_autoptr (InletConnection) connection = g_list_model_get_item (connections, i);

    g_ptr_array_add (items, inlet_rotate_item_new (connection));
  }
  g_list_store_splice (self->items, 0, count (self), items->pdata, items->len);
}

static void load (InletRotateWindow *self,
                  gboolean           is_rest,
                  gboolean           is_run);

/* Whether it is to be run at once is in the rotation's data. */
static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (InletRotateWindow) self = user_data;
  g_autoptr (InletRotation) rotation = INLET_ROTATION (g_object_ref (source));
  g_autoptr (GError) error = NULL;
  gboolean is_loaded = inlet_rotation_load_finish (rotation, result, &error);
  gboolean is_run = g_object_get_data (source, "is-run") != NULL;

  if (self->is_gone)
    return;

  if (is_loaded && self->is_rest && !is_run &&
      g_list_model_get_n_items (inlet_rotation_get_connections (rotation)) == 0) {
    load (self, FALSE, FALSE);
    return;
  }

  if (is_loaded) {
    g_set_object (&self->rotation, rotation);
    self->has_run = FALSE;
    fill (self);
  }
  if (is_loaded && is_run)
    send_key (self);
  else
    conclude (self, error);
}

static void
load (InletRotateWindow *self,
      gboolean           is_rest,
      gboolean           is_run)
{
  g_autoptr (InletRotation) rotation = inlet_rotation_new (self->context, self->credentials);

  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  self->is_rest = is_rest;
  self->was_cancelled = FALSE;
  g_object_set_data (G_OBJECT (rotation), "is-run", GINT_TO_POINTER (is_run));
  inlet_rotation_load_async (rotation, is_rest, self->cancellable, on_loaded,
                             g_object_ref (self));
  update (self);
}

/* What was left is taken from the history anew. */
static void
on_run_activated (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  InletRotateWindow *self = INLET_ROTATE_WINDOW (widget);

  if (self->has_run) {
    load (self, TRUE, TRUE);
  } else {
    self->cancellable = g_cancellable_new ();
    send_key (self);
  }
  gtk_widget_grab_focus (self->stop_button);
}

static void
on_stop_activated (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  InletRotateWindow *self = INLET_ROTATE_WINDOW (widget);

  if (is_running (self) && self->has_run)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (InletRotateWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_edit_due_drop_finish (INLET_DATABASE (source), result, &error) && !self->is_gone)
    gtk_window_close (GTK_WINDOW (self));
  else if (!self->is_gone)
    conclude (self, error);
}

static void
on_forget_activated (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  InletRotateWindow *self = INLET_ROTATE_WINDOW (widget);

  inlet_edit_due_drop_async (inlet_context_get_database (self->context),
                             inlet_profile_get_id (INLET_PROFILE (self->credentials)),
                             on_forgotten, g_object_ref (self));
}

static void
fill_list_view (InletRotateWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = inlet_rotate_row_create_factory ();
  g_autoptr (GtkNoSelection) selection =
    gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));

  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

static gboolean
inlet_rotate_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (INLET_ROTATE_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (inlet_rotate_window_parent_class)->close_request (window);
}

static void
inlet_rotate_window_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  InletRotateWindow *self = INLET_ROTATE_WINDOW (object);

  switch (prop_id) {
    case PROP_HAS_LIST:
      g_value_set_boolean (value, count (self) > 0);
      break;
    case PROP_MAY_FORGET:
      g_value_set_boolean (value, may_forget (self));
      break;
    case PROP_PROGRESS:
      g_value_take_string (value, dup_progress (self));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, get_fraction (self));
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    case PROP_RUN_LABEL:
      g_value_set_string (value, self->has_run ? _("C_ontinue") : _("_Send Key"));
      break;
    case PROP_CLOSE_LABEL:
      g_value_set_string (value, self->has_run && !is_running (self) ? _("_Close")
                                                                     : _("_Cancel"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_rotate_window_dispose (GObject *object)
{
  InletRotateWindow *self = INLET_ROTATE_WINDOW (object);

  self->is_gone = TRUE;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_ROTATE_WINDOW);

  G_OBJECT_CLASS (inlet_rotate_window_parent_class)->dispose (object);
}

static void
inlet_rotate_window_finalize (GObject *object)
{
  InletRotateWindow *self = INLET_ROTATE_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->rotation);
  g_clear_object (&self->items);
  g_clear_object (&self->credentials);
  g_clear_object (&self->context);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (inlet_rotate_window_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_HAS_LIST] = g_param_spec_boolean ("has-list", NULL, NULL, FALSE, flags);
  props[PROP_MAY_FORGET] = g_param_spec_boolean ("may-forget", NULL, NULL, FALSE, flags);
  props[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_RUN_LABEL] = g_param_spec_string ("run-label", NULL, NULL, NULL, flags);
  props[PROP_CLOSE_LABEL] = g_param_spec_string ("close-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_rotate_window_class_init (InletRotateWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_rotate_window_get_property;
  object_class->dispose = inlet_rotate_window_dispose;
  object_class->finalize = inlet_rotate_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = inlet_rotate_window_close_request;
  install_properties (object_class);

  gtk_widget_class_install_action (widget_class, "rotate.run", NULL, on_run_activated);
  gtk_widget_class_install_action (widget_class, "rotate.stop", NULL, on_stop_activated);
  gtk_widget_class_install_action (widget_class, "rotate.forget", NULL, on_forget_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "rotate.stop", NULL);

  g_type_ensure (INLET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-rotate-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletRotateWindow, list_view);
  gtk_widget_class_bind_template_child (widget_class, InletRotateWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, InletRotateWindow, stop_button);
}

static void
inlet_rotate_window_init (InletRotateWindow *self)
{
  self->items = g_list_store_new (INLET_TYPE_ROTATE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
  fill_list_view (self);
}

GtkWindow *
inlet_rotate_window_new (GtkWindow        *parent,
                         InletContext     *context,
                         InletCredentials *credentials)
{
  InletRotateWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CREDENTIALS (credentials), NULL);

  self = inlet_dialog_new (INLET_TYPE_ROTATE_WINDOW, parent);
  self->context = g_object_ref (context);
  self->credentials = g_object_ref (credentials);
  load (self, TRUE, FALSE);
  gtk_widget_grab_focus (self->stop_button);
  return GTK_WINDOW (self);
}
