/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox-popover.h"

#include "inlet-config.h"
#include "inlet-sandbox-item.h"
#include "inlet-set-string.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletSandboxPopover
{
  GtkPopover      parent_instance;

  InletSandboxes *sandboxes;    /* (owned) */
  char           *selected;     /* (owned) (nullable): the name of what to begin with */

  GtkListBox     *list;
  GtkWidget      *ask_button;
};

G_DEFINE_FINAL_TYPE (InletSandboxPopover, inlet_sandbox_popover, GTK_TYPE_POPOVER)

enum {
  PROP_0,
  PROP_SANDBOXES,
  PROP_HAS_ITEMS,
  PROP_STATUS,
  PROP_VERB,
  N_PROPS
};

enum {
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static GtkWidget *
build_item (gpointer item,
            gpointer user_data)
{
  return inlet_sandbox_item_new (item);
}

/* It stays while Adobe is asked again, which the button says: so the popover keeps its height.
 * (transfer full) */
static char *
build_status (InletSandboxPopover *self)
{
  InletProblem *problem = inlet_sandboxes_get_problem (self->sandboxes);
  g_autofree char *time = NULL;

  /* TRANSLATORS: what went wrong, such as “Adobe couldn’t be reached”, and what to do. */
  if (problem != NULL)
    return g_strdup_printf (_("%s. %s"), inlet_problem_get_title (problem),
                            inlet_problem_get_hint (problem));
  if (inlet_sandboxes_get_seen_at (self->sandboxes) == 0)
    return g_strdup (_("Adobe has not listed them yet"));

  time = inlet_time_to_short (inlet_sandboxes_get_seen_at (self->sandboxes));
  /* TRANSLATORS: %s is “now”, “2 min”, “14:05”, “yesterday” or a date. */
  return g_strdup_printf (_("Updated: %s"), time);
}

static const char *
get_verb (InletSandboxPopover *self)
{
  InletProblem *problem = inlet_sandboxes_get_problem (self->sandboxes);

  if (inlet_sandboxes_get_is_asking (self->sandboxes))
    return _("Asking…");
  if (problem != NULL && inlet_problem_get_code (problem) == INLET_ERROR_KEYRING_LOCKED)
    return _("Unlock");

  return _("Ask Again");
}

static void
focus_selected (InletSandboxPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->ask_button);
}

static void
set_selected (InletSandboxPopover *self,
              InletSandbox        *sandbox)
{
  inlet_set_string (&self->selected, sandbox != NULL ? inlet_sandbox_get_name (sandbox) : NULL);
}

/* The first one where that is not in the list. */
static void
select_wanted (InletSandboxPopover *self)
{
  GListModel *model = G_LIST_MODEL (self->sandboxes);
  guint position = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (InletSandbox) sandbox = g_list_model_get_item (model, i);

    if (g_strcmp0 (inlet_sandbox_get_name (sandbox), self->selected) == 0)
      position = i;
  }

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, position));
}

/* So that a list which is refreshed behind does not move it. */
static void
on_row_selected (InletSandboxPopover *self,
                 InletSandboxItem    *item)
{
  if (item != NULL)
    set_selected (self, inlet_sandbox_item_get_sandbox (item));
}

static void
on_items_changed (InletSandboxPopover *self)
{
  select_wanted (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_ITEMS]);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_selected (self);
}

static void
on_state_changed (InletSandboxPopover *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VERB]);
}

static void
on_mapped (InletSandboxPopover *self)
{
  focus_selected (self);
}

static void
on_row_activated (InletSandboxPopover *self,
                  InletSandboxItem    *item)
{
  g_signal_emit (self, signals[CHOSEN], 0, inlet_sandbox_item_get_sandbox (item));
}

static void
on_ask_clicked (InletSandboxPopover *self)
{
  inlet_sandboxes_ask (self->sandboxes);
}

static void
inlet_sandbox_popover_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  InletSandboxPopover *self = INLET_SANDBOX_POPOVER (object);

  switch (prop_id) {
    case PROP_SANDBOXES:
      g_value_set_object (value, self->sandboxes);
      break;
    case PROP_HAS_ITEMS:
      g_value_set_boolean (value, self->sandboxes != NULL &&
                           g_list_model_get_n_items (G_LIST_MODEL (self->sandboxes)) > 0);
      break;
    case PROP_STATUS:
      g_value_take_string (value, self->sandboxes != NULL ? build_status (self) : NULL);
      break;
    case PROP_VERB:
      g_value_set_string (value, self->sandboxes != NULL ? get_verb (self) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_sandbox_popover_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id) {
    case PROP_SANDBOXES:
      INLET_SANDBOX_POPOVER (object)->sandboxes = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_sandbox_popover_constructed (GObject *object)
{
  InletSandboxPopover *self = INLET_SANDBOX_POPOVER (object);

  G_OBJECT_CLASS (inlet_sandbox_popover_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->sandboxes), build_item, NULL, NULL);
  g_signal_connect_object (self->sandboxes, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sandboxes, "notify", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  on_items_changed (self);
  on_state_changed (self);
}

static void
inlet_sandbox_popover_dispose (GObject *object)
{
  InletSandboxPopover *self = INLET_SANDBOX_POPOVER (object);

  g_clear_object (&self->sandboxes);
  g_clear_pointer (&self->selected, g_free);

  G_OBJECT_CLASS (inlet_sandbox_popover_parent_class)->dispose (object);
}

static void
inlet_sandbox_popover_class_init (InletSandboxPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = inlet_sandbox_popover_constructed;
  object_class->dispose = inlet_sandbox_popover_dispose;
  object_class->get_property = inlet_sandbox_popover_get_property;
  object_class->set_property = inlet_sandbox_popover_set_property;

  props[PROP_SANDBOXES] =
    g_param_spec_object ("sandboxes", NULL, NULL, INLET_TYPE_SANDBOXES,
                         flags | G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_HAS_ITEMS] = g_param_spec_boolean ("has-items", NULL, NULL, FALSE, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_VERB] = g_param_spec_string ("verb", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_SANDBOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-sandbox-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, InletSandboxPopover, list);
  gtk_widget_class_bind_template_child (widget_class, InletSandboxPopover, ask_button);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_mapped);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
}

static void
inlet_sandbox_popover_init (InletSandboxPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
inlet_sandbox_popover_new (InletSandboxes *sandboxes)
{
  g_return_val_if_fail (INLET_IS_SANDBOXES (sandboxes), NULL);

  return g_object_new (INLET_TYPE_SANDBOX_POPOVER, "sandboxes", sandboxes, NULL);
}

void
inlet_sandbox_popover_select (InletSandboxPopover *self,
                              InletSandbox        *sandbox)
{
  g_return_if_fail (INLET_IS_SANDBOX_POPOVER (self));

  set_selected (self, sandbox);
  select_wanted (self);
}
