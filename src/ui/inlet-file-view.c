/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-file-view.h"

#include "inlet-breaks.h"
#include "inlet-config.h"
#include "inlet-problem-view.h"
#include "inlet-status-bin.h"
#include "inlet-table-row.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

/* What is shown as a table; all columns are counted. */
#define MAX_COLUMNS 50
#define MAX_ROWS    100

/* How long rows are made in one frame. */
#define FRAME_BUDGET 5000

struct _InletFileView
{
  AdwBin             parent_instance;

  InletBrowse       *browse;        /* (owned) (nullable) */
  InletEntry        *entry;         /* (owned) (nullable) */
  GCancellable      *reading;       /* (owned) (nullable) */
  GtkSliceListModel *rows;          /* (owned) (nullable): those that are made so far */
  guint              tick;          /* while rows are made */
  gboolean           is_setting;    /* the format, from the name of a file */

  AdwStatusPage     *notice;
  GtkDropDown       *type_drop_down;
  GtkDropDown       *delimiter_drop_down;
  GtkEditable       *delimiter_entry;
  GtkDropDown       *encoding_drop_down;
  GtkDropDown       *compression_drop_down;
  GtkWidget         *again_button;
  GtkLabel          *name_label;
  GtkLabel          *status_label;
  GtkLabel          *summary_label;
  GtkScrolledWindow *table_window;
  GtkSpinner        *spinner;
  GtkStack          *stack;
  InletProblemView  *problem_view;
};

G_DEFINE_FINAL_TYPE (InletFileView, inlet_file_view, ADW_TYPE_BIN)

/* In the order of the list, at whose end is any other. */
static const gunichar delimiters[] = { ',', ';', '\t', '|', '~', '^', ':', ' ' };

static void
show_page (InletFileView *self,
           const char    *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
}

static void
stop (InletFileView *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

/* 0 as long as any other one is to be typed. */
static gunichar
get_delimiter (InletFileView *self)
{
  guint position = gtk_drop_down_get_selected (self->delimiter_drop_down);

  return position < G_N_ELEMENTS (delimiters)
         ? delimiters[position] : g_utf8_get_char (gtk_editable_get_text (self->delimiter_entry));
}

static InletFileFormat
get_format (InletFileView *self)
{
  InletFileFormat format = {
    gtk_drop_down_get_selected (self->type_drop_down),
    get_delimiter (self),
    gtk_drop_down_get_selected (self->encoding_drop_down),
    gtk_drop_down_get_selected (self->compression_drop_down),
  };

  return format;
}

/* Delimiter and encoding are of delimited files only. */
static void
update_options (InletFileView *self)
{
  gboolean is_delimited = gtk_drop_down_get_selected (self->type_drop_down) ==
                          INLET_FILE_DELIMITED;

  gtk_widget_set_visible (GTK_WIDGET (self->delimiter_entry),
                          gtk_drop_down_get_selected (self->delimiter_drop_down) ==
                          G_N_ELEMENTS (delimiters));
  gtk_widget_set_sensitive (GTK_WIDGET (self->delimiter_drop_down), is_delimited);
  gtk_widget_set_sensitive (GTK_WIDGET (self->delimiter_entry), is_delimited);
  gtk_widget_set_sensitive (GTK_WIDGET (self->encoding_drop_down), is_delimited);
}

static void
set_format (InletFileView         *self,
            const InletFileFormat *format)
{
  self->is_setting = TRUE;
  gtk_drop_down_set_selected (self->type_drop_down, format->type);
  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (delimiters[i] == format->delimiter)
      gtk_drop_down_set_selected (self->delimiter_drop_down, i);
  gtk_drop_down_set_selected (self->encoding_drop_down, format->encoding);
  gtk_drop_down_set_selected (self->compression_drop_down, format->compression);
  self->is_setting = FALSE;
  update_options (self);
}

/* As many rows as there is time for in this frame, and at least one. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  InletFileView *self = INLET_FILE_VIEW (widget);
  guint n_all = g_list_model_get_n_items (gtk_slice_list_model_get_model (self->rows));
  gint64 end = g_get_monotonic_time () + FRAME_BUDGET;

  do {
    if (gtk_slice_list_model_get_size (self->rows) >= MIN (n_all, MAX_ROWS)) {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
    gtk_slice_list_model_set_size (self->rows, gtk_slice_list_model_get_size (self->rows) + 1);
  } while (g_get_monotonic_time () < end);

  return G_SOURCE_CONTINUE;
}

static void
on_cell_setup (GtkListItemFactory *factory,
               GtkListItem        *item)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), 4);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 16);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (item, text);
}

static void
on_cell_bind (GtkListItemFactory *factory,
              GtkListItem        *item,
              gpointer            column)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  const char *text = inlet_table_row_get_text (gtk_list_item_get_item (item),
                                               GPOINTER_TO_UINT (column));

  inlet_inscribe (GTK_INSCRIPTION (cell), text, 0);
  gtk_widget_set_tooltip_text (cell, *text != '\0' ? text : NULL);
}

static void
add_column (GtkColumnView *view,
            InletTable    *table,
            guint          column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  const char *type = inlet_table_get_column_type (table, column);
  g_autofree char *title = *type != '\0'
                           ? g_strdup_printf ("%s (%s)",
                                              inlet_table_get_column_name (table, column), type)
                           : g_strdup (inlet_table_get_column_name (table, column));
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_cell_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_cell_bind), GUINT_TO_POINTER (column));
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  /* GTK 4.8 shades the edge of columns that are narrower than the view, as if scrolled too far. */
  gtk_column_view_column_set_expand (view_column,
                                     column + 1 == inlet_table_get_n_columns (table));
  gtk_column_view_append_column (view, view_column);
}

