/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-row.h"

#include "inlet-config.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

/* No state has been shown yet. */
#define STATE_NONE -1
/* Created, and the last test failed. */
#define STATE_BROKEN -2

struct _InletHistoryRow
{
  GtkWidget parent_instance;

  InletHistoryItem *item; /* (owned) (nullable) */
  gulong connection_handler;
  int shown_state; /* an InletConnectionState, STATE_BROKEN or STATE_NONE */
  int shows_id;    /* a boolean, -1 for neither yet */

  GtkImage *state_image;
  GtkInscription *name;
  GtkInscription *when;
  GtkInscription *detail;
  GtkInscription *sandbox;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (InletHistoryRow, inlet_history_row, GTK_TYPE_WIDGET)

static InletConnection *
get_connection (InletHistoryRow * self)
{
  return self->item != NULL ? inlet_history_item_get_connection (self->item) : NULL;
}

/* What has to be said with the ID. (nullable) */
static const char *
get_remark (InletConnection *connection)
{
  return inlet_connection_get_state (connection) == INLET_CONNECTION_GONE ||
         inlet_connection_get_created_client (connection) != NULL
         ? inlet_connection_state_label (connection) : NULL;
}

static const char *
get_detail (InletConnection *connection)
{
  InletProblem *problem = inlet_connection_get_problem (connection);
  const char *id = inlet_connection_get_remote_id (connection);

  if (id != NULL)
    return id;
  if (problem != NULL && inlet_connection_get_state (connection) == INLET_CONNECTION_FAILED)
    return inlet_problem_get_title (problem);
  return inlet_state_label (inlet_connection_get_state (connection));
}

static gboolean
is_broken (InletConnection *connection)
{
  return inlet_connection_get_state (connection) == INLET_CONNECTION_CREATED &&
         inlet_connection_get_broken_since (connection) != 0;
}

/* An icon and a style class cost a new measurement, so they change only with the state. */
static void
show_state (InletHistoryRow *self,
            InletConnection *connection)
{
  InletConnectionState state = inlet_connection_get_state (connection);
  gboolean shows_broken = is_broken (connection);
  const char *classes[] = { shows_broken ? "warning" : inlet_state_css_class (state), NULL };
  int shown_state = shows_broken ? STATE_BROKEN : (int) state;

  if (self->shown_state == shown_state)
    return;

  self->shown_state = shown_state;
  gtk_image_set_from_icon_name (self->state_image, shows_broken ? "dialog-warning-symbolic"
                                                   : inlet_state_icon_name (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_image), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_image),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shows_broken ? _("Created, but its last test failed")
                                  : inlet_state_label (state), -1);
}

/* Written when somebody points at it: most rows are never pointed at. */
static gboolean
on_query_tooltip (InletHistoryRow *self,
                  int              x,
                  int              y,
                  gboolean         is_by_keyboard,
                  GtkTooltip      *tooltip)
{
  InletConnection *connection = get_connection (self);
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (connection == NULL || !is_broken (connection))
    return FALSE;

  when = inlet_time_to_full (inlet_connection_get_broken_since (connection));
  /* TRANSLATORS: date and time. */
  text = g_strdup_printf (_("Its tests have failed since %s"), when);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* No font is chosen by a style class: GtkInscription does not follow one that changes between two
 * frames. */
static PangoAttrList *
get_monospace (void)
{
  static PangoAttrList *monospace;

  if (monospace == NULL)
    monospace = pango_attr_list_from_string ("0 -1 family monospace");

  return monospace;
}

static PangoAttrList *
get_bold (void)
{
  static PangoAttrList *bold;

  if (bold == NULL)
    bold = pango_attr_list_from_string ("0 -1 weight bold");

  return bold;
}

/* The button keeps its place, so that the times of all rows stand in one column. */
static void
show_has_id (InletHistoryRow *self,
             gboolean         has_id)
{
  gtk_widget_set_child_visible (self->copy_button, has_id);
  if (self->shows_id == (int) has_id)
    return;

  self->shows_id = has_id;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_STATE_HIDDEN,
                               !has_id, -1);
}

static void
show_detail (InletHistoryRow *self,
             InletConnection *connection)
{
  const char *detail = get_detail (connection);
  gboolean has_id = inlet_connection_get_remote_id (connection) != NULL;
  const char *remark = has_id ? get_remark (connection) : NULL;
  PangoAttrList *attributes = has_id && remark == NULL ? get_monospace () : NULL;
  g_autofree char *both = remark != NULL ? g_strdup_printf ("%s · %s", remark, detail) : NULL;

  if (gtk_inscription_get_attributes (self->detail) != attributes)
    gtk_inscription_set_attributes (self->detail, attributes);
  inlet_inscribe (self->detail, both != NULL ? both : detail, 0);
}

