/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox-row.h"

#include "inlet-config.h"
#include "inlet-sandbox-names.h"
#include "inlet-sandbox-popover.h"
#include "inlet-sandboxes-window.h"

struct _InletSandboxRow
{
  AdwEntryRow     parent_instance;

  InletProfile   *account;       /* (owned) (nullable) */
  InletSandboxes *sandboxes;     /* (owned) (nullable): once there is a context */
  guint           n_sandboxes;   /* of those that are entered */
  guint           n_production;  /* of these, how many are known to be of that type */

  GtkMenuButton  *button;
};

G_DEFINE_FINAL_TYPE (InletSandboxRow, inlet_sandbox_row, ADW_TYPE_ENTRY_ROW)

enum {
  PROP_0,
  PROP_ACCOUNT,
  PROP_N_SANDBOXES,
  PROP_N_PRODUCTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
has_account (gpointer      owner,
             InletProfile *account)
{
  return account != NULL;
}

/* (transfer full) */
static char **
split_entered (InletSandboxRow *self)
{
  return inlet_sandbox_names_split (gtk_editable_get_text (GTK_EDITABLE (self)));
}

/* The first one. (nullable) */
static InletSandbox *
find_entered (InletSandboxRow *self)
{
  g_auto (GStrv) names = split_entered (self);

  return self->sandboxes != NULL && names[0] != NULL
         ? inlet_sandboxes_find (self->sandboxes, names[0]) : NULL;
}

static void
set_number (InletSandboxRow *self,
            guint           *number,
            guint            value,
            guint            prop_id)
{
  if (*number == value)
    return;

  *number = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
update_numbers (InletSandboxRow *self)
{
  g_auto (GStrv) names = split_entered (self);
  guint n_production = 0;

  for (guint i = 0; self->sandboxes != NULL && names[i] != NULL; i++) {
    InletSandbox *sandbox = inlet_sandboxes_find (self->sandboxes, names[i]);

    n_production += sandbox != NULL && inlet_sandbox_is_production (sandbox);
  }

  set_number (self, &self->n_sandboxes, g_strv_length (names), PROP_N_SANDBOXES);
  set_number (self, &self->n_production, n_production, PROP_N_PRODUCTION);
}

static void
on_entered (InletSandboxRow *self)
{
  update_numbers (self);
}

static gboolean
take_focus (gpointer user_data)
{
  if (gtk_widget_get_mapped (user_data))
    gtk_widget_grab_focus (user_data);
  return G_SOURCE_REMOVE;
}

/* Whatever was chosen or not can be typed over. GTK 4.18 gives the focus to the button, and only
 * after this. */
static void
on_closed (InletSandboxRow *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, take_focus, g_object_ref (self), g_object_unref);
}

static void
on_chosen (InletSandboxRow *self,
           InletSandbox    *sandbox)
{
  gtk_editable_set_text (GTK_EDITABLE (self), inlet_sandbox_get_name (sandbox));
  gtk_menu_button_popdown (self->button);
}

/* Most windows never open it. */
static void
on_popup_asked (GtkMenuButton *button,
                gpointer       user_data)
{
  InletSandboxRow *self = INLET_SANDBOX_ROW (user_data);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));

  if (self->sandboxes == NULL)
    return;

  if (popover == NULL) {
    popover = inlet_sandbox_popover_new (self->sandboxes);
    g_signal_connect_object (popover, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (popover, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
    gtk_menu_button_set_popover (button, popover);
  }
  inlet_sandbox_popover_select (INLET_SANDBOX_POPOVER (popover), find_entered (self));
  inlet_sandboxes_refresh (self->sandboxes);
}

static void
on_choose_asked (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  InletSandboxRow *self = INLET_SANDBOX_ROW (widget);

  if (self->account != NULL)
    gtk_menu_button_popup (self->button);
}

static void
on_several_chosen (InletSandboxRow *self,
                   const char      *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), 0);
}

static void
on_choose_several_asked (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  InletSandboxRow *self = INLET_SANDBOX_ROW (widget);
  GtkWindow *window = NULL;

  if (self->account == NULL || self->sandboxes == NULL)
    return;

  gtk_menu_button_popdown (self->button);
  window = inlet_sandboxes_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->sandboxes,
                                       gtk_editable_get_text (GTK_EDITABLE (self)));
  g_signal_connect_object (window, "chosen", G_CALLBACK (on_several_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
show_account (InletSandboxRow *self)
{
  if (self->sandboxes != NULL)
    inlet_sandboxes_set_account (self->sandboxes, (InletAccount *) self->account);
}

static void
inlet_sandbox_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  InletSandboxRow *self = INLET_SANDBOX_ROW (object);

  switch (prop_id) {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_N_SANDBOXES:
      g_value_set_uint (value, self->n_sandboxes);
      break;
    case PROP_N_PRODUCTION:
      g_value_set_uint (value, self->n_production);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_sandbox_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  InletSandboxRow *self = INLET_SANDBOX_ROW (object);

  switch (prop_id) {
    case PROP_ACCOUNT:
      if (g_set_object (&self->account, g_value_get_object (value))) {
        show_account (self);
        g_object_notify_by_pspec (object, pspec);
      }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_sandbox_row_dispose (GObject *object)
{
  InletSandboxRow *self = INLET_SANDBOX_ROW (object);

  g_clear_object (&self->account);
  g_clear_object (&self->sandboxes);

  G_OBJECT_CLASS (inlet_sandbox_row_parent_class)->dispose (object);
}

static void
inlet_sandbox_row_class_init (InletSandboxRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_sandbox_row_dispose;
  object_class->get_property = inlet_sandbox_row_get_property;
  object_class->set_property = inlet_sandbox_row_set_property;

  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, INLET_TYPE_PROFILE,
                                             flags | G_PARAM_WRITABLE);
  props[PROP_N_SANDBOXES] =
    g_param_spec_uint ("n-sandboxes", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_PRODUCTION] =
    g_param_spec_uint ("n-production", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "sandbox.choose", NULL, on_choose_asked);
  gtk_widget_class_install_action (widget_class, "sandbox.choose-several", NULL,
                                   on_choose_several_asked);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-sandbox-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletSandboxRow, button);
  gtk_widget_class_bind_template_callback (widget_class, has_account);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
}

static void
inlet_sandbox_row_init (InletSandboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, on_popup_asked, self, NULL);
}

void
inlet_sandbox_row_set_context (InletSandboxRow *self,
                               InletContext    *context)
{
  g_return_if_fail (INLET_IS_SANDBOX_ROW (self));
  g_return_if_fail (INLET_IS_CONTEXT (context));
  g_return_if_fail (self->sandboxes == NULL);

  self->sandboxes = inlet_sandboxes_new (context);
  g_signal_connect_object (self->sandboxes, "items-changed", G_CALLBACK (update_numbers),
                           self, G_CONNECT_SWAPPED);
  show_account (self);
}