static void
summarize (InletFileView *self,
           InletTable    *table)
{
  guint n_columns = inlet_table_get_n_columns (table);
  g_autofree char *columns =
    g_strdup_printf (ngettext ("%u column", "%u columns", n_columns), n_columns);
  guint n_rows = MIN (inlet_table_get_n_rows (table), MAX_ROWS);
  g_autofree char *rows = g_strdup_printf (ngettext ("first %u row", "first %u rows", n_rows),
                                           n_rows);
  g_autofree char *text = g_strdup_printf ("%s · %s", columns,
                                           inlet_table_has_rows (table)
                                           ? rows : _("Adobe shows no rows of this file"));

  gtk_label_set_text (self->summary_label, text);
}

static void
show_table (InletFileView *self,
            InletTable    *table)
{
  GtkWidget *view = gtk_column_view_new (NULL);
  g_autoptr (GtkNoSelection) selection = NULL;

  g_clear_object (&self->rows);
  self->rows = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (table)), 0, 0);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  for (guint i = 0; i < MIN (inlet_table_get_n_columns (table), MAX_COLUMNS); i++)
    add_column (GTK_COLUMN_VIEW (view), table, i);
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (view), GTK_SELECTION_MODEL (selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("First rows"), -1);
  gtk_scrolled_window_set_child (self->table_window, view);
  summarize (self, table);
  show_page (self, "table");
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* Cancelled, another file is read by now; then the view may have gone. */
static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletTable) table = inlet_browse_read_finish (INLET_BROWSE (source), result, &error);
  InletFileView *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_FILE_VIEW (user_data);
  g_clear_object (&self->reading);
  if (table != NULL) {
    show_table (self, table);
    return;
  }

  inlet_problem_view_show_error (self->problem_view, error);
  show_page (self, "failed");
}

static void
show_notice (InletFileView *self,
             const char    *icon_name,
             const char    *title,
             const char    *text)
{
  adw_status_page_set_icon_name (self->notice, icon_name);
  adw_status_page_set_title (self->notice, title);
  adw_status_page_set_description (self->notice, text);
  gtk_widget_set_visible (self->again_button, FALSE);
  show_page (self, "notice");
}

