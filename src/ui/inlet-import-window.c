/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-window.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-confirm-addresses.h"
#include "inlet-error.h"
#include "inlet-import-file.h"
#include "inlet-import-row.h"
#include "inlet-import.h"
#include "inlet-offer-bin.h"
#include "inlet-problem-view.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>
#include <string.h>

struct _InletImportWindow
{
  AdwWindow         parent_instance;

  InletContext     *context;      /* (owned) */
  GCancellable     *cancellable;  /* (owned) */
  GFile            *file;         /* (owned) (nullable): where the text is from */
  InletImport      *import;       /* (owned) (nullable) */
  const char       *page;
  char             *summary;      /* (owned) (nullable) */
  gboolean          is_busy;
  guint             n_asked;      /* the items whose addresses were looked at */

  InletProblemView *problem_view;
  GtkListBox       *list;
  GtkWidget        *open_button;
};

enum {
  PROP_0,
  PROP_PAGE,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletImportWindow, inlet_import_window, ADW_TYPE_WINDOW)

static void
update_action (InletImportWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.store",
                                 !self->is_busy && self->import != NULL &&
                                 inlet_import_count_ticked (self->import) > 0);
}

static void
set_busy (InletImportWindow *self,
          gboolean           is_busy)
{
  self->is_busy = is_busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !is_busy);
  update_action (self);
}

/* @summary: (transfer full) (nullable) */
static void
show_page (InletImportWindow *self,
           const char        *page,
           char              *summary)
{
  self->page = page;
  g_free (self->summary);
  self->summary = summary;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUMMARY]);
}

static char *
dup_invitation (void)
{
  return g_strdup (_("Accounts and credentials come from the files of AWS, of Adobe’s Developer "
                     "Console, of Postman and aepp, from variables of a shell, or from a command "
                     "of curl. What is in them is shown first."));
}

/* @reason: a sentence, or %NULL. */
static void
start_again (InletImportWindow *self,
             const char        *reason)
{
  show_page (self, "start", reason != NULL ? g_strdup_printf ("%s %s", reason, _("Try another."))
                                           : dup_invitation ());
  set_busy (self, FALSE);
}

static char *
dup_count (InletImportWindow *self)
{
  guint n_stored = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->import)); i++) {
    g_autoptr (InletImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->import), i);

    n_stored += inlet_import_item_get_outcome (item) == INLET_IMPORT_STORED ? 1 : 0;
  }

  return g_strdup_printf (ngettext ("%u imported", "%u imported", n_stored), n_stored);
}

static void
fill_list (InletImportWindow *self)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->import)); i++) {
    g_autoptr (InletImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->import), i);

    g_signal_connect_object (item, "notify::is-ticked", G_CALLBACK (update_action), self,
                             G_CONNECT_SWAPPED);
    gtk_list_box_append (self->list, inlet_import_row_new (item));
  }
}

static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (InletImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  inlet_import_compare_finish (INLET_IMPORT (source), result, &error);
  if (self->cancellable == NULL)
    return;

  inlet_problem_view_show_error (self->problem_view, error);
  if (error != NULL) {
    g_clear_object (&self->import);
    start_again (self, NULL);
    return;
  }

  fill_list (self);
  show_page (self, "preview",
             g_strdup (inlet_import_format_to_text (inlet_import_get_format (self->import))));
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

/* Nothing that was there before is imported any more. @file: (nullable) */
static void
forget (InletImportWindow *self,
        GFile             *file)
{
  g_set_object (&self->file, file);
  g_clear_object (&self->import);
  inlet_problem_view_show_error (self->problem_view, NULL);
}

static void
read_bytes (InletImportWindow *self,
            const char        *text,
            gsize              length)
{
  g_autofree char *name = self->file != NULL ? g_file_get_basename (self->file) : NULL;

  self->import = inlet_import_new (inlet_context_get_vault (self->context), text, length, name);
  if (inlet_import_get_format (self->import) == INLET_IMPORT_UNKNOWN) {
    g_clear_object (&self->import);
    start_again (self, _("There is nothing in it that Inlet knows."));
    return;
  }

  show_page (self, "loading", NULL);
  set_busy (self, TRUE);
  inlet_import_compare_async (self->import, self->cancellable, on_compared, g_object_ref (self));
}

static void
on_file_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (InletImportWindow) self = user_data;
  g_autoptr (InletImportFile) file = NULL;
  g_autoptr (GError) error = NULL;

  file = inlet_import_file_read_finish (result, &error);
  if (self->cancellable == NULL)
    return;

  if (file != NULL)
    read_bytes (self, file->text, file->length);
  else
    start_again (self, error->message);
}

static void
on_picked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (InletImportWindow) self = user_data;
  g_autoptr (GFile) file = inlet_pick_file_finish (result, NULL);

  if (file != NULL && self->cancellable != NULL)
    inlet_import_window_load (self, file);
}

static void
on_open (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  InletImportWindow *self = INLET_IMPORT_WINDOW (widget);

  inlet_pick_file_async (GTK_WINDOW (self), _("Import"), self->cancellable, on_picked,
                         g_object_ref (self));
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (InletImportWindow) self = user_data;
  inlet_autosecret char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result,
                                                                NULL);

  if (self->cancellable != NULL)
    inlet_import_window_read_text (self, text != NULL ? text : "");
}

