/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-primary-menu.h"

#include "inlet-config.h"

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

void
inlet_primary_menu_attach (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  gtk_menu_button_set_create_popup_func (button, on_popup_asked, NULL, NULL);
}
