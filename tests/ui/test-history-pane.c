/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-pane.h"
#include "inlet-history-row.h"
#include "storage-test.h"
#include "ui-test.h"

typedef struct
{
  char *path;
  InletDatabase *database;
  GtkWidget *window;
  InletHistoryPane *pane;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer n_rows)
{
  g_autoptr (InletHistory) history = NULL;

  self->path = storage_make_path ();
  self->database = storage_open (self->path);
  if (n_rows != NULL)
    storage_add_rows (self->database, "Billing", GPOINTER_TO_UINT (n_rows));

  history = inlet_history_new (self->database);
  self->window = gtk_window_new ();
  self->pane = g_object_new (INLET_TYPE_HISTORY_PANE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 360, 500);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->pane));
  inlet_history_pane_set_history (self->pane, history);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  storage_close (self->database);
  storage_remove (self->path);
  g_free (self->path);
}

static gboolean
is_in_state (Fixture    *self,
             const char *state)
{
  GtkStack *stack = GTK_STACK (ui_find (GTK_WIDGET (self->pane), GTK_TYPE_STACK, NULL));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), state) == 0;
}

static guint
count_rows (Fixture *self)
{
  GtkListView *view = GTK_LIST_VIEW (ui_find (GTK_WIDGET (self->pane), GTK_TYPE_LIST_VIEW, NULL));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (view)));
}

static gint64
get_selected (Fixture *self)
{
  InletHistoryItem *item = inlet_history_pane_get_selected (self->pane);

  return item != NULL ? inlet_history_item_get_row_id (item) : 0;
}

static void
search (Fixture    *self,
        const char *text)
{
  GtkWidget *entry = ui_find (GTK_WIDGET (self->pane), GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_history_pane_new_destroy (void)
{
  GtkWidget *pane = g_object_ref_sink (g_object_new (INLET_TYPE_HISTORY_PANE, NULL));

  g_assert_finalize_object (pane);
}

static void
test_history_pane_empty (Fixture      *self,
                         gconstpointer data)
{
  storage_until (is_in_state (self, "empty"));
  storage_add_rows (self->database, "Billing", 1);
  storage_until (is_in_state (self, "list"));
  storage_until (ui_count (GTK_WIDGET (self->pane), INLET_TYPE_HISTORY_ROW) == 1);
}

static void
test_history_pane_search (Fixture      *self,
                          gconstpointer data)
{
  storage_until (is_in_state (self, "list"));
  search (self, "no such thing");
  storage_until (is_in_state (self, "no-match"));
  search (self, "");
  storage_until (is_in_state (self, "list"));
  storage_until (count_rows (self) == GPOINTER_TO_UINT (data));
}

static void
test_history_pane_selects_a_row_that_comes_later (Fixture      *self,
                                                  gconstpointer data)
{
  gint64 next = GPOINTER_TO_UINT (data) + 1;

  storage_until (is_in_state (self, "list"));
  inlet_history_pane_select (self->pane, next);
  g_assert_cmpint (get_selected (self), ==, 0);

  storage_add_rows (self->database, "Later", 1);
  storage_until (get_selected (self) == next);

  inlet_history_pane_select (self->pane, 0);
  g_assert_cmpint (get_selected (self), ==, 0);
}

static void
test_history_pane_keeps_the_selection (Fixture      *self,
                                       gconstpointer data)
{
  gint64 row_id = GPOINTER_TO_UINT (data) + 1;

  storage_add_rows (self->database, "Zebra", 1);
  storage_until (count_rows (self) == row_id);
  inlet_history_pane_select (self->pane, row_id);
  g_assert_cmpint (get_selected (self), ==, row_id);

  search (self, "Zebra");
  storage_until (count_rows (self) == 1);
  storage_until (get_selected (self) == row_id);

  search (self, "");
  storage_until (count_rows (self) == row_id);
  storage_until (get_selected (self) == row_id);
}

/* Fewer rows are left than there were before the one that is selected. */
static void
test_history_pane_keeps_the_selection_of_the_last (Fixture      *self,
                                                   gconstpointer data)
{
  guint n_rows = GPOINTER_TO_UINT (data) + 1;

  storage_add_rows (self->database, "Zebra", 1);
  storage_until (count_rows (self) == n_rows);
  inlet_history_pane_select (self->pane, 1);
  g_assert_cmpint (get_selected (self), ==, 1);

  search (self, "Zebra");
  storage_until (count_rows (self) == 1);
  g_assert_cmpint (get_selected (self), ==, 0);

  search (self, "");
  storage_until (count_rows (self) == n_rows);
  storage_until (get_selected (self) == 1);
}

/* Of the rows that GTK keeps, only those near what is visible are filled. */
static void
test_history_pane_fills_what_is_visible (Fixture      *self,
                                         gconstpointer data)
{
  GtkWidget *pane = GTK_WIDGET (self->pane);
  guint n_rows, n_cells = 0;
  GtkWidget *cell;

  storage_until (ui_count (pane, INLET_TYPE_HISTORY_ROW) > 0);

  n_rows = ui_count (pane, INLET_TYPE_HISTORY_ROW);
  cell = gtk_widget_get_first_child (ui_find (pane, GTK_TYPE_LIST_VIEW, NULL));
  for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    n_cells++;

  g_assert_cmpuint (n_rows, >, 500 / 50);
  g_assert_cmpuint (n_rows, <, 50);
  g_assert_cmpuint (n_cells, >, n_rows + 50);
}

/* Also where the list grows from one row to all in one go. */
static void
test_history_pane_fills_what_becomes_visible (Fixture      *self,
                                              gconstpointer data)
{
  GtkWidget *pane = GTK_WIDGET (self->pane);
  guint n_rows = GPOINTER_TO_UINT (data) + 1;

  storage_add_rows (self->database, "Zebra", 1);
  storage_until (count_rows (self) == n_rows);
  search (self, "Zebra");
  storage_until (count_rows (self) == 1);
  storage_until (ui_count (pane, INLET_TYPE_HISTORY_ROW) == 1);

  search (self, "");
  storage_until (count_rows (self) == n_rows);
  storage_until (ui_count (pane, INLET_TYPE_HISTORY_ROW) > 500 / 50);
  g_assert_cmpuint (ui_count (pane, INLET_TYPE_HISTORY_ROW), <, 50);
}

static double
get_scroll (Fixture *self)
{
  GtkWidget *list = ui_find (GTK_WIDGET (self->pane), GTK_TYPE_LIST_VIEW, NULL);

  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)));
}

