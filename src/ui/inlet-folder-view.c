/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-folder-view.h"

#include "inlet-config.h"
#include "inlet-entry-cells.h"
#include "inlet-problem-view.h"
#include "inlet-status-bin.h"
#include "inlet-set-string.h"

#include <glib/gi18n.h>

struct _InletFolderView
{
  AdwBin              parent_instance;

  InletBrowse        *browse;         /* (owned) (nullable) */
  char               *path;           /* (owned) (nullable) */
  char               *wanted;         /* (owned) (nullable): the path of what is to be selected */
  char               *text;           /* (owned) (nullable): what the names have */
  InletListing       *listing;        /* (owned) (nullable): of the folder, all of it */
  GCancellable       *asking;         /* (owned) (nullable): while Adobe is asked */
  GCancellable       *filtering;      /* (owned) (nullable) */

  AdwStatusPage      *notice;
  GtkListView        *list_view;
  GtkSingleSelection *selection;
  GtkSpinner         *spinner;
  GtkStack           *stack;
  GtkLabel           *status_label;
  GtkWidget          *cancel_button;
  GtkWidget          *retry_button;
  InletProblemView   *problem_view;
};

G_DEFINE_FINAL_TYPE (InletFolderView, inlet_folder_view, ADW_TYPE_BIN)

enum {
  ACTIVATED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell_changed (InletFolderView *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_page (InletFolderView *self,
           const char      *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  tell_changed (self);
}

static void
show_notice (InletFolderView *self,
             const char      *icon_name,
             const char      *title,
             const char      *text)
{
  g_object_set (self->notice, "icon-name", icon_name, "title", title, "description", text, NULL);
  show_page (self, "notice");
}

static gboolean
is_filtered (InletFolderView *self)
{
  return self->text != NULL && *self->text != '\0';
}

/* What is wanted, or the first entry. */
static void
select_entry (InletFolderView *self,
              InletListing    *listing)
{
  guint position = self->wanted != NULL ? inlet_listing_find (listing, self->wanted) : G_MAXUINT;

  position = position != G_MAXUINT ? position : 0;
  g_clear_pointer (&self->wanted, g_free);
  gtk_single_selection_set_selected (self->selection, position);
  inlet_entry_cells_go_to (self->list_view, position, !is_filtered (self));
}

/* A listing never changes: another one is another model, and nothing is compared. The selection
 * would look for what was selected among all entries, and make objects of them. */
static void
show_entries (InletFolderView *self,
              InletListing    *listing)
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
    show_entries (INLET_FOLDER_VIEW (user_data), filtered);
}

static void
stop_filtering (InletFolderView *self)
{
  g_cancellable_cancel (self->filtering);
  g_clear_object (&self->filtering);
}

static void
filter (InletFolderView *self)
{
  stop_filtering (self);
  if (self->listing == NULL)
    return;
  if (!is_filtered (self)) {
    show_entries (self, self->listing);
    return;
  }

  self->filtering = g_cancellable_new ();
  inlet_listing_filter_async (self->listing, self->text, self->filtering, on_filtered, self);
}

static void
show_listing (InletFolderView *self,
              InletListing    *listing)
{
  g_set_object (&self->listing, listing);
  filter (self);
}

static void
stop_asking (InletFolderView *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* Cancelled, somebody is elsewhere by now; then the view may have gone. */
static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletListing) listing =
    inlet_browse_list_finish (INLET_BROWSE (source), result, &error);
  InletFolderView *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_FOLDER_VIEW (user_data);
  g_clear_object (&self->asking);
  if (listing != NULL) {
    show_listing (self, listing);
    return;
  }

  inlet_problem_view_show_error (self->problem_view, error);
  show_page (self, "failed");
  gtk_widget_grab_focus (self->retry_button);
}

static void
on_activated (InletFolderView *self,
              guint            position)
{
  g_autoptr (InletEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (entry != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, entry);
}

static void
on_status (InletFolderView *self)
{
  const char *status = inlet_browse_get_status (self->browse);

  gtk_label_set_text (self->status_label, status != NULL ? status : _("Listing the folder…"));
}

static void
inlet_folder_view_dispose (GObject *object)
{
  InletFolderView *self = INLET_FOLDER_VIEW (object);

  stop_asking (self);
  stop_filtering (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_FOLDER_VIEW);
  g_clear_object (&self->listing);
  g_clear_object (&self->browse);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (inlet_folder_view_parent_class)->dispose (object);
}

static void
inlet_folder_view_class_init (InletFolderViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_folder_view_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_ENTRY);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-folder-view.ui");
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, list_view);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, notice);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, selection);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, spinner);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, stack);
  gtk_widget_class_bind_template_child (widget_class, InletFolderView, status_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, tell_changed);
}

static void
inlet_folder_view_init (InletFolderView *self)
{
  g_autoptr (GtkListItemFactory) factory = inlet_entry_cells_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list_view, factory);
}

void
inlet_folder_view_set_browse (InletFolderView *self,
                              InletBrowse     *browse)
{
  g_return_if_fail (INLET_IS_FOLDER_VIEW (self));
  g_return_if_fail (INLET_IS_BROWSE (browse));

  g_set_object (&self->browse, browse);
  g_signal_connect_object (browse, "notify::status", G_CALLBACK (on_status), self,
                           G_CONNECT_SWAPPED);
  on_status (self);
}

void
inlet_folder_view_show (InletFolderView *self,
                        const char      *path,
                        const char      *selected)
{
  InletListing *known = NULL;

  g_return_if_fail (INLET_IS_FOLDER_VIEW (self));

  stop_asking (self);
  inlet_set_string (&self->path, path);
  inlet_set_string (&self->wanted, selected);
  known = inlet_browse_get_known (self->browse, path);
  if (known != NULL)
    show_listing (self, known);
  else
    inlet_folder_view_refresh (self);
}

void
inlet_folder_view_refresh (InletFolderView *self)
{
  g_return_if_fail (INLET_IS_FOLDER_VIEW (self));

  stop_asking (self);
  g_clear_object (&self->listing);
  self->asking = g_cancellable_new ();
  inlet_browse_list_async (self->browse, self->path, self->asking, on_listed, self);
  show_page (self, "loading");
  gtk_widget_grab_focus (self->cancel_button);
}

gboolean
inlet_folder_view_cancel (InletFolderView *self)
{
  g_return_val_if_fail (INLET_IS_FOLDER_VIEW (self), FALSE);

  if (self->asking == NULL)
    return FALSE;

  stop_asking (self);
  show_notice (self, "process-stop-symbolic", _("Cancelled"),
               _("The folder was not listed. Refresh lists it."));
  return TRUE;
}

gboolean
inlet_folder_view_get_is_asking (InletFolderView *self)
{
  g_return_val_if_fail (INLET_IS_FOLDER_VIEW (self), FALSE);

  return self->asking != NULL;
}

void
inlet_folder_view_filter (InletFolderView *self,
                          const char      *text)
{
  g_return_if_fail (INLET_IS_FOLDER_VIEW (self));
  g_return_if_fail (text != NULL);

  if (inlet_set_string (&self->text, text))
    filter (self);
}

InletEntry *
inlet_folder_view_get_selected (InletFolderView *self)
{
  g_return_val_if_fail (INLET_IS_FOLDER_VIEW (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

void
inlet_folder_view_grab_entries (InletFolderView *self)
{
  g_return_if_fail (INLET_IS_FOLDER_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