/* Where a mistake is one in production: bold too, for those who do not tell colors apart, and in
 * words for those who do not see it. */
static void
show_is_production (InletHistoryRow *self,
                    const char      *sandbox,
                    gboolean         is_production)
{
  GtkWidget *widget = GTK_WIDGET (self->sandbox);
  g_autofree char *label = NULL;

  if (gtk_widget_has_css_class (widget, "warning") == is_production && !is_production)
    return;

  gtk_inscription_set_attributes (self->sandbox, is_production ? get_bold () : NULL);
  if (is_production) {
    /* TRANSLATORS: %s is the name of a sandbox, such as “prod”. */
    label = g_strdup_printf (_("%s (production)"), sandbox);
    gtk_widget_add_css_class (widget, "warning");
    gtk_widget_remove_css_class (widget, "dim-label");
  } else {
    gtk_widget_remove_css_class (widget, "warning");
    gtk_widget_add_css_class (widget, "dim-label");
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : sandbox, -1);
}

/* The row is on its way: its state and button stay as they are, which costs nothing. */
static void
show_placeholder (InletHistoryRow *self)
{
  gtk_widget_set_opacity (GTK_WIDGET (self), 0.3);
  gtk_inscription_set_text (self->name, "…");
  gtk_inscription_set_text (self->when, NULL);
  gtk_inscription_set_text (self->detail, NULL);
  gtk_inscription_set_text (self->sandbox, NULL);
}

static void
show_connection (InletHistoryRow *self,
                 InletConnection *connection)
{
  gtk_widget_set_opacity (GTK_WIDGET (self), 1);
  show_state (self, connection);
  show_has_id (self, inlet_connection_get_remote_id (connection) != NULL);
  inlet_inscribe (self->name, inlet_connection_get_name (connection), 0);
  show_detail (self, connection);
  inlet_inscribe (self->sandbox, inlet_connection_get_sandbox (connection), 1);
  show_is_production (self, inlet_connection_get_sandbox (connection),
                      inlet_connection_is_in_production (connection));
  inlet_history_row_refresh_time (self);
}

static void
on_connection_changed (InletHistoryRow *self)
{
  InletConnection *connection = get_connection (self);

  if (connection != NULL)
    show_connection (self, connection);
  else
    show_placeholder (self);
}

static void
on_copy_clicked (InletHistoryRow *self)
{
  InletConnection *connection = get_connection (self);

  if (connection == NULL || inlet_connection_get_remote_id (connection) == NULL)
    return;

  inlet_copy_text (GTK_WIDGET (self), inlet_connection_get_remote_id (connection));
  inlet_tell (GTK_WIDGET (self), _("ID copied"));
}

static void
inlet_history_row_dispose (GObject *object)
{
  InletHistoryRow *self = INLET_HISTORY_ROW (object);

  g_clear_signal_handler (&self->connection_handler, self->item);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_HISTORY_ROW);

  G_OBJECT_CLASS (inlet_history_row_parent_class)->dispose (object);
}

static void
inlet_history_row_class_init (InletHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_history_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletHistoryRow, state_image);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryRow, name);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryRow, when);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryRow, detail);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryRow, sandbox);
  gtk_widget_class_bind_template_child (widget_class, InletHistoryRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
}

static void
inlet_history_row_init (InletHistoryRow *self)
{
  GtkGridLayout *layout;

  self->shown_state = STATE_NONE;
  self->shows_id = -1;
  gtk_widget_init_template (GTK_WIDGET (self));

  layout = GTK_GRID_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  gtk_grid_layout_set_column_spacing (layout, 8);
  show_has_id (self, FALSE);
}

GtkWidget *
inlet_history_row_new (void)
{
  return g_object_new (INLET_TYPE_HISTORY_ROW, NULL);
}

void
inlet_history_row_set_item (InletHistoryRow  *self,
                            InletHistoryItem *item)
{
  g_return_if_fail (INLET_IS_HISTORY_ROW (self));
  g_return_if_fail (item == NULL || INLET_IS_HISTORY_ITEM (item));

  if (self->item == item)
    return;

  g_clear_signal_handler (&self->connection_handler, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  self->connection_handler = g_signal_connect_swapped (item, "notify::connection",
                                                       G_CALLBACK (on_connection_changed), self);
  on_connection_changed (self);
}

InletHistoryItem *
inlet_history_row_get_item (InletHistoryRow *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY_ROW (self), NULL);

  return self->item;
}

void
inlet_history_row_refresh_time (InletHistoryRow *self)
{
  InletConnection *connection;
  g_autofree char *when = NULL;

  g_return_if_fail (INLET_IS_HISTORY_ROW (self));

  connection = get_connection (self);
  if (connection == NULL)
    return;

  when = inlet_time_to_short (inlet_connection_get_created_at (connection));
  inlet_inscribe (self->when, when, 1);
}
