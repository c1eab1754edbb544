/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox-check-row.h"

#include "inlet-breaks.h"
#include "inlet-config.h"
#include "inlet-sandbox-item.h"

struct _InletSandboxCheckRow
{
  AdwActionRow    parent_instance;

  InletSandbox   *sandbox;   /* (owned) */

  GtkCheckButton *check;
  GtkWidget      *mark;
};

G_DEFINE_FINAL_TYPE (InletSandboxCheckRow, inlet_sandbox_check_row, ADW_TYPE_ACTION_ROW)

enum {
  PROP_0,
  PROP_IS_TICKED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* GTK takes the row for a check box, as which it is told. */
static void
on_toggled (InletSandboxCheckRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_CHECKED,
                               inlet_sandbox_check_row_is_ticked (self)
                               ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_TICKED]);
}

static void
inlet_sandbox_check_row_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_IS_TICKED:
      g_value_set_boolean (value,
                           inlet_sandbox_check_row_is_ticked (INLET_SANDBOX_CHECK_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_sandbox_check_row_dispose (GObject *object)
{
  g_clear_object (&INLET_SANDBOX_CHECK_ROW (object)->sandbox);

  G_OBJECT_CLASS (inlet_sandbox_check_row_parent_class)->dispose (object);
}

static void
inlet_sandbox_check_row_class_init (InletSandboxCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inlet_sandbox_check_row_dispose;
  object_class->get_property = inlet_sandbox_check_row_get_property;

  props[PROP_IS_TICKED] =
    g_param_spec_boolean ("is-ticked", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-sandbox-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletSandboxCheckRow, check);
  gtk_widget_class_bind_template_child (widget_class, InletSandboxCheckRow, mark);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
inlet_sandbox_check_row_init (InletSandboxCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
}

GtkWidget *
inlet_sandbox_check_row_new (InletSandbox *sandbox,
                             gboolean      is_ticked)
{
  InletSandboxCheckRow *self = NULL;
  g_autofree char *detail = NULL;
  const char *title = NULL;

  g_return_val_if_fail (INLET_IS_SANDBOX (sandbox), NULL);

  title = inlet_sandbox_get_title (sandbox);
  if (*title == '\0')
    title = inlet_sandbox_get_name (sandbox);
  detail = inlet_sandbox_item_describe (sandbox);
  self = g_object_new (INLET_TYPE_SANDBOX_CHECK_ROW, "title", title, "subtitle", detail, NULL);
  self->sandbox = g_object_ref (sandbox);
  gtk_widget_set_visible (self->mark, inlet_sandbox_is_production (sandbox));
  gtk_check_button_set_active (self->check, is_ticked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail,
                                  -1);
  on_toggled (self);
  return GTK_WIDGET (self);
}

InletSandbox *
inlet_sandbox_check_row_get_sandbox (InletSandboxCheckRow *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX_CHECK_ROW (self), NULL);

  return self->sandbox;
}

gboolean
inlet_sandbox_check_row_is_ticked (InletSandboxCheckRow *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX_CHECK_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}
