/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-copy-row.h"

#include "inlet-config.h"
#include "inlet-connection-report.h"
#include "inlet-curl-script.h"
#include "inlet-details-window.h"
#include "inlet-python-script.h"
#include "inlet-same-draft.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletCopyRow
{
  AdwActionRow     parent_instance;

  InletContext    *context;     /* (owned) (nullable) */
  InletConnection *connection;  /* (owned) (nullable) */
  GCancellable    *cancellable; /* (owned) */
};

enum {
  PROP_0,
  PROP_CONNECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *const actions[] = {
  "request.copy-as-curl", "request.copy-as-python", "request.report", NULL
};

G_DEFINE_FINAL_TYPE (InletCopyRow, inlet_copy_row, ADW_TYPE_ACTION_ROW)

static void
update (InletCopyRow *self)
{
  for (gsize i = 0; actions[i] != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i],
                                   self->context != NULL && self->connection != NULL);
}

/* (transfer full) (nullable): %NULL when it was said why there is none. */
static InletDraft *
find_draft (InletCopyRow *self)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GError) error = NULL;
  InletDraft *draft = inlet_same_draft_new (vault, self->connection, &error);

  if (draft == NULL)
    inlet_tell (GTK_WIDGET (self), error->message);
  return draft;
}

static void
copy (InletCopyRow *self,
      char       *(*build)(InletDraft *draft),
      const char   *said)
{
  g_autoptr (InletDraft) draft = find_draft (self);
  g_autofree char *script = NULL;

  if (draft == NULL)
    return;

  script = build (draft);
  inlet_copy_text (GTK_WIDGET (self), script);
  inlet_tell (GTK_WIDGET (self), said);
}

static void
on_copy_as_curl (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  copy (INLET_COPY_ROW (widget), inlet_curl_script_build, _("Copied as curl, without secrets"));
}

static void
on_copy_as_python (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  copy (INLET_COPY_ROW (widget), inlet_python_script_build,
        _("Copied as Python, without secrets"));
}

static void
on_reported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = inlet_connection_report_finish (result, &error);
  GtkRoot *root;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  root = gtk_widget_get_root (user_data);
  if (error != NULL)
    inlet_tell_error (user_data, error);
  else if (GTK_IS_WINDOW (root))
    gtk_window_present (inlet_details_window_new_report (GTK_WINDOW (root), text));
}

static void
on_report (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletCopyRow *self = INLET_COPY_ROW (widget);
  g_autofree char *system = inlet_details_window_describe_system ();

  inlet_connection_report_async (inlet_context_get_database (self->context), self->connection,
                                 system, self->cancellable, on_reported, self);
}

static void
inlet_copy_row_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  InletCopyRow *self = INLET_COPY_ROW (object);

  switch (id) {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_copy_row_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  InletCopyRow *self = INLET_COPY_ROW (object);

  switch (id) {
    case PROP_CONNECTION:
      if (!g_set_object (&self->connection, g_value_get_object (value)))
        break;
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_copy_row_dispose (GObject *object)
{
  InletCopyRow *self = INLET_COPY_ROW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_COPY_ROW);
  g_clear_object (&self->context);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (inlet_copy_row_parent_class)->dispose (object);
}

static void
inlet_copy_row_finalize (GObject *object)
{
  InletCopyRow *self = INLET_COPY_ROW (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (inlet_copy_row_parent_class)->finalize (object);
}

static void
inlet_copy_row_class_init (InletCopyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_copy_row_get_property;
  object_class->set_property = inlet_copy_row_set_property;
  object_class->dispose = inlet_copy_row_dispose;
  object_class->finalize = inlet_copy_row_finalize;

  props[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "request.copy-as-curl", NULL, on_copy_as_curl);
  gtk_widget_class_install_action (widget_class, "request.copy-as-python", NULL,
                                   on_copy_as_python);
  gtk_widget_class_install_action (widget_class, "request.report", NULL, on_report);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-copy-row.ui");
}

static void
inlet_copy_row_init (InletCopyRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
inlet_copy_row_set_context (InletCopyRow *self,
                            InletContext *context)
{
  g_return_if_fail (INLET_IS_COPY_ROW (self));
  g_return_if_fail (context == NULL || INLET_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  update (self);
}
