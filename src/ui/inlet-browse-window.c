/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-browse-window.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-crumb.h"
#include "inlet-entry-cells.h"
#include "inlet-file-view.h"
#include "inlet-problem-view.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletBrowseWindow
{
  AdwWindow           parent_instance;

  InletBrowse        *browse;         /* (owned) */
  GPtrArray          *trail;          /* (owned) (element-type InletCrumb): from the root on */
  char               *left;           /* (owned) (nullable): the folder that one comes up from */
  InletListing       *listing;        /* (owned) (nullable): of the folder, all of it */
  GCancellable       *listing_up;     /* (owned) (nullable): while Adobe is asked */
  GCancellable       *filtering;      /* (owned) (nullable) */

  AdwWindowTitle     *window_title;
  AdwToastOverlay    *toast_overlay;
  AdwLeaflet         *leaflet;
  AdwStatusPage      *notice;
  GtkBox             *crumbs;
  GtkListView        *list_view;
  GtkSearchBar       *search_bar;
  GtkEditable        *search_entry;
  GtkSingleSelection *selection;
  GtkSpinner         *spinner;
  GtkStack           *stack;
  GtkLabel           *status_label;
  GtkWidget          *cancel_button;
  GtkWidget          *retry_button;
  InletFileView      *file_view;
  InletProblemView   *problem_view;
};

G_DEFINE_FINAL_TYPE (InletBrowseWindow, inlet_browse_window, ADW_TYPE_WINDOW)

static void show_folder (InletBrowseWindow *self);

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
  gtk_widget_action_set_enabled (widget, "browse.refresh", self->listing_up == NULL);
  gtk_widget_action_set_enabled (widget, "browse.copy-path",
                                 gtk_single_selection_get_selected_item (self->selection) != NULL);
}

static void
show_page (InletBrowseWindow *self,
           const char        *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  update_actions (self);
}

static void
show_notice (InletBrowseWindow *self,
             const char        *icon_name,
             const char        *title,
             const char        *text)
{
  g_object_set (self->notice, "icon-name", icon_name, "title", title, "description", text, NULL);
  show_page (self, "notice");
}

static gboolean
is_typing (InletBrowseWindow *self)
{
  return gtk_search_bar_get_search_mode (self->search_bar) &&
         *gtk_editable_get_text (self->search_entry) != '\0';
}

/* The folder that one has come up from, or the first entry. */
static void
select_entry (InletBrowseWindow *self,
              InletListing      *listing)
{
  guint position = self->left != NULL ? inlet_listing_find (listing, self->left) : G_MAXUINT;

  position = position != G_MAXUINT ? position : 0;
  g_clear_pointer (&self->left, g_free);
  gtk_single_selection_set_selected (self->selection, position);
  inlet_entry_cells_go_to (self->list_view, position, !is_typing (self));
}

/* A listing never changes: another one is another model, and nothing is compared. The selection
 * would look for what was selected among all entries, and make objects of them. */
static void
show_entries (InletBrowseWindow *self,
              InletListing      *listing)
{
  gtk_single_selection_set_model (self->selection, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (listing));
  if (inlet_listing_get_n_entries (listing) > 0) {
    show_page (self, "list");
    select_entry (self, listing);
  } else if (inlet_listing_get_n_entries (self->listing) > 0) {
    show_notice (self, "system-search-symbolic", _("No Results Found"),
                 _("No name in this folder has these characters."));
  } else {
    show_notice (self, "folder-symbolic", _("The Folder Is Empty"), NULL);
  }
}

static void
on_filtered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (InletListing) filtered = inlet_listing_filter_finish (INLET_LISTING (source), result,
                                                                   NULL);

  if (filtered != NULL)
    show_entries (INLET_BROWSE_WINDOW (user_data), filtered);
}

static void
filter (InletBrowseWindow *self)
{
  g_cancellable_cancel (self->filtering);
  g_clear_object (&self->filtering);
  if (self->listing == NULL)
    return;
  if (!is_typing (self)) {
    show_entries (self, self->listing);
    return;
  }

  self->filtering = g_cancellable_new ();
  inlet_listing_filter_async (self->listing, gtk_editable_get_text (self->search_entry),
                              self->filtering, on_filtered, self);
}

static void
show_listing (InletBrowseWindow *self,
              InletListing      *listing)
{
  g_set_object (&self->listing, listing);
  filter (self);
}

static void
stop_listing (InletBrowseWindow *self)
{
  g_cancellable_cancel (self->listing_up);
  g_clear_object (&self->listing_up);
}

static void
show_problem (InletBrowseWindow *self,
              const GError      *error)
{
  inlet_problem_view_show_error (self->problem_view, error);
  show_page (self, "failed");
  gtk_widget_grab_focus (self->retry_button);
}

/* Cancelled, somebody is elsewhere by now; then the window may have gone. */
static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletListing) listing =
    inlet_browse_list_finish (INLET_BROWSE (source), result, &error);
  InletBrowseWindow *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_BROWSE_WINDOW (user_data);
  g_clear_object (&self->listing_up);
  if (listing != NULL)
    show_listing (self, listing);
  else
    show_problem (self, error);
}

