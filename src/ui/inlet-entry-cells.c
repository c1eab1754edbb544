/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-entry-cells.h"

#include "inlet-entry.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), name);
  g_object_set_data (G_OBJECT (box), "list-item", item);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  InletEntry *entry = gtk_list_item_get_item (item);
  const char *name = inlet_entry_get_name (entry);
  /* Translators: what an entry in a storage is, told to those who do not see its picture. */
  const char *kind = inlet_entry_is_folder (entry) ? _("Folder") : _("File");

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), inlet_entry_is_folder (entry)
                                                  ? "folder-symbolic"
                                                  : "text-x-generic-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, kind, -1);
  inlet_inscribe (GTK_INSCRIPTION (gtk_widget_get_last_child (box)),
                  *name != '\0' ? name : inlet_entry_get_path (entry), 0);
}

static void
grab_focus (GtkListView *list_view,
            guint        position)
{
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (list_view));

  for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell)) {
    GtkWidget *box = gtk_widget_get_first_child (cell);
    GtkListItem *item = box != NULL ? g_object_get_data (G_OBJECT (box), "list-item") : NULL;

    if (item != NULL && gtk_list_item_get_position (item) == position) {
      gtk_widget_grab_focus (cell);
      return;
    }
  }

  gtk_widget_grab_focus (GTK_WIDGET (list_view));
}

GtkListItemFactory *
inlet_entry_cells_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  return factory;
}

void
inlet_entry_cells_go_to (GtkListView *list_view,
                         guint        position,
                         gboolean     takes_focus)
{
  gtk_widget_activate_action (GTK_WIDGET (list_view), "list.scroll-to-item", "u", position);
  if (takes_focus)
    grab_focus (list_view, position);
}
