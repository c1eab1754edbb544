/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-many-row.h"

#include "inlet-breaks.h"
#include "inlet-config.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletManyRow
{
  AdwActionRow     parent_instance;

  InletCreateItem *item;           /* (owned) */

  GtkStack        *state_stack;
  GtkImage        *state_image;
  GtkStack        *action_stack;
};

G_DEFINE_FINAL_TYPE (InletManyRow, inlet_many_row, ADW_TYPE_ACTION_ROW)

enum {
  COPY_ASKED,
  LOOK_UP_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The ID once there is one; why not otherwise, and what to do about it. (transfer full) */
static char *
build_subtitle (InletCreateItem *item)
{
  InletConnection *connection = inlet_create_item_get_connection (item);
  InletProblem *problem = inlet_create_item_get_problem (item);
  const char *status = inlet_create_item_get_status (item);
  InletCreateItemState state = inlet_create_item_get_state (item);

  if (state == INLET_CREATE_ITEM_CREATED && inlet_create_item_get_unsaved (item) == NULL)
    return g_strdup (inlet_connection_get_remote_id (connection));
  if (state == INLET_CREATE_ITEM_CREATED)
    return g_strdup_printf ("%s\n%s", inlet_connection_get_remote_id (connection), status);
  if (problem != NULL && state != INLET_CREATE_ITEM_UNDER_WAY &&
      g_str_equal (status, inlet_problem_get_title (problem)))
    return g_strdup_printf (_("%s. %s"), status, inlet_problem_get_hint (problem));

  return g_strdup (status);
}

static void
show_state (InletManyRow         *self,
            InletConnectionState  state,
            const char           *action)
{
  const char *classes[] = { inlet_state_css_class (state), NULL };

  gtk_image_set_from_icon_name (self->state_image, inlet_state_icon_name (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_image), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_image),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, inlet_state_label (state),
                                  -1);
  gtk_stack_set_visible_child_name (self->state_stack, "image");
  gtk_stack_set_visible_child_name (self->action_stack, action);
}

static void
show_nothing (InletManyRow *self,
              const char   *page)
{
  gtk_stack_set_visible_child_name (self->state_stack, page);
  gtk_stack_set_visible_child_name (self->action_stack, "none");
}

static void
on_item_changed (InletManyRow *self)
{
  g_autofree char *subtitle = build_subtitle (self->item);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  switch (inlet_create_item_get_state (self->item)) {
    case INLET_CREATE_ITEM_UNDER_WAY:
      show_nothing (self, "spinner");
      break;
    case INLET_CREATE_ITEM_CREATED:
      show_state (self, INLET_CONNECTION_CREATED, "copy");
      break;
    case INLET_CREATE_ITEM_FAILED:
      show_state (self, INLET_CONNECTION_FAILED, "none");
      break;
    case INLET_CREATE_ITEM_UNCERTAIN:
      show_state (self, INLET_CONNECTION_UNCERTAIN, "look-up");
      break;
    case INLET_CREATE_ITEM_WAITING:
    case INLET_CREATE_ITEM_SKIPPED:
    case INLET_CREATE_ITEM_LEFT:
    default:
      show_nothing (self, "nothing");
  }
}

static void
on_copy_clicked (InletManyRow *self)
{
  InletConnection *connection = inlet_create_item_get_connection (self->item);

  g_signal_emit (self, signals[COPY_ASKED], 0, inlet_connection_get_remote_id (connection));
}

static void
on_look_up_clicked (InletManyRow *self)
{
  g_signal_emit (self, signals[LOOK_UP_ASKED], 0, self->item);
}

static void
inlet_many_row_dispose (GObject *object)
{
  g_clear_object (&INLET_MANY_ROW (object)->item);

  G_OBJECT_CLASS (inlet_many_row_parent_class)->dispose (object);
}

static void
inlet_many_row_class_init (InletManyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_many_row_dispose;

  signals[COPY_ASKED] = g_signal_new ("copy-asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LOOK_UP_ASKED] =
    g_signal_new ("look-up-asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, INLET_TYPE_CREATE_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-many-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletManyRow, state_stack);
  gtk_widget_class_bind_template_child (widget_class, InletManyRow, state_image);
  gtk_widget_class_bind_template_child (widget_class, InletManyRow, action_stack);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_look_up_clicked);
}

static void
inlet_many_row_init (InletManyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
}

GtkWidget *
inlet_many_row_new (InletCreateItem *item)
{
  InletManyRow *self = NULL;

  g_return_val_if_fail (INLET_IS_CREATE_ITEM (item), NULL);

  self = g_object_new (INLET_TYPE_MANY_ROW,
                       "title", inlet_draft_get_sandbox (inlet_create_item_get_draft (item)),
                       NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify", G_CALLBACK (on_item_changed), self, G_CONNECT_SWAPPED);
  on_item_changed (self);
  return GTK_WIDGET (self);
}
