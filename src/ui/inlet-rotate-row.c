/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-rotate-row.h"

#include "inlet-breaks.h"
#include "inlet-config.h"
#include "inlet-rotate-item.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

static const char *const parts[] = { "image", "name", "place", "id", "text", NULL };

static void
on_row_set_up (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (RESOURCE_PATH "/inlet-rotate-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  for (gsize i = 0; parts[i] != NULL; i++)
    g_object_set_data (G_OBJECT (row), parts[i], gtk_builder_get_object (builder, parts[i]));
  inlet_never_hyphenate (row);
  gtk_list_item_set_child (list_item, row);
}

/* What a create in the same situation looks like. */
static InletConnectionState
find_likeness (InletRotateState state)
{
  switch (state) {
    case INLET_ROTATE_DONE:
      return INLET_CONNECTION_CREATED;
    case INLET_ROTATE_FAILED:
      return INLET_CONNECTION_FAILED;
    case INLET_ROTATE_UNCERTAIN:
      return INLET_CONNECTION_UNCERTAIN;
    case INLET_ROTATE_WAITING:
    case INLET_ROTATE_SENDING:
    default:
      return INLET_CONNECTION_SENDING;
  }
}

static void
on_changed (InletRotateItem *item,
            GObject         *row)
{
  InletRotateState state = inlet_rotate_item_get_state (item);
  InletConnectionState likeness = find_likeness (state);
  const char *classes[] = { inlet_state_css_class (likeness), NULL };
  GtkWidget *image = g_object_get_data (row, "image");
  g_autofree char *text = inlet_rotate_item_dup_text (item);

  /* One that waits has the place of a sign, and none. */
  gtk_image_set_from_icon_name (GTK_IMAGE (image), inlet_state_icon_name (likeness));
  gtk_widget_set_opacity (image, state == INLET_ROTATE_WAITING ? 0 : 1);
  gtk_widget_set_css_classes (image, classes);
  gtk_label_set_label (g_object_get_data (row, "text"), text);
}

static void
on_row_bound (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  GObject *row = G_OBJECT (gtk_list_item_get_child (list_item));
  InletRotateItem *item = gtk_list_item_get_item (list_item);
  InletConnection *connection = inlet_rotate_item_get_connection (item);
  /* TRANSLATORS: an account, and a sandbox. */
  g_autofree char *place = g_strdup_printf (_("%s · %s"),
                                            inlet_connection_get_account_name (connection),
                                            inlet_connection_get_sandbox (connection));

  gtk_label_set_label (g_object_get_data (row, "name"), inlet_connection_get_name (connection));
  gtk_label_set_label (g_object_get_data (row, "place"), place);
  gtk_label_set_label (g_object_get_data (row, "id"),
                       inlet_connection_get_remote_id (connection));
  g_signal_connect_object (item, "changed", G_CALLBACK (on_changed), row, 0);
  on_changed (item, row);
}

static void
on_row_unbound (GtkListItemFactory *factory,
                GtkListItem        *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), on_changed,
                                        gtk_list_item_get_child (list_item));
}

GtkListItemFactory *
inlet_rotate_row_create_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_row_set_up), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bound), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_row_unbound), NULL);
  return factory;
}