/* Whether the row that is at the top of what is visible says @name. */
static gboolean
shows_at_top (Fixture    *self,
              const char *name)
{
  GtkWidget *list = ui_find (GTK_WIDGET (self->pane), GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *there = gtk_widget_pick (list, 20, 20, GTK_PICK_DEFAULT);
  GtkWidget *row = there != NULL ? gtk_widget_get_ancestor (there, INLET_TYPE_HISTORY_ROW) : NULL;

  return row != NULL && ui_says (row, name);
}

static void
test_history_pane_shows_what_is_new (Fixture      *self,
                                     gconstpointer data)
{
  guint n_rows = GPOINTER_TO_UINT (data);
  double before;

  storage_until (ui_count (GTK_WIDGET (self->pane), INLET_TYPE_HISTORY_ROW) > 500 / 50);
  inlet_history_pane_select (self->pane, n_rows);
  storage_until (get_selected (self) == n_rows);
  storage_add_rows (self->database, "Zebra", 1);
  storage_until (count_rows (self) == n_rows + 1);
  storage_until (shows_at_top (self, "Zebra/0"));

  /* Who reads further down is left alone. */
  gtk_widget_activate_action (ui_find (GTK_WIDGET (self->pane), GTK_TYPE_LIST_VIEW, NULL),
                              "list.scroll-to-item", "u", n_rows / 2);
  storage_until (get_scroll (self) > 500);
  before = get_scroll (self);
  storage_add_rows (self->database, "Okapi", 1);
  storage_until (count_rows (self) == n_rows + 2);
  storage_until (get_scroll (self) > before);
}

static void
count_frame (guint *n_frames)
{
  (*n_frames)++;
}

static void
on_moved (GtkWidget *row)
{
  g_assert_not_reached ();
}

/* A row that leaves its cell while it is clicked never hears of the end of the click. */
static void
test_history_pane_selecting_moves_no_row (Fixture      *self,
                                          gconstpointer data)
{
  GtkWidget *pane = GTK_WIDGET (self->pane);
  GtkWidget *row, *cell;
  guint n_frames = 0;

  storage_until (ui_count (pane, INLET_TYPE_HISTORY_ROW) == GPOINTER_TO_UINT (data));
  row = ui_find (pane, INLET_TYPE_HISTORY_ROW, NULL);
  cell = gtk_widget_get_parent (row);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (pane), "after-paint",
                            G_CALLBACK (count_frame), &n_frames);
  g_signal_connect (row, "notify::parent", G_CALLBACK (on_moved), NULL);

  inlet_history_pane_select (self->pane, GPOINTER_TO_UINT (data));
  storage_until (get_selected (self) == GPOINTER_TO_UINT (data));
  gtk_widget_queue_draw (pane);
  storage_until (n_frames >= 2 || (gtk_widget_queue_draw (pane), FALSE));
  g_assert_true (gtk_widget_get_parent (row) == cell);
  g_signal_handlers_disconnect_by_func (row, on_moved, NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, n_rows, test)                                               \
  g_test_add ("/inlet/ui/history-pane/" name, Fixture, GUINT_TO_POINTER (n_rows), \
              set_up, test, tear_down)

  g_test_add_func ("/inlet/ui/history-pane/new-destroy", test_history_pane_new_destroy);
  ADD ("empty", 0, test_history_pane_empty);
  ADD ("search", 12, test_history_pane_search);
  ADD ("selects-a-row-that-comes-later", 12, test_history_pane_selects_a_row_that_comes_later);
  ADD ("keeps-the-selection", 12, test_history_pane_keeps_the_selection);
  ADD ("keeps-the-selection-of-the-last", 12, test_history_pane_keeps_the_selection_of_the_last);
  ADD ("fills-what-is-visible", 1000, test_history_pane_fills_what_is_visible);
  ADD ("fills-what-becomes-visible", 1000, test_history_pane_fills_what_becomes_visible);
  ADD ("selecting-moves-no-row", 3, test_history_pane_selecting_moves_no_row);
  ADD ("shows-what-is-new", 1000, test_history_pane_shows_what_is_new);

  return g_test_run ();
}
