/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-pane.h"

#include "inlet-config.h"
#include "inlet-history-row.h"
#include "inlet-problem-view.h"

#define MINUTE 60

struct _InletHistoryPane
{
  AdwBin parent_instance;

  InletHistory *history; /* (owned) (nullable) */
  InletProblem *problem; /* (owned) (nullable) */
  GHashTable *rows;      /* (element-type InletHistoryRow) (rows not owned), for the clock */
  gint64 wanted_row_id;  /* to be selected once it is there; 0 for none */
  guint clock_source;    /* while mapped */
  gboolean is_searching;

  GtkListView *list_view;
  GtkSingleSelection *selection;
  GtkEditable *search_entry;
};

G_DEFINE_FINAL_TYPE (InletHistoryPane, inlet_history_pane, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_HISTORY,
  PROP_SELECTED,
  PROP_IS_SEARCHING,
  PROP_STATE,
  PROP_PROBLEM,
  N_PROPS,
};
enum { ACTIVATED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The name of the stack's page. */
static const char *
get_state (InletHistoryPane *self)
{
  const char *search;

  if (self->history == NULL)
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->history)) > 0)
    return "list";
  if (self->problem != NULL)
    return "failed";

  search = inlet_history_get_search (self->history);
  if (inlet_history_get_is_loading (self->history))
    return search != NULL ? "list" : "loading";
  return search != NULL ? "no-match" : "empty";
}