static void
ask (InletBrowseWindow *self)
{
  stop_listing (self);
  g_clear_object (&self->listing);
  self->listing_up = g_cancellable_new ();
  inlet_browse_list_async (self->browse, get_place (self)->path, self->listing_up, on_listed, self);
  show_page (self, "loading");
  gtk_widget_grab_focus (self->cancel_button);
}

static void
on_crumb_clicked (GtkWidget         *button,
                  InletBrowseWindow *self)
{
  guint length = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "length"));

  if (length == self->trail->len)
    return;

  g_ptr_array_set_size (self->trail, length);
  show_folder (self);
}

static void
show_folder (InletBrowseWindow *self)
{
  InletCrumb *place = get_place (self);
  InletListing *known = inlet_browse_get_known (self->browse, place->path);

  stop_listing (self);
  /* The file is of another folder. */
  adw_leaflet_set_visible_child_name (self->leaflet, "folder");
  gtk_widget_set_visible (GTK_WIDGET (self->file_view), FALSE);
  inlet_crumb_show_all (self->crumbs, self->trail, G_CALLBACK (on_crumb_clicked), self);
  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  adw_window_title_set_subtitle (self->window_title, place->path != NULL ? place->path : "");
  if (known != NULL)
    show_listing (self, known);
  else
    ask (self);
}

static void
show_file (InletBrowseWindow *self,
           InletEntry        *entry)
{
  gtk_widget_set_visible (GTK_WIDGET (self->file_view), TRUE);
  adw_leaflet_set_visible_child_name (self->leaflet, "file");
  /* The leaflet takes the focus along, also to what stands beside the list. */
  if (!is_on_file (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
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
  show_folder (self);
}

static void
on_activated (InletBrowseWindow *self,
              guint              position)
{
  g_autoptr (InletEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (entry != NULL)
    open_entry (self, entry);
}

static void
on_search_activated (InletBrowseWindow *self)
{
  on_activated (self, gtk_single_selection_get_selected (self->selection));
}

static void
on_up (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  InletBrowseWindow *self = INLET_BROWSE_WINDOW (widget);

  if (is_on_file (self)) {
    adw_leaflet_set_visible_child_name (self->leaflet, "folder");
    update_actions (self);
    return;
  }

  g_free (self->left);
  self->left = g_strdup (get_place (self)->path);
  g_ptr_array_set_size (self->trail, self->trail->len - 1);
  show_folder (self);
}

static void
on_refresh (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  ask (INLET_BROWSE_WINDOW (widget));
}

/* Whether there was anything under way. */
static gboolean
cancel (InletBrowseWindow *self)
{
  if (self->listing_up == NULL)
    return inlet_file_view_cancel (self->file_view);

  stop_listing (self);
  show_notice (self, "process-stop-symbolic", _("Cancelled"),
               _("The folder was not listed. Refresh lists it."));
  return TRUE;
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
  InletEntry *entry = gtk_single_selection_get_selected_item (self->selection);

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
on_status (InletBrowseWindow *self)
{
  const char *status = inlet_browse_get_status (self->browse);

  gtk_label_set_text (self->status_label, status != NULL ? status : _("Listing the folder…"));
}

static void
inlet_browse_window_dispose (GObject *object)
{
  InletBrowseWindow *self = INLET_BROWSE_WINDOW (object);

  stop_listing (self);
  g_cancellable_cancel (self->filtering);
  g_clear_object (&self->filtering);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_BROWSE_WINDOW);
  g_clear_object (&self->listing);
  g_clear_object (&self->browse);
  g_clear_pointer (&self->trail, g_ptr_array_unref);
  g_clear_pointer (&self->left, g_free);

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
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
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
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-browse-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, crumbs);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, file_view);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, list_view);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, selection);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, status_label);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, InletBrowseWindow, window_title);
  gtk_widget_class_bind_template_callback (widget_class, filter);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
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
  g_autoptr (GtkListItemFactory) factory = inlet_entry_cells_new ();

  self->trail = g_ptr_array_new_with_free_func ((GDestroyNotify) inlet_crumb_free);
  g_ptr_array_add (self->trail, inlet_crumb_new (_("Storage"), NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_list_view_set_factory (self->list_view, factory);
  listen_for_escape (self);
}

GtkWindow *
inlet_browse_window_new (GtkWindow       *parent,
                         InletContext    *context,
                         InletConnection *connection)
{
  InletBrowseWindow *self = inlet_dialog_new (INLET_TYPE_BROWSE_WINDOW, parent);

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  self->browse = inlet_browse_new (context, connection);
  g_signal_connect_object (self->browse, "notify::status", G_CALLBACK (on_status), self,
                           G_CONNECT_SWAPPED);
  adw_window_title_set_title (self->window_title, inlet_connection_get_name (connection));
  inlet_file_view_set_browse (self->file_view, self->browse);
  on_status (self);
  show_folder (self);
  return GTK_WINDOW (self);
}
