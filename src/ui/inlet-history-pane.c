/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-pane.h"

#include "inlet-config.h"
#include "inlet-history-list.h"
#include "inlet-problem-view.h"

#include <glib/gi18n.h>

#define SPINNER_DELAY (G_USEC_PER_SEC / 2)

struct _InletHistoryPane
{
  AdwBin parent_instance;

  InletHistory *history; /* (owned) (nullable) */
  gboolean is_searching;
  gboolean is_new_search; /* nothing of it has arrived yet */

  InletProblemView *problem_view;
  InletHistoryList *history_list;
  GtkEditable *search_entry;
  GtkWidget *spinner;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (InletHistoryPane, inlet_history_pane, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_SELECTED,
  PROP_IS_SEARCHING,
  N_PROPS,
};
enum { ACTIVATED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The name of the stack’s page. */
static const char *
get_state (InletHistoryPane *self)
{
  const char *search;

  if (self->history == NULL)
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->history)) > 0)
    return "list";
  if (inlet_problem_view_get_problem (self->problem_view) != NULL)
    return "failed";

  search = inlet_history_get_search (self->history);
  if (inlet_history_get_is_loading (self->history))
    return search != NULL ? "list" : "loading";
  return search != NULL ? "no-match" : "empty";
}

/* These two pages are made when they are shown first, which most histories never do. */
static void
add_notice (InletHistoryPane *self,
            const char       *name)
{
  gboolean is_empty = g_str_equal (name, "empty");
  GtkWidget *page = adw_status_page_new ();

  g_object_set (page,
                "icon-name", is_empty ? "network-transmit-symbolic" : "system-search-symbolic",
                "title", is_empty ? _("No Connections Yet") : _("No Results Found"),
                "description", is_empty ? _("What you create is kept here")
                                        : _("Try a different search"),
                NULL);
  gtk_widget_add_css_class (page, "compact");
  gtk_stack_add_named (self->stack, page, name);
}

static void
show_state (InletHistoryPane *self)
{
  const char *state = get_state (self);

  if (gtk_stack_get_child_by_name (self->stack, state) == NULL)
    add_notice (self, state);
  gtk_stack_set_visible_child_name (self->stack, state);
}

static void
on_rows_changed (InletHistoryPane *self)
{
  inlet_problem_view_show_error (self->problem_view, NULL);
  show_state (self);

  if (self->is_new_search)
    inlet_history_list_scroll_to_top (self->history_list);
  self->is_new_search = FALSE;
}

static void
on_failed (InletHistoryPane *self,
           const GError     *error)
{
  inlet_problem_view_show_error (self->problem_view, error);
  show_state (self);
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

  inlet_problem_view_show_error (self->problem_view, NULL);
  self->is_new_search = TRUE;
  inlet_history_list_set_search (self->history_list, *text != '\0' ? text : NULL);
  show_state (self);
}

static void
on_row_activated (InletHistoryPane *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
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

/* What takes but a moment would only flash up. The moment counts from the first frame on. */
static gboolean
on_spinner_tick (GtkWidget     *spinner,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  gint64 *start = user_data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (*start == 0)
    *start = now;
  if (now - *start < SPINNER_DELAY)
    return G_SOURCE_CONTINUE;

  gtk_spinner_start (GTK_SPINNER (spinner));
  return G_SOURCE_REMOVE;
}

static gboolean
on_escape_pressed (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (widget);
  gboolean was_searching = self->is_searching;

  set_is_searching (self, FALSE);
  return was_searching;
}

static void
inlet_history_pane_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InletHistoryPane *self = INLET_HISTORY_PANE (object);

  switch (id) {
    case PROP_SELECTED:
      g_value_set_object (value, inlet_history_pane_get_selected (self));
      break;
    case PROP_IS_SEARCHING:
      g_value_set_boolean (value, self->is_searching);
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

  G_OBJECT_CLASS (inlet_history_pane_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_SELECTED] =
    g_param_spec_object ("selected", NULL, NULL, INLET_TYPE_HISTORY_ITEM,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_IS_SEARCHING] =
    g_param_spec_boolean ("is-searching", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
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

  install_properties (object_class);
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_pressed, NULL);

  g_type_ensure (INLET_TYPE_HISTORY_LIST);
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-history-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, history_list);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryPane, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_changed);
}

static void
inlet_history_pane_init (InletHistoryPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_tick_callback (self->spinner, on_spinner_tick, g_new0 (gint64, 1), g_free);
}

void
inlet_history_pane_set_history (InletHistoryPane *self,
                                InletHistory     *history)
{
  g_return_if_fail (INLET_IS_HISTORY_PANE (self));
  g_return_if_fail (INLET_IS_HISTORY (history));
  g_return_if_fail (self->history == NULL);

  g_set_object (&self->history, history);

  /* After the view has heard of it: it cannot scroll in a list that it does not know. And before
   * the list scrolls to what is selected. */
  g_signal_connect_object (history, "items-changed", G_CALLBACK (on_rows_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  inlet_history_list_set_history (self->history_list, history);
  g_signal_connect_object (history, "notify::is-loading", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);

  on_search_changed (self);
}

InletHistoryItem *
inlet_history_pane_get_selected (InletHistoryPane *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY_PANE (self), NULL);

  return self->history_list != NULL ? inlet_history_list_get_selected (self->history_list) : NULL;
}

void
inlet_history_pane_select (InletHistoryPane *self,
                           gint64            row_id)
{
  g_return_if_fail (INLET_IS_HISTORY_PANE (self));

  inlet_history_list_select (self->history_list, row_id);
}

const char *
inlet_history_pane_get_search (InletHistoryPane *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY_PANE (self), NULL);

  return self->history != NULL ? inlet_history_get_search (self->history) : NULL;
}

void
inlet_history_pane_search (InletHistoryPane *self,
                           const char       *text)
{
  g_return_if_fail (INLET_IS_HISTORY_PANE (self));

  set_is_searching (self, text != NULL);
  if (text == NULL)
    return;

  gtk_editable_set_text (self->search_entry, text);
  gtk_editable_set_position (self->search_entry, -1);
}
