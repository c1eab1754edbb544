/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-details-window.h"

#include "inlet-config.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletDetailsWindow
{
  AdwWindow parent_instance;

  GtkTextBuffer *buffer;
  AdwToastOverlay *toast_overlay;
};

G_DEFINE_FINAL_TYPE (InletDetailsWindow, inlet_details_window, ADW_TYPE_WINDOW)

static void
append_line (GString    *text,
             const char *label,
             const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", label, value);
}

/* The labels are for a support ticket, whose reader may not know the user's language. */
static char *
describe (InletProblem *problem)
{
  GString *text = g_string_new (NULL);
  const char *details = inlet_problem_get_details (problem);

  append_line (text, "Problem", inlet_problem_get_title (problem));
  append_line (text, "Code", inlet_error_code_to_nick (inlet_problem_get_code (problem)));
  append_line (text, "Adobe code", inlet_problem_get_adobe_code (problem));
  append_line (text, "Message", inlet_problem_get_message (problem));
  append_line (text, "Request ID", inlet_problem_get_request_id (problem));
  if (details != NULL)
    g_string_append_printf (text, "\n%s", details);

  return g_string_free (text, FALSE);
}

static void
on_copy_clicked (InletDetailsWindow *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  inlet_copy_text (GTK_WIDGET (self), text);
  adw_toast_overlay_add_toast (self->toast_overlay, adw_toast_new (_("Details copied")));
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
  gtk_widget_class_bind_template_child (widget_class, InletDetailsWindow, buffer);
  gtk_widget_class_bind_template_child (widget_class, InletDetailsWindow, toast_overlay);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
inlet_details_window_init (InletDetailsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
inlet_details_window_new (GtkWindow    *parent,
                          InletProblem *problem)
{
  InletDetailsWindow *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_PROBLEM (problem), NULL);

  text = describe (problem);
  self = g_object_new (INLET_TYPE_DETAILS_WINDOW, "transient-for", parent, NULL);
  gtk_text_buffer_set_text (self->buffer, text, -1);

  return GTK_WINDOW (self);
}
