/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-list.h"

#include "inlet-config.h"
#include "inlet-history-cells.h"
#include "inlet-stay-at-top.h"

#define MINUTE 60

struct _InletHistoryList
{
  AdwBin parent_instance;

  InletHistory *history;   /* (owned) (nullable) */
  InletHistoryCells *cells; /* (owned) (nullable) */
  gint64 wanted_row_id;    /* to be selected once it is there; 0 for none */
  guint clock_source;      /* while mapped */

  GtkListView *list_view;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (InletHistoryList, inlet_history_list, ADW_TYPE_BIN)

enum { PROP_0, PROP_SELECTED, N_PROPS };
enum { ACTIVATED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The place of the row with @row_id, by bisection: the list is in the order of falling row IDs. The
 * first guess hits as long as there is no search, since row IDs have no gaps. */
static guint
find_row (InletHistoryList *self,
          gint64            row_id)
{
  GListModel *list = G_LIST_MODEL (self->history);
  guint first = 0;
  guint end = g_list_model_get_n_items (list);
  guint guess = row_id <= end ? end - row_id : 0;

  while (first < end) {
    g_autoptr (InletHistoryItem) item = g_list_model_get_item (list, guess);
    gint64 found = inlet_history_item_get_row_id (item);

    if (found == row_id)
      return guess;
    if (found > row_id)
      first = guess + 1;
    else
      end = guess;
    guess = first + (end - first) / 2;
  }

  return GTK_INVALID_LIST_POSITION;
}

static void
select_wanted (InletHistoryList *self)
{
  guint position;

  if (self->wanted_row_id == 0 || gtk_single_selection_get_model (self->selection) == NULL)
    return;

  position = find_row (self, self->wanted_row_id);
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->wanted_row_id = 0;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

static void
unselect_but_want (InletHistoryList *self)
{
  InletHistoryItem *item = inlet_history_list_get_selected (self);

  if (item == NULL)
    return;

  self->wanted_row_id = inlet_history_item_get_row_id (item);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

/* Before GtkSingleSelection hears of it: it would look for its item among everything that was
 * added, which may be a million rows. We know where it is. Only where fewer rows are left than were
 * before it, which nothing can be told of then, it does look. */
static void
on_rows_changing (InletHistoryList *self,
                  guint             position,
                  guint             removed,
                  guint             added,
                  GListModel       *list)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected < position || selected - position >= removed)
    return;

  if (selected < g_list_model_get_n_items (list))
    unselect_but_want (self);
  else
    self->wanted_row_id =
      inlet_history_item_get_row_id (inlet_history_list_get_selected (self));
}

static void
on_selected_changed (InletHistoryList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
on_row_activated (InletHistoryList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* A click chooses a row even where that is selected already, as it may be in a folded window. */
static void
on_list_released (InletHistoryList *self,
                  int               n_press,
                  double            x,
                  double            y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);

  if (n_press == 1 && widget != NULL && widget != GTK_WIDGET (self->list_view))
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static gboolean
on_minute_passed (gpointer user_data)
{
  InletHistoryList *self = user_data;

  if (self->cells != NULL)
    inlet_history_cells_refresh_times (self->cells);

  return G_SOURCE_CONTINUE;
}

static void
inlet_history_list_map (GtkWidget *widget)
{
  InletHistoryList *self = INLET_HISTORY_LIST (widget);

  GTK_WIDGET_CLASS (inlet_history_list_parent_class)->map (widget);

  on_minute_passed (self);
  self->clock_source = g_timeout_add_seconds (MINUTE, on_minute_passed, self);
}

static void
inlet_history_list_unmap (GtkWidget *widget)
{
  InletHistoryList *self = INLET_HISTORY_LIST (widget);

  g_clear_handle_id (&self->clock_source, g_source_remove);

  GTK_WIDGET_CLASS (inlet_history_list_parent_class)->unmap (widget);
}

static void
inlet_history_list_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InletHistoryList *self = INLET_HISTORY_LIST (object);

  switch (id) {
    case PROP_SELECTED:
      g_value_set_object (value, inlet_history_list_get_selected (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_history_list_dispose (GObject *object)
{
  InletHistoryList *self = INLET_HISTORY_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_HISTORY_LIST);
  g_clear_object (&self->cells);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (inlet_history_list_parent_class)->dispose (object);
}

static void
inlet_history_list_class_init (InletHistoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_history_list_get_property;
  object_class->dispose = inlet_history_list_dispose;
  widget_class->map = inlet_history_list_map;
  widget_class->unmap = inlet_history_list_unmap;

  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, INLET_TYPE_HISTORY_ITEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-history-list.ui");

  gtk_widget_class_bind_template_child (widget_class, InletHistoryList, list_view);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryList, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_list_released);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_changed);
}

static void
inlet_history_list_init (InletHistoryList *self)
{
}

void
inlet_history_list_set_history (InletHistoryList *self,
                                InletHistory     *history)
{
  g_return_if_fail (INLET_IS_HISTORY_LIST (self));
  g_return_if_fail (INLET_IS_HISTORY (history));
  g_return_if_fail (self->history == NULL);

  /* Not before there is something to list: the window's first frame does without. */
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cells = inlet_history_cells_new (self->list_view);
  g_set_object (&self->history, history);

  g_signal_connect_object (history, "items-changed", G_CALLBACK (on_rows_changing), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (history));
  inlet_stay_at_top (self->list_view, G_LIST_MODEL (history));
  g_signal_connect_object (history, "items-changed", G_CALLBACK (select_wanted), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  select_wanted (self);
}

/* The end of a search brings all rows back at once, and GtkListView would look for those it has
 * among them, as GtkSingleSelection would. So they get the rows as a new list. */
void
inlet_history_list_set_search (InletHistoryList *self,
                               const char       *search)
{
  gboolean is_end, has_focus;

  g_return_if_fail (INLET_IS_HISTORY_LIST (self));
  g_return_if_fail (self->history != NULL);

  has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view)) != NULL;
  is_end = search == NULL && inlet_history_get_search (self->history) != NULL;
  if (is_end) {
    unselect_but_want (self);
    gtk_single_selection_set_model (self->selection, NULL);
  }

  inlet_history_set_search (self->history, search);

  if (is_end) {
    gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->history));
    select_wanted (self);
    if (has_focus)
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  }
}

InletHistoryItem *
inlet_history_list_get_selected (InletHistoryList *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY_LIST (self), NULL);

  if (self->selection == NULL)
    return NULL;

  return gtk_single_selection_get_selected_item (self->selection);
}

void
inlet_history_list_select (InletHistoryList *self,
                           gint64            row_id)
{
  g_return_if_fail (INLET_IS_HISTORY_LIST (self));

  self->wanted_row_id = row_id;
  if (self->selection == NULL)
    return;

  if (row_id == 0)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  else
    select_wanted (self);
}

void
inlet_history_list_scroll_to_top (InletHistoryList *self)
{
  g_return_if_fail (INLET_IS_HISTORY_LIST (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0);
}