static void
set_problem (InletHistoryPane *self,
             InletProblem     *problem)
{
  if (!g_set_object (&self->problem, problem))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* The place of the row with @row_id, by bisection: the list is in the order of falling row IDs. The
 * first guess hits as long as there is no search, since row IDs have no gaps. */
static guint
find_row (InletHistoryPane *self,
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
select_wanted (InletHistoryPane *self)
{
  guint position;

  if (self->history == NULL || self->wanted_row_id == 0)
    return;

  position = find_row (self, self->wanted_row_id);
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->wanted_row_id = 0;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

/* Before GtkSingleSelection hears of it: it would look for its item among everything that was added,
 * which may be a million rows. We know where it is. */
static void
on_rows_changing (InletHistoryPane *self,
                  guint             position,
                  guint             removed,
                  guint             added,
                  GListModel       *list)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  InletHistoryItem *item = inlet_history_pane_get_selected (self);

  if (item == NULL || selected < position || selected - position >= removed)
    return;

  self->wanted_row_id = inlet_history_item_get_row_id (item);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
on_rows_changed (InletHistoryPane *self)
{
  set_problem (self, NULL);
  select_wanted (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
on_is_loading_changed (InletHistoryPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
on_failed (InletHistoryPane *self,
           const GError     *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  set_problem (self, problem);
}

static void
on_selected_changed (InletHistoryPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
on_search_changed (InletHistoryPane *self)
{
  const char *text = gtk_editable_get_text (self->search_entry);

  if (self->history == NULL)
    return;

  set_problem (self, NULL);
  inlet_history_set_search (self->history, *text != '\0' ? text : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
on_row_activated (InletHistoryPane *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* A click chooses a row even where that is selected already, as it may be in a folded window. */
static void
on_list_released (InletHistoryPane *self,
                  int               n_press,
                  double            x,
                  double            y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);

  if (n_press == 1 && widget != NULL && widget != GTK_WIDGET (self->list_view))
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
on_row_setup (InletHistoryPane *self,
              GtkListItem      *list_item)
{
  GtkWidget *row = inlet_history_row_new ();

  gtk_list_item_set_child (list_item, row);
  g_hash_table_add (self->rows, row);
}

static void
on_row_bind (InletHistoryPane *self,
             GtkListItem      *list_item)
{
  inlet_history_row_set_item (INLET_HISTORY_ROW (gtk_list_item_get_child (list_item)),
                              gtk_list_item_get_item (list_item));
}

static void
on_row_unbind (InletHistoryPane *self,
               GtkListItem      *list_item)
{
  inlet_history_row_set_item (INLET_HISTORY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
on_row_teardown (InletHistoryPane *self,
                 GtkListItem      *list_item)
{
  g_hash_table_remove (self->rows, gtk_list_item_get_child (list_item));
}

static gboolean
on_minute_passed (gpointer user_data)
{
  InletHistoryPane *self = user_data;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    inlet_history_row_refresh_time (row);

  return G_SOURCE_CONTINUE;
}

static void
inlet_history_pane_map (GtkWidget *widget)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (widget);

  GTK_WIDGET_CLASS (inlet_history_pane_parent_class)->map (widget);

  on_minute_passed (self);
  self->clock_source = g_timeout_add_seconds (MINUTE, on_minute_passed, self);
}

static void
inlet_history_pane_unmap (GtkWidget *widget)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (widget);

  g_clear_handle_id (&self->clock_source, g_source_remove);

  GTK_WIDGET_CLASS (inlet_history_pane_parent_class)->unmap (widget);
}

static void
set_is_searching (InletHistoryPane *self,
                  gboolean          is_searching)
{
  if (self->is_searching == is_searching)
    return;

  self->is_searching = is_searching;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SEARCHING]);
}

static void
inlet_history_pane_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (object);

  switch (id) {
  case PROP_HISTORY:
    g_value_set_object (value, self->history);
    break;
  case PROP_SELECTED:
    g_value_set_object (value, inlet_history_pane_get_selected (self));
    break;
  case PROP_IS_SEARCHING:
    g_value_set_boolean (value, self->is_searching);
    break;
  case PROP_STATE:
    g_value_set_string (value, get_state (self));
    break;
  case PROP_PROBLEM:
    g_value_set_object (value, self->problem);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_history_pane_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (object);

  switch (id) {
  case PROP_HISTORY:
    inlet_history_pane_set_history (self, g_value_get_object (value));
    break;
  case PROP_IS_SEARCHING:
    set_is_searching (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_history_pane_dispose (GObject *object)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_HISTORY_PANE);
  g_clear_object (&self->history);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (inlet_history_pane_parent_class)->dispose (object);
}

static void
inlet_history_pane_finalize (GObject *object)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (object);

  g_hash_table_unref (self->rows);

  G_OBJECT_CLASS (inlet_history_pane_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_HISTORY] =
    g_param_spec_object ("history", NULL, NULL, INLET_TYPE_HISTORY,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, INLET_TYPE_HISTORY_ITEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_IS_SEARCHING] =
    g_param_spec_boolean ("is-searching", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_STATE] =
    g_param_spec_string ("state", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PROBLEM] =
    g_param_spec_object ("problem", NULL, NULL, INLET_TYPE_PROBLEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inlet_history_pane_class_init (InletHistoryPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_history_pane_get_property;
  object_class->set_property = inlet_history_pane_set_property;
  object_class->dispose = inlet_history_pane_dispose;
  object_class->finalize = inlet_history_pane_finalize;
  widget_class->map = inlet_history_pane_map;
  widget_class->unmap = inlet_history_pane_unmap;

  install_properties (object_class);
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-history-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, selection);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_list_released);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_row_teardown);
  gtk_widget_class_bind_template_callback (widget_class, on_row_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_changed);
}

static void
inlet_history_pane_init (InletHistoryPane *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
inlet_history_pane_set_history (InletHistoryPane *self,
                                InletHistory     *history)
{
  g_return_if_fail (INLET_IS_HISTORY_PANE (self));
  g_return_if_fail (INLET_IS_HISTORY (history));
  g_return_if_fail (self->history == NULL);

  g_set_object (&self->history, history);

  g_signal_connect_object (history, "items-changed", G_CALLBACK (on_rows_changing), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (history));
  g_signal_connect_object (history, "items-changed", G_CALLBACK (on_rows_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (history, "notify::is-loading", G_CALLBACK (on_is_loading_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);

  on_search_changed (self);
  select_wanted (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HISTORY]);
}

InletHistoryItem *
inlet_history_pane_get_selected (InletHistoryPane *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY_PANE (self), NULL);

  if (self->selection == NULL)
    return NULL;

  return gtk_single_selection_get_selected_item (self->selection);
}

void
inlet_history_pane_select (InletHistoryPane *self,
                           gint64            row_id)
{
  g_return_if_fail (INLET_IS_HISTORY_PANE (self));

  self->wanted_row_id = row_id;
  if (row_id == 0)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  else
    select_wanted (self);
}