static void
read_file (InletFileView *self)
{
  InletFileFormat format = get_format (self);

  stop (self);
  gtk_label_set_text (self->summary_label, "");
  self->reading = g_cancellable_new ();
  inlet_browse_read_async (self->browse, inlet_entry_get_path (self->entry), &format,
                           inlet_entry_can_preview (self->entry), self->reading, on_read, self);
  show_page (self, "loading");
}

/* The table stays until there is a delimiter to read the file with. */
static void
on_format_changed (InletFileView *self)
{
  if (self->is_setting || self->entry == NULL)
    return;

  update_options (self);
  if (gtk_drop_down_get_selected (self->type_drop_down) == INLET_FILE_DELIMITED &&
      get_delimiter (self) == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->delimiter_entry));
  else
    read_file (self);
}

static void
on_status (InletFileView *self)
{
  const char *status = inlet_browse_get_status (self->browse);

  gtk_label_set_text (self->status_label, status != NULL ? status : _("Reading the file…"));
}

static void
inlet_file_view_dispose (GObject *object)
{
  InletFileView *self = INLET_FILE_VIEW (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_FILE_VIEW);
  g_clear_object (&self->rows);
  g_clear_object (&self->entry);
  g_clear_object (&self->browse);

  G_OBJECT_CLASS (inlet_file_view_parent_class)->dispose (object);
}

static void
inlet_file_view_class_init (InletFileViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_file_view_dispose;

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-file-view.ui");
  gtk_widget_class_bind_template_child (widget_class, InletFileView, again_button);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, compression_drop_down);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, delimiter_drop_down);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, delimiter_entry);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, encoding_drop_down);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, name_label);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, notice);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, spinner);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, stack);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, status_label);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, table_window);
  gtk_widget_class_bind_template_child (widget_class, InletFileView, type_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, inlet_file_view_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_format_changed);
}

static void
inlet_file_view_init (InletFileView *self)
{
  self->is_setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
  self->is_setting = FALSE;
}

void
inlet_file_view_set_browse (InletFileView *self,
                            InletBrowse   *browse)
{
  g_return_if_fail (INLET_IS_FILE_VIEW (self));
  g_return_if_fail (INLET_IS_BROWSE (browse));

  g_set_object (&self->browse, browse);
  g_signal_connect_object (browse, "notify::status", G_CALLBACK (on_status), self,
                           G_CONNECT_SWAPPED);
  on_status (self);
}

void
inlet_file_view_set_entry (InletFileView *self,
                           InletEntry    *entry)
{
  InletFileFormat format;

  g_return_if_fail (INLET_IS_FILE_VIEW (self));
  g_return_if_fail (INLET_IS_ENTRY (entry));

  stop (self);
  g_set_object (&self->entry, entry);
  gtk_label_set_text (self->name_label, inlet_entry_get_name (entry));
  gtk_label_set_text (self->summary_label, "");
  format = inlet_file_format_guess (inlet_entry_get_name (entry));
  set_format (self, &format);

  if (inlet_entry_can_preview (entry) || inlet_entry_can_fetch_schema (entry)) {
    read_file (self);
  } else {
    show_notice (self, "text-x-generic-symbolic", _("No Preview"),
                 _("Adobe can’t show what is in this file."));
  }
}

gboolean
inlet_file_view_cancel (InletFileView *self)
{
  g_return_val_if_fail (INLET_IS_FILE_VIEW (self), FALSE);

  if (self->reading == NULL)
    return FALSE;

  stop (self);
  show_notice (self, "process-stop-symbolic", _("Cancelled"), _("The file was not read."));
  gtk_widget_set_visible (self->again_button, TRUE);
  gtk_widget_grab_focus (self->again_button);
  return TRUE;
}
