/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-delete-row.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-delete.h"
#include "inlet-details-window.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>

struct _InletDeleteRow
{
  AdwActionRow     parent_instance;

  InletContext    *context;       /* (owned) (nullable) */
  InletConnection *connection;    /* (owned) (nullable): that is shown */
  InletConnection *asked;         /* (owned) (nullable): that is asked about, or being deleted */
  InletDelete     *operation;     /* (owned) (nullable) */
  InletProblem    *problem;       /* (owned) (nullable): that is being told */
  GCancellable    *cancellable;   /* (owned): of questions */
};

enum {
  PROP_0,
  PROP_CONNECTION,
  PROP_IS_DELETING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletDeleteRow, inlet_delete_row, ADW_TYPE_ACTION_ROW)

/* Whether it is the connection that is shown that is being deleted. */
static gboolean
is_deleting (InletDeleteRow *self)
{
  return self->operation != NULL && self->connection != NULL &&
         inlet_connection_get_row_id (self->asked) ==
         inlet_connection_get_row_id (self->connection);
}

static gboolean
is_ready (InletDeleteRow *self)
{
  return self->context != NULL && self->connection != NULL && self->operation == NULL &&
         inlet_connection_get_state (self->connection) == INLET_CONNECTION_CREATED;
}

/* Not by expressions, which in GTK 4.8 do not come to a good end where the template itself is what
 * they set; and not any more when all that is in the row has gone. */
static void
update (InletDeleteRow *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               is_deleting (self) ? inlet_delete_get_status (self->operation)
                                                  : "");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), is_ready (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_DELETING]);
}

static GtkWindow *
get_window (InletDeleteRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_told (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (InletDeleteRow) self = user_data;
  g_autoptr (InletProblem) problem = g_steal_pointer (&self->problem);
  g_autoptr (GError) error = NULL;
  GtkWindow *window = get_window (self);

  if (inlet_ask_finish (result, &error) == 1 && window != NULL)
    gtk_window_present (inlet_details_window_new (window, problem));
}

/* What Adobe says of dataflows that are in the way has their names, and what to do. */
static const char *
find_body (InletProblem *problem)
{
  const char *message = inlet_problem_get_message (problem);

  return inlet_problem_get_code (problem) == INLET_ERROR_CONFLICT && *message != '\0'
         ? message : inlet_problem_get_hint (problem);
}

static void
tell_problem (InletDeleteRow *self,
              const GError   *failure)
{
  const InletAnswer answers[] = {
    { 0, _("_Close"), ADW_RESPONSE_DEFAULT },
    { 1, _("_Details…"), ADW_RESPONSE_DEFAULT },
  };
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (failure);

  if (get_window (self) == NULL)
    return;

  g_set_object (&self->problem, problem);
  inlet_ask_async (get_window (self), inlet_problem_get_title (problem), find_body (problem),
                   answers, G_N_ELEMENTS (answers), self->cancellable, on_told,
                   g_object_ref (self));
}

static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (InletDeleteRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = inlet_delete_run_finish (INLET_DELETE (source), result, &error);

  g_clear_object (&self->operation);
  g_clear_object (&self->asked);
  update (self);

  if (is_done)
    inlet_tell (GTK_WIDGET (self), _("Connection deleted"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_problem (self, error);
}

/* It is not cancelled with the row: what was asked for is done, and written down. */
static void
on_confirmed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (InletDeleteRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!inlet_confirm_finish (result, &error) || self->context == NULL || self->operation != NULL)
    return;

  self->operation = inlet_delete_new (self->context, self->asked);
  g_signal_connect_object (self->operation, "notify::status", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  inlet_delete_run_async (self->operation, NULL, on_deleted, g_object_ref (self));
}

static void
inlet_delete_row_activate (AdwActionRow *row)
{
  InletDeleteRow *self = INLET_DELETE_ROW (row);
  g_autofree char *body = NULL;

  if (!is_ready (self))
    return;

  g_set_object (&self->asked, self->connection);
  /* TRANSLATORS: a name, a sandbox and an ID. */
  body = g_strdup_printf (_("“%s” in the sandbox “%s” will be deleted at Adobe. It cannot be "
                            "brought back. Its row stays in the history, with its ID:\n%s"),
                          inlet_connection_get_name (self->asked),
                          inlet_connection_get_sandbox (self->asked),
                          inlet_connection_get_remote_id (self->asked));
  inlet_confirm_async (get_window (self), _("Delete the Connection?"), body, _("_Delete"), TRUE,
                       self->cancellable, on_confirmed, g_object_ref (self));
}

static void
inlet_delete_row_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  InletDeleteRow *self = INLET_DELETE_ROW (object);

  switch (id) {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_IS_DELETING:
      g_value_set_boolean (value, is_deleting (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_delete_row_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  InletDeleteRow *self = INLET_DELETE_ROW (object);

  switch (id) {
    case PROP_CONNECTION:
      if (!g_set_object (&self->connection, g_value_get_object (value)))
        break;
      g_object_notify_by_pspec (object, pspec);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_delete_row_dispose (GObject *object)
{
  InletDeleteRow *self = INLET_DELETE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (inlet_delete_row_parent_class)->dispose (object);
}

static void
inlet_delete_row_finalize (GObject *object)
{
  InletDeleteRow *self = INLET_DELETE_ROW (object);

  g_clear_object (&self->asked);
  g_clear_object (&self->operation);
  g_clear_object (&self->problem);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (inlet_delete_row_parent_class)->finalize (object);
}

static void
inlet_delete_row_class_init (InletDeleteRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_delete_row_get_property;
  object_class->set_property = inlet_delete_row_set_property;
  object_class->dispose = inlet_delete_row_dispose;
  object_class->finalize = inlet_delete_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = inlet_delete_row_activate;

  props[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_IS_DELETING] =
    g_param_spec_boolean ("is-deleting", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-delete-row.ui");
}

static void
inlet_delete_row_init (InletDeleteRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
inlet_delete_row_set_context (InletDeleteRow *self,
                              InletContext   *context)
{
  g_return_if_fail (INLET_IS_DELETE_ROW (self));
  g_return_if_fail (context == NULL || INLET_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  update (self);
}
