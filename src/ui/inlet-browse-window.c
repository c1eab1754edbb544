/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-browse-window.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-crumb.h"
#include "inlet-file-view.h"
#include "inlet-folder-view.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletBrowseWindow
{
  AdwWindow        parent_instance;

  GPtrArray       *trail;          /* (owned) (element-type InletCrumb): from the root on */

  AdwWindowTitle  *window_title;
  AdwToastOverlay *toast_overlay;
  AdwLeaflet      *leaflet;
  GtkBox          *crumbs;
  GtkSearchBar    *search_bar;
  GtkEditable     *search_entry;
  InletFolderView *folder_view;
  InletFileView   *file_view;
};

G_DEFINE_FINAL_TYPE (InletBrowseWindow, inlet_browse_window, ADW_TYPE_WINDOW)

static void show_folder (InletBrowseWindow *self,
                         const char        *selected);

static InletCrumb *
get_place (InletBrowseWindow *self)
{
  return self->trail->pdata[self->trail->len - 1];
}

static gboolean
is_on_file (InletBrowseWindow *self)
{
  return adw_leaflet_get_folded (self->leaflet) &&
         adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->file_view);
}

static void
update_actions (InletBrowseWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "browse.up", self->trail->len > 1 || is_on_file (self));
  gtk_widget_action_set_enabled (widget, "browse.refresh",
                                 !inlet_folder_view_get_is_asking (self->folder_view));
  gtk_widget_action_set_enabled (widget, "browse.copy-path",
                                 inlet_folder_view_get_selected (self->folder_view) != NULL);
}

static void
on_crumb_clicked (GtkWidget         *button,
                  InletBrowseWindow *self)
{
  guint length = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "length"));

  if (length == self->trail->len)
    return;

  g_ptr_array_set_size (self->trail, length);
  show_folder (self, NULL);
}

/* @selected: (nullable): the entry in it that one comes up from. */
static void
show_folder (InletBrowseWindow *self,
             const char        *selected)
{
  InletCrumb *place = get_place (self);

  /* The file is of another folder. */
  adw_leaflet_set_visible_child_name (self->leaflet, "folder");
  gtk_widget_set_visible (GTK_WIDGET (self->file_view), FALSE);
  inlet_crumb_show_all (self->crumbs, self->trail, G_CALLBACK (on_crumb_clicked), self);
  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  adw_window_title_set_subtitle (self->window_title, place->path != NULL ? place->path : "");
  inlet_folder_view_show (self->folder_view, place->path, selected);
}

static void
show_file (InletBrowseWindow *self,
           InletEntry        *entry)
{
  gtk_widget_set_visible (GTK_WIDGET (self->file_view), TRUE);
  adw_leaflet_set_visible_child_name (self->leaflet, "file");
  /* The leaflet takes the focus along, also to what stands beside the list. */
  if (!is_on_file (self))
    inlet_folder_view_grab_entries (self->folder_view);
  inlet_file_view_set_entry (self->file_view, entry);
  update_actions (self);
}

static void
open_entry (InletBrowseWindow *self,
            InletEntry        *entry)
{
  const char *name = inlet_entry_get_name (entry);

  if (!inlet_entry_is_folder (entry)) {
    show_file (self, entry);
    return;
  }

  g_ptr_array_add (self->trail,
                   inlet_crumb_new (*name != '\0' ? name : inlet_entry_get_path (entry),
                                    inlet_entry_get_path (entry)));
  show_folder (self, NULL);
}

static void
on_typed (InletBrowseWindow *self)
{
  inlet_folder_view_filter (self->folder_view, gtk_editable_get_text (self->search_entry));
}

static void
on_search_activated (InletBrowseWindow *self)
{
  InletEntry *selected = inlet_folder_view_get_selected (self->folder_view);
  g_autoptr (InletEntry) entry = selected != NULL ? g_object_ref (selected) : NULL;

  if (entry != NULL)
    open_entry (self, entry);
}

