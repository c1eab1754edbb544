/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-actions.h"

#include "inlet-browse-window.h"
#include "inlet-config.h"
#include "inlet-copy-row.h"
#include "inlet-delete-row.h"
#include "inlet-edit-window.h"
#include "inlet-end-row.h"

struct _InletConnectionActions
{
  AdwBin           parent_instance;

  InletContext    *context;      /* (owned) (nullable) */
  InletConnection *connection;   /* (owned) (nullable) */

  InletCopyRow    *copy_row;
  InletDeleteRow  *delete_row;
  InletEndRow     *end_row;
};

G_DEFINE_FINAL_TYPE (InletConnectionActions, inlet_connection_actions, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_CONNECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *const actions[] = { "connection.browse", "connection.edit", NULL };

static gboolean
is_created (InletConnectionActions *self,
            InletConnection        *connection)
{
  return connection != NULL &&
         inlet_connection_get_state (connection) == INLET_CONNECTION_CREATED;
}

static void
follow_end (InletConnectionActions *self)
{
  InletVault *vault = self->context != NULL ? inlet_context_get_vault (self->context) : NULL;

  inlet_end_row_follow (self->end_row,
                        vault != NULL
                        ? inlet_vault_get_profiles (vault, INLET_PROFILE_CREDENTIALS) : NULL,
                        self->connection != NULL
                        ? inlet_connection_get_credentials_id (self->connection) : NULL);
}

static void
update (InletConnectionActions *self)
{
  gboolean is_possible = self->context != NULL && is_created (self, self->connection);

  for (gsize i = 0; actions[i] != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], is_possible);
  follow_end (self);
}

static void
on_browse (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletConnectionActions *self = INLET_CONNECTION_ACTIONS (widget);

  gtk_window_present (inlet_browse_window_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                               self->context, self->connection));
}

static void
on_edit (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  InletConnectionActions *self = INLET_CONNECTION_ACTIONS (widget);

  gtk_window_present (inlet_edit_window_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                             self->context, self->connection));
}

static void
inlet_connection_actions_get_property (GObject    *object,
                                       guint       id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  InletConnectionActions *self = INLET_CONNECTION_ACTIONS (object);

  switch (id) {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_connection_actions_set_property (GObject      *object,
                                       guint         id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  InletConnectionActions *self = INLET_CONNECTION_ACTIONS (object);

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
inlet_connection_actions_dispose (GObject *object)
{
  InletConnectionActions *self = INLET_CONNECTION_ACTIONS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_CONNECTION_ACTIONS);
  g_clear_object (&self->context);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (inlet_connection_actions_parent_class)->dispose (object);
}

static void
inlet_connection_actions_class_init (InletConnectionActionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_connection_actions_get_property;
  object_class->set_property = inlet_connection_actions_set_property;
  object_class->dispose = inlet_connection_actions_dispose;

  props[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "connection.browse", NULL, on_browse);
  gtk_widget_class_install_action (widget_class, "connection.edit", NULL, on_edit);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-connection-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, InletConnectionActions, copy_row);
  gtk_widget_class_bind_template_child (widget_class, InletConnectionActions, delete_row);
  gtk_widget_class_bind_template_child (widget_class, InletConnectionActions, end_row);
  gtk_widget_class_bind_template_callback (widget_class, is_created);
}

static void
inlet_connection_actions_init (InletConnectionActions *self)
{
  g_type_ensure (INLET_TYPE_COPY_ROW);
  g_type_ensure (INLET_TYPE_DELETE_ROW);
  g_type_ensure (INLET_TYPE_END_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
inlet_connection_actions_set_context (InletConnectionActions *self,
                                      InletContext           *context)
{
  g_return_if_fail (INLET_IS_CONNECTION_ACTIONS (self));
  g_return_if_fail (context == NULL || INLET_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  inlet_copy_row_set_context (self->copy_row, context);
  inlet_delete_row_set_context (self->delete_row, context);
  update (self);
}
