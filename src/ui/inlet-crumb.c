/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-crumb.h"

InletCrumb *
inlet_crumb_new (const char *name,
                 const char *path)
{
  InletCrumb *self = g_new0 (InletCrumb, 1);

  self->name = g_strdup (name);
  self->path = g_strdup (path);
  return self;
}

void
inlet_crumb_free (InletCrumb *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

void
inlet_crumb_show_all (GtkBox    *box,
                      GPtrArray *trail,
                      GCallback  on_clicked,
                      gpointer   user_data)
{
  GtkWidget *button = NULL;

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, button);

  for (guint i = 0; i < trail->len; i++) {
    InletCrumb *crumb = trail->pdata[i];

    button = gtk_button_new_with_label (crumb->name);
    gtk_widget_add_css_class (button, "flat");
    g_object_set_data (G_OBJECT (button), "length", GUINT_TO_POINTER (i + 1));
    g_signal_connect (button, "clicked", on_clicked, user_data);
    gtk_box_append (box, button);
  }
}
