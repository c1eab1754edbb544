/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-grab-focus.h"

/* GTK keeps what had the focus last in each part of a window, and would go on from there. */
static void
begin_anew (GtkWidget *widget)
{
  while (widget != NULL) {
    GtkWidget *child = gtk_widget_get_focus_child (widget);

    gtk_widget_set_focus_child (widget, NULL);
    widget = child;
  }
}

static gboolean
focus_child (GtkWidget        *widget,
             GtkDirectionType  direction)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    begin_anew (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}

static gboolean
pass_focus (GtkWidget        *widget,
            GtkDirectionType  direction)
{
  gboolean is_back = direction == GTK_DIR_UP || direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *row = widget;

  do
    row = is_back ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row);
  while (row != NULL && !gtk_widget_child_focus (row, direction));

  return row != NULL;
}

void
inlet_set_grab_focus (GtkWidgetClass  *widget_class,
                      gboolean       (*grab_focus)(GtkWidget *widget))
{
  g_return_if_fail (ADW_IS_BIN_CLASS (widget_class));
  g_return_if_fail (grab_focus != NULL);

  widget_class->grab_focus = grab_focus;
  widget_class->focus = focus_child;
}

void
inlet_set_pass_focus (GtkWidgetClass *widget_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  widget_class->focus = pass_focus;
}
