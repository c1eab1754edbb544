/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-stay-at-top.h"

/* The view has heard of it, but will be laid out, and scrolled, only later. */
static void
on_rows_changed (GtkListView *view,
                 guint        position,
                 guint        removed,
                 guint        added)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GListModel *rows = G_LIST_MODEL (gtk_list_view_get_model (view));

  if (position == 0 && removed == 0 && g_list_model_get_n_items (rows) > 0 &&
      gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_lower (adjustment))
    gtk_widget_activate_action (GTK_WIDGET (view), "list.scroll-to-item", "u", 0);
}

void
inlet_stay_at_top (GtkListView *view,
                   GListModel  *list)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (view));
  g_return_if_fail (G_IS_LIST_MODEL (list));

  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_rows_changed), view,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
