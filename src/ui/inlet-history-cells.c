/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-cells.h"

#include "inlet-history-row.h"

#include <adwaita.h>

/* A screen before and after what is visible is filled as well, with so many rows in a frame. */
#define ROWS_AHEAD_PER_FRAME 4

struct _InletHistoryCells
{
  GObject        parent_instance;

  GtkListView   *list_view;      /* (unowned) */
  GHashTable    *list_items;     /* (element-type GtkListItem) (items not owned): that are bound */
  GHashTable    *empty_items;    /* (element-type GtkListItem) (items not owned): without a row */
  GPtrArray     *rows;           /* (owned) (element-type InletHistoryRow): all that were made */
  GdkFrameClock *clock;          /* (owned) (nullable): while visible cells are to be filled */
  gulong         clock_handler;
  guint          ahead_callback; /* a tick, while cells nearby are to be filled */
};

G_DEFINE_FINAL_TYPE (InletHistoryCells, inlet_history_cells, G_TYPE_OBJECT)

/* (nullable): the row in the cell of @list_item, if it has been made. */
static InletHistoryRow *
get_row (GtkListItem * list_item)
{
  GtkWidget *row = adw_bin_get_child (ADW_BIN (gtk_list_item_get_child (list_item)));

  return row != NULL ? INLET_HISTORY_ROW (row) : NULL;
}

/* A row costs more to make than to move: one that is in no cell, or in one that shows nothing, or a
 * new one. */
static GtkWidget *
take_row (InletHistoryCells *self)
{
  GtkWidget *row;

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_parent (self->rows->pdata[i]) == NULL)
      return self->rows->pdata[i];

  for (guint i = 0; i < self->rows->len; i++) {
    row = self->rows->pdata[i];
    if (inlet_history_row_get_item (INLET_HISTORY_ROW (row)) == NULL) {
      adw_bin_set_child (ADW_BIN (gtk_widget_get_parent (row)), NULL);
      return row;
    }
  }

  row = g_object_ref_sink (inlet_history_row_new ());
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
fill_cell (InletHistoryCells *self,
           GtkListItem       *list_item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);

  if (get_row (list_item) == NULL)
    adw_bin_set_child (ADW_BIN (cell), take_row (self));

  inlet_history_row_set_item (get_row (list_item), gtk_list_item_get_item (list_item));
  gtk_widget_set_opacity (cell, 1);
}

/* How many screens the cell is away from what is visible; 0 where it is visible itself. All rows
 * have the same height. Where the cell itself is says nothing: GtkListView gives no place to what
 * is not visible, and leaves it where it was. */
static double
get_distance (InletHistoryCells *self,
              GtkListItem       *list_item)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));
  double n_items = g_list_model_get_n_items (G_LIST_MODEL (
                                               gtk_list_view_get_model (self->list_view)));
  double height = gtk_adjustment_get_upper (adjustment) / MAX (n_items, 1);
  double screen = gtk_adjustment_get_page_size (adjustment);
  double y = gtk_list_item_get_position (list_item) * height -
             gtk_adjustment_get_value (adjustment);

  return MAX (MAX (-y - height, y - screen), 0) / MAX (screen, 1);
}

/* Fills cells that are no farther away than @distance, but not more than @limit. Whether that was
 * all of them. */
static gboolean
fill_cells (InletHistoryCells *self,
            double             distance,
            guint              limit)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->empty_items);
  while (g_hash_table_iter_next (&iter, &list_item, NULL)) {
    if (get_distance (self, list_item) > distance)
      continue;
    if (limit-- == 0)
      return FALSE;

    fill_cell (self, list_item);
    g_hash_table_iter_remove (&iter);
  }

  return TRUE;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  InletHistoryCells *self = user_data;

  /* Where the cells are is known after the layout. */
  if (self->clock != NULL || !fill_cells (self, 1, ROWS_AHEAD_PER_FRAME))
    return G_SOURCE_CONTINUE;

  self->ahead_callback = 0;
  return G_SOURCE_REMOVE;
}

