/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-primary-menu.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-details-window.h"

static void
on_popup_asked (GtkMenuButton *button,
                gpointer       user_data)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;

  builder = gtk_builder_new_from_resource (RESOURCE_PATH "/inlet-primary-menu.ui");
  gtk_menu_button_set_menu_model (button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
}

static void
on_show_shortcuts (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  inlet_present_shortcuts (GTK_APPLICATION_WINDOW (widget));
}

static void
on_report (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gtk_window_present (inlet_details_window_new_report (GTK_WINDOW (widget), NULL));
}

static void
on_about (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  inlet_present_about (GTK_WINDOW (widget));
}

void
inlet_primary_menu_attach (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  gtk_menu_button_set_create_popup_func (button, on_popup_asked, NULL, NULL);
}

void
inlet_primary_menu_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, on_show_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.report", NULL, on_report);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, on_about);
}
