/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-choice-row.h"

#include "inlet-breaks.h"
#include "inlet-profile.h"

/* What is beside a choice in the popup: padding, and the mark of the one that is chosen. */
#define BESIDE 90

typedef struct
{
  GPtrArray *choices;     /* (owned): of GtkListItem, those in the popup */
  gboolean   is_filled;   /* the popup, once it was asked for */
  GtkLabel  *chosen;      /* (unowned) (nullable): in the row */
} InletChoiceRowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (InletChoiceRow, inlet_choice_row, ADW_TYPE_COMBO_ROW)

static InletChoiceRowPrivate *
private_of (InletChoiceRow * self)
{
  return inlet_choice_row_get_instance_private (self);
}

static char *
dup_name (gpointer item)
{
  if (INLET_IS_PROFILE (item))
    return g_strdup (inlet_profile_get_name (item));

  return g_strdup (gtk_string_object_get_string (item));
}

static void
on_chosen_set_up (InletChoiceRow *self,
                  GtkListItem    *item)
{
  /* In the middle, since names that are much the same differ at their ends. */
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL,
                                               "ellipsize", PANGO_ELLIPSIZE_MIDDLE,
                                               "margin-start", 6,
                                               "xalign", 1.0,
                                               NULL));
}

static void
on_chosen_bound (InletChoiceRow *self,
                 GtkListItem    *item)
{
  g_autofree char *name = dup_name (gtk_list_item_get_item (item));
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));

  gtk_label_set_label (label, name);
  private_of (self)->chosen = label;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name,
                                  -1);
}

static void
on_chosen_unbound (InletChoiceRow *self,
                   GtkListItem    *item)
{
  if (private_of (self)->chosen == (gpointer) gtk_list_item_get_child (item))
    private_of (self)->chosen = NULL;
}

static GtkLabel *
get_label (GtkListItem *choice)
{
  return GTK_LABEL (gtk_widget_get_first_child (gtk_list_item_get_child (choice)));
}

static void
mark (InletChoiceRow *self,
      GtkListItem    *choice)
{
  GtkWidget *image = gtk_widget_get_last_child (gtk_list_item_get_child (choice));
  gpointer selected = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));

  gtk_widget_set_opacity (image, gtk_list_item_get_item (choice) == selected ? 1 : 0);
}

static void
on_selected (InletChoiceRow *self)
{
  GPtrArray *choices = private_of (self)->choices;

  for (guint i = 0; i < choices->len; i++)
    mark (self, choices->pdata[i]);
}

/* As much as fits in the width of the row. */
static void
set_width (InletChoiceRow *self,
           GtkListItem    *choice)
{
  GtkWidget *row = GTK_WIDGET (self);

  gtk_label_set_max_width_chars (get_label (choice),
                                 inlet_count_letters (row, gtk_widget_get_width (row) - BESIDE));
}

static void
on_choice_set_up (InletChoiceRow *self,
                  GtkListItem    *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0, "hexpand", TRUE, NULL);

  inlet_never_hyphenate (label);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (choice, box);
  set_width (self, choice);
}

static void
on_choice_bound (InletChoiceRow *self,
                 GtkListItem    *choice)
{
  g_autofree char *name = dup_name (gtk_list_item_get_item (choice));

  gtk_label_set_label (get_label (choice), name);
  g_ptr_array_add (private_of (self)->choices, choice);
  mark (self, choice);
}

static void
on_choice_unbound (InletChoiceRow *self,
                   GtkListItem    *choice)
{
  g_ptr_array_remove_fast (private_of (self)->choices, choice);
}

/* (nullable): where there are choices that were asked for. */
static GtkWidget *
find_popup (InletChoiceRow *self)
{
  GPtrArray *choices = private_of (self)->choices;

  if (choices->len == 0)
    return NULL;

  return gtk_widget_get_ancestor (GTK_WIDGET (get_label (choices->pdata[0])), GTK_TYPE_POPOVER);
}

static gboolean
on_tooltip_asked (InletChoiceRow *self,
                  int             x,
                  int             y,
                  gboolean        is_by_keyboard,
                  GtkTooltip     *tooltip)
{
  GtkLabel *chosen = private_of (self)->chosen;
  GtkWidget *popup = find_popup (self);

  /* In the popup, which is a part of the row, all is whole. */
  if (chosen == NULL || !pango_layout_is_ellipsized (gtk_label_get_layout (chosen)) ||
      (popup != NULL && gtk_widget_get_visible (popup)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (chosen));
  return TRUE;
}

/* (transfer full) */
static GtkListItemFactory *
build_factory (InletChoiceRow *self,
               GCallback       on_set_up,
               GCallback       on_bound,
               GCallback       on_unbound)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", on_set_up, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", on_bound, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", on_unbound, self, G_CONNECT_SWAPPED);
  return factory;
}

/* Only now: most windows never open it. */
static void
fill_popup (InletChoiceRow *self)
{
  g_autoptr (GtkListItemFactory) factory =
    build_factory (self, G_CALLBACK (on_choice_set_up), G_CALLBACK (on_choice_bound),
                   G_CALLBACK (on_choice_unbound));

  private_of (self)->is_filled = TRUE;
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), factory);
  g_signal_connect (self, "notify::selected-item", G_CALLBACK (on_selected), NULL);
}

static void
inlet_choice_row_activate (AdwActionRow *row)
{
  InletChoiceRow *self = INLET_CHOICE_ROW (row);
  InletChoiceRowPrivate *priv = private_of (self);
  GtkWidget *popup = NULL;

  if (!priv->is_filled)
    fill_popup (self);
  for (guint i = 0; i < priv->choices->len; i++)
    set_width (self, priv->choices->pdata[i]);

  /* However wide it is, it ends where the row does; an arrow would be at its very corner. */
  popup = find_popup (self);
  if (popup != NULL)
    g_object_set (popup, "halign", GTK_ALIGN_END, "has-arrow", FALSE, NULL);

  ADW_ACTION_ROW_CLASS (inlet_choice_row_parent_class)->activate (row);
}

static void
inlet_choice_row_finalize (GObject *object)
{
  g_ptr_array_unref (private_of (INLET_CHOICE_ROW (object))->choices);

  G_OBJECT_CLASS (inlet_choice_row_parent_class)->finalize (object);
}

static void
inlet_choice_row_class_init (InletChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_choice_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = inlet_choice_row_activate;
}

static void
inlet_choice_row_init (InletChoiceRow *self)
{
  AdwComboRow *row = ADW_COMBO_ROW (self);
  g_autoptr (GtkListItemFactory) nothing = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) chosen =
    build_factory (self, G_CALLBACK (on_chosen_set_up), G_CALLBACK (on_chosen_bound),
                   G_CALLBACK (on_chosen_unbound));
  g_autoptr (GtkExpression) expression =
    gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_name), NULL, NULL);

  private_of (self)->choices = g_ptr_array_new ();
  /* Else it would be broken before a long choice is cut. */
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 1);
  adw_combo_row_set_expression (row, expression);
  adw_combo_row_set_list_factory (row, nothing);
  adw_combo_row_set_factory (row, chosen);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_tooltip_asked), NULL);
}