static void
on_paste (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  InletImportWindow *self = INLET_IMPORT_WINDOW (widget);

  if (!self->is_busy)
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                   on_clipboard_read, g_object_ref (self));
}

static void
on_bin_offered (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (InletImportWindow) self = user_data;
  g_autofree char *said = inlet_offer_bin_finish (result);

  if (said != NULL)
    inlet_tell (GTK_WIDGET (self), said);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (InletImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_stored = inlet_import_store_finish (INLET_IMPORT (source), result, &error);
  g_autofree char *count = NULL;

  if (self->cancellable == NULL)
    return;

  set_busy (self, FALSE);
  inlet_problem_view_show_error (self->problem_view, error);
  if (!is_stored)
    return;

  count = dup_count (self);
  inlet_tell (GTK_WIDGET (self), count);
  if (self->file != NULL && inlet_import_has_secret (self->import))
    inlet_offer_bin_async (GTK_WINDOW (self), self->file, self->cancellable, on_bin_offered,
                           g_object_ref (self));
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void on_address_answered (GObject      *source,
                                 GAsyncResult *result,
                                 gpointer      user_data);

/* Asks of each that would send secrets to somebody else; then stores. */
static void
ask_next (InletImportWindow *self)
{
  GListModel *items = G_LIST_MODEL (self->import);

  for (; self->n_asked < g_list_model_get_n_items (items); self->n_asked++) {
    g_autoptr (InletImportItem) item = g_list_model_get_item (items, self->n_asked);
    g_autofree char *foreign = inlet_import_item_dup_foreign (item);

    if (foreign != NULL && inlet_import_item_is_ticked (item)) {
      inlet_confirm_addresses_async (GTK_WINDOW (self), inlet_import_item_get_profile (item),
                                     self->cancellable, on_address_answered, g_object_ref (self));
      return;
    }
  }

  if (inlet_import_count_ticked (self->import) > 0)
    inlet_import_store_async (self->import, NULL, on_stored, g_object_ref (self));
  else
    set_busy (self, FALSE);
}

static void
on_address_answered (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (InletImportWindow) self = user_data;
  g_autoptr (InletProfile) confirmed = inlet_confirm_addresses_finish (result, NULL);
  g_autoptr (InletImportItem) item = NULL;

  if (self->cancellable == NULL)
    return;

  item = g_list_model_get_item (G_LIST_MODEL (self->import), self->n_asked++);
  if (confirmed != NULL)
    inlet_import_item_confirm (item);
  else
    inlet_import_item_set_is_ticked (item, FALSE);
  ask_next (self);
}

static void
on_store (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  InletImportWindow *self = INLET_IMPORT_WINDOW (widget);

  if (self->is_busy || self->import == NULL)
    return;

  inlet_problem_view_show_error (self->problem_view, NULL);
  set_busy (self, TRUE);
  self->n_asked = 0;
  ask_next (self);
}

static void
inlet_import_window_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  InletImportWindow *self = INLET_IMPORT_WINDOW (object);

  switch (prop_id) {
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

/* What is being stored is stored to its end. */
static void
inlet_import_window_dispose (GObject *object)
{
  InletImportWindow *self = INLET_IMPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_IMPORT_WINDOW);
  g_clear_object (&self->import);

  G_OBJECT_CLASS (inlet_import_window_parent_class)->dispose (object);
}

static void
inlet_import_window_finalize (GObject *object)
{
  InletImportWindow *self = INLET_IMPORT_WINDOW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->file);
  g_free (self->summary);

  G_OBJECT_CLASS (inlet_import_window_parent_class)->finalize (object);
}

static void
inlet_import_window_class_init (InletImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_import_window_get_property;
  object_class->dispose = inlet_import_window_dispose;
  object_class->finalize = inlet_import_window_finalize;

  props[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "import.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "import.paste", NULL, on_paste);
  gtk_widget_class_install_action (widget_class, "import.store", NULL, on_store);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "import.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "import.open",
                                       NULL);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletImportWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletImportWindow, list);
  gtk_widget_class_bind_template_child (widget_class, InletImportWindow, open_button);
}

static void
inlet_import_window_init (InletImportWindow *self)
{
  self->page = "start";
  self->summary = dup_invitation ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_action (self);
}

GtkWindow *
inlet_import_window_new (GtkWindow    *parent,
                         InletContext *context)
{
  InletImportWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);

  self = inlet_dialog_new (INLET_TYPE_IMPORT_WINDOW, parent);
  self->context = g_object_ref (context);
  gtk_widget_grab_focus (self->open_button);
  return GTK_WINDOW (self);
}

void
inlet_import_window_load (InletImportWindow *self,
                          GFile             *file)
{
  g_return_if_fail (INLET_IS_IMPORT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->is_busy)
    return;

  forget (self, file);
  show_page (self, "loading", NULL);
  set_busy (self, TRUE);
  inlet_import_file_load_async (file, self->cancellable, on_file_read, g_object_ref (self));
}

void
inlet_import_window_read_text (InletImportWindow *self,
                               const char        *text)
{
  g_return_if_fail (INLET_IS_IMPORT_WINDOW (self));
  g_return_if_fail (text != NULL);

  if (self->is_busy)
    return;

  forget (self, NULL);
  read_bytes (self, text, strlen (text));
}
