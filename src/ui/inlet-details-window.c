/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-details-window.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-report.h"
#include "inlet-system.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletDetailsWindow
{
  AdwWindow parent_instance;

  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  AdwToastOverlay *toast_overlay;
};

G_DEFINE_FINAL_TYPE (InletDetailsWindow, inlet_details_window, ADW_TYPE_WINDOW)

static void
on_copy_clicked (InletDetailsWindow *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  inlet_copy_text (GTK_WIDGET (self), text);
  inlet_show_toast (self->toast_overlay, _("Copied"));
}

static void
inlet_details_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INLET_TYPE_DETAILS_WINDOW);

  G_OBJECT_CLASS (inlet_details_window_parent_class)->dispose (object);
}

static void
inlet_details_window_class_init (InletDetailsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_details_window_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-details-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletDetailsWindow, text_view);
  gtk_widget_class_bind_template_child (widget_class, InletDetailsWindow, buffer);
  gtk_widget_class_bind_template_child (widget_class, InletDetailsWindow, toast_overlay);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
inlet_details_window_init (InletDetailsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWindow *
create (GtkWindow  *parent,
        const char *title,
        const char *text)
{
  InletDetailsWindow *self = inlet_dialog_new (INLET_TYPE_DETAILS_WINDOW, parent);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_text_buffer_set_text (self->buffer, text, -1);

  return GTK_WINDOW (self);
}

char *
inlet_details_window_describe_system (void)
{
  g_autofree char *more =
    g_strdup_printf ("GTK: %u.%u.%u\nlibadwaita: %u.%u.%u\nDisplay: %s\n",
                     gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                     adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                     G_OBJECT_TYPE_NAME (gdk_display_get_default ()));

  return inlet_system_describe (more);
}

GtkWindow *
inlet_details_window_new (GtkWindow    *parent,
                          InletProblem *problem)
{
  g_autofree char *system = inlet_details_window_describe_system ();
  const InletReportParts parts = { .system = system, .problem = problem };
  g_autofree char *text = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_PROBLEM (problem), NULL);

  text = inlet_report_build (&parts);
  return create (parent, _("Details"), text);
}

GtkWindow *
inlet_details_window_new_report (GtkWindow  *parent,
                                 const char *text)
{
  g_autofree char *system = inlet_details_window_describe_system ();
  const InletReportParts parts = { .system = system };
  g_autofree char *alone = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  alone = inlet_report_build (&parts);
  return create (parent, _("Report for Support"), text != NULL ? text : alone);
}