static void
on_up (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  InletBrowseWindow *self = INLET_BROWSE_WINDOW (widget);
  g_autofree char *left = NULL;

  if (is_on_file (self)) {
    adw_leaflet_set_visible_child_name (self->leaflet, "folder");
    update_actions (self);
    return;
  }

  left = g_strdup (get_place (self)->path);
  g_ptr_array_set_size (self->trail, self->trail->len - 1);
  show_folder (self, left);
}

static void
on_refresh (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  inlet_folder_view_refresh (INLET_BROWSE_WINDOW (widget)->folder_view);
}

/* Whether there was anything under way. */
static gboolean
cancel (InletBrowseWindow *self)
{
  return inlet_folder_view_cancel (self->folder_view) || inlet_file_view_cancel (self->file_view);
}

static void
on_cancel (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  cancel (INLET_BROWSE_WINDOW (widget));
}

static gboolean
on_key_pressed (InletBrowseWindow *self,
                guint              keyval)
{
  return keyval == GDK_KEY_Escape && cancel (self);
}

static void
on_copy_path (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  InletBrowseWindow *self = INLET_BROWSE_WINDOW (widget);
  InletEntry *entry = inlet_folder_view_get_selected (self->folder_view);

  inlet_copy_text (widget, inlet_entry_get_path (entry));
  inlet_show_toast (self->toast_overlay, _("Path copied"));
}

static void
on_filter (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletBrowseWindow *self = INLET_BROWSE_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
inlet_browse_window_dispose (GObject *object)
{
  InletBrowseWindow *self = INLET_BROWSE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_BROWSE_WINDOW);
  g_clear_pointer (&self->trail, g_ptr_array_unref);

  G_OBJECT_CLASS (inlet_browse_window_parent_class)->dispose (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_Up, GDK_ALT_MASK, "browse.up" },
    { GDK_KEY_BackSpace, 0, "browse.up" },
    { GDK_KEY_F5, 0, "browse.refresh" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "browse.refresh" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "browse.filter" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "browse.copy-path" },
  };

  gtk_widget_class_install_action (widget_class, "browse.up", NULL, on_up);
  gtk_widget_class_install_action (widget_class, "browse.refresh", NULL, on_refresh);
  gtk_widget_class_install_action (widget_class, "browse.cancel", NULL, on_cancel);
  gtk_widget_class_install_action (widget_class, "browse.copy-path", NULL, on_copy_path);
  gtk_widget_class_install_action (widget_class, "browse.filter", NULL, on_filter);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static void
inlet_browse_window_class_init (InletBrowseWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_browse_window_dispose;

  install_keys (widget_class);
  g_type_ensure (INLET_TYPE_FILE_VIEW);
  g_type_ensure (INLET_TYPE_FOLDER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-browse-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, crumbs);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, file_view);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, folder_view);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, window_title);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, open_entry);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
}

/* Last, and so asked first: the search bar, whose keys these are too, would keep it. */
static void
listen_for_escape (InletBrowseWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
inlet_browse_window_init (InletBrowseWindow *self)
{
  self->trail = g_ptr_array_new_with_free_func ((GDestroyNotify) inlet_crumb_free);
  g_ptr_array_add (self->trail, inlet_crumb_new (_("Storage"), NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  listen_for_escape (self);
}

GtkWindow *
inlet_browse_window_new (GtkWindow       *parent,
                         InletContext    *context,
                         InletConnection *connection)
{
  InletBrowseWindow *self = inlet_dialog_new (INLET_TYPE_BROWSE_WINDOW, parent);
  g_autoptr (InletBrowse) browse = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  browse = inlet_browse_new (context, connection);
  adw_window_title_set_title (self->window_title, inlet_connection_get_name (connection));
  inlet_file_view_set_browse (self->file_view, browse);
  inlet_folder_view_set_browse (self->folder_view, browse);
  show_folder (self, NULL);
  return GTK_WINDOW (self);
}