static void
forget_fill (InletHistoryCells *self)
{
  g_clear_signal_handler (&self->clock_handler, self->clock);
  g_clear_object (&self->clock);
}

static void
on_laid_out (InletHistoryCells *self)
{
  forget_fill (self);

  fill_cells (self, 0, G_MAXUINT);
  if (self->ahead_callback == 0)
    self->ahead_callback = gtk_widget_add_tick_callback (GTK_WIDGET (
                                                           self->list_view), on_tick, self, NULL);
}

/* After the layout, since the list is in the middle of it when it binds and scrolls, and knows only
 * then what is visible; and before this frame is drawn. */
static void
queue_fill (InletHistoryCells *self)
{
  if (self->clock != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->list_view)))
    return;

  self->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (self->list_view)));
  self->clock_handler = g_signal_connect_object (self->clock, "layout", G_CALLBACK (on_laid_out),
                                                 self, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (self->clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
on_cell_setup (InletHistoryCells *self,
               GtkListItem       *list_item)
{
  GtkWidget *cell = adw_bin_new ();

  gtk_widget_add_css_class (cell, "history-cell");
  gtk_list_item_set_child (list_item, cell);
}

static void
on_cell_bind (InletHistoryCells *self,
              GtkListItem       *list_item)
{
  gtk_widget_set_opacity (gtk_list_item_get_child (list_item), 0);
  g_hash_table_add (self->list_items, list_item);
  g_hash_table_add (self->empty_items, list_item);
  queue_fill (self);
}

static void
on_cell_unbind (InletHistoryCells *self,
                GtkListItem       *list_item)
{
  InletHistoryRow *row = get_row (list_item);

  g_hash_table_remove (self->list_items, list_item);
  g_hash_table_remove (self->empty_items, list_item);

  /* It stays in the cell, which may be bound again in a moment, as when it is selected: a row that
   * moves loses the click that it is in. */
  if (row != NULL)
    inlet_history_row_set_item (row, NULL);
}

static void
inlet_history_cells_dispose (GObject *object)
{
  InletHistoryCells *self = INLET_HISTORY_CELLS (object);

  forget_fill (self);
  if (self->ahead_callback != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->ahead_callback);
  self->ahead_callback = 0;

  G_OBJECT_CLASS (inlet_history_cells_parent_class)->dispose (object);
}

static void
inlet_history_cells_finalize (GObject *object)
{
  InletHistoryCells *self = INLET_HISTORY_CELLS (object);

  g_hash_table_unref (self->list_items);
  g_hash_table_unref (self->empty_items);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (inlet_history_cells_parent_class)->finalize (object);
}

static void
inlet_history_cells_class_init (InletHistoryCellsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_history_cells_dispose;
  object_class->finalize = inlet_history_cells_finalize;
}

static void
inlet_history_cells_init (InletHistoryCells *self)
{
  self->list_items = g_hash_table_new (NULL, NULL);
  self->empty_items = g_hash_table_new (NULL, NULL);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
connect_factory (InletHistoryCells *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_cell_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_cell_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_cell_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

InletHistoryCells *
inlet_history_cells_new (GtkListView *list_view)
{
  InletHistoryCells *self;
  GtkAdjustment *adjustment;

  g_return_val_if_fail (GTK_IS_LIST_VIEW (list_view), NULL);

  self = g_object_new (INLET_TYPE_HISTORY_CELLS, NULL);
  self->list_view = list_view;
  connect_factory (self);

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list_view, "map", G_CALLBACK (queue_fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list_view, "unmap", G_CALLBACK (forget_fill), self, G_CONNECT_SWAPPED);
  return self;
}

void
inlet_history_cells_refresh_times (InletHistoryCells *self)
{
  GHashTableIter iter;
  gpointer list_item;

  g_return_if_fail (INLET_IS_HISTORY_CELLS (self));

  g_hash_table_iter_init (&iter, self->list_items);
  while (g_hash_table_iter_next (&iter, &list_item, NULL)) {
    InletHistoryRow *row = get_row (list_item);

    if (row != NULL)
      inlet_history_row_refresh_time (row);
  }
}
