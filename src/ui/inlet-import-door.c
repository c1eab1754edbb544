/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-door.h"

#include "inlet-import-text.h"
#include "inlet-import-window.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>
#include <string.h>

/* Kept by the window, as the context is. */
#define CONTEXT_KEY "inlet-import-context"

/* (nullable) (transfer none): of several files none is taken, and that is told. */
static GFile *
get_dropped_file (GtkWidget    *widget,
                  const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return NULL;

  if (files->next != NULL) {
    inlet_tell (widget, _("Import one file at a time"));
    return NULL;
  }

  return files->data;
}

static void
add_drop_target (GtkWidget *widget,
                 GType      type,
                 GCallback  on_drop)
{
  GtkDropTarget *target = gtk_drop_target_new (type, GDK_ACTION_COPY);

  /* A field would take a file for the text of its path. */
  if (type == GDK_TYPE_FILE_LIST)
    gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);

  g_signal_connect_object (target, "drop", on_drop, widget, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static gboolean
on_other_file_dropped (GtkDropTarget     *target,
                       const GValue      *value,
                       double             x,
                       double             y,
                       InletImportWindow *import)
{
  GFile *file = get_dropped_file (GTK_WIDGET (import), value);

  if (file != NULL)
    inlet_import_window_load (import, file);

  return file != NULL;
}

static gboolean
on_other_text_dropped (GtkDropTarget     *target,
                       const GValue      *value,
                       double             x,
                       double             y,
                       InletImportWindow *import)
{
  inlet_import_window_read_text (import, g_value_get_string (value));
  return TRUE;
}

static InletImportWindow *
open_import (GtkWidget *window)
{
  InletContext *context = g_object_get_data (G_OBJECT (window), CONTEXT_KEY);
  GtkWindow *import = inlet_import_window_new (GTK_WINDOW (window), context);

  add_drop_target (GTK_WIDGET (import), GDK_TYPE_FILE_LIST, G_CALLBACK (on_other_file_dropped));
  add_drop_target (GTK_WIDGET (import), G_TYPE_STRING, G_CALLBACK (on_other_text_dropped));
  gtk_window_present (import);
  return INLET_IMPORT_WINDOW (import);
}

static void
on_import (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       window)
{
  open_import (window);
}

static void
import_text (GtkWidget  *window,
             const char *text)
{
  if (text != NULL && inlet_import_text_is_known (text, strlen (text)))
    inlet_import_window_read_text (open_import (window), text);
  else
    inlet_tell (window, _("There is nothing in it that can be imported"));
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  inlet_autosecret char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result,
                                                                NULL);

  /* It may have been closed meanwhile. */
  if (gtk_widget_get_mapped (window))
    import_text (window, text);
}

static gboolean
on_paste (GtkWidget *window,
          GVariant  *arguments,
          gpointer   user_data)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, on_clipboard_read,
                                 g_object_ref (window));
  return GDK_EVENT_STOP;
}

static gboolean
on_file_dropped (GtkDropTarget *target,
                 const GValue  *value,
                 double         x,
                 double         y,
                 GtkWidget     *window)
{
  GFile *file = get_dropped_file (window, value);

  if (file != NULL)
    inlet_import_window_load (open_import (window), file);

  return file != NULL;
}

static gboolean
on_text_dropped (GtkDropTarget *target,
                 const GValue  *value,
                 double         x,
                 double         y,
                 GtkWidget     *window)
{
  import_text (window, g_value_get_string (value));
  return TRUE;
}

/* Not an accelerator, which would come before the field that has the focus. */
static void
add_shortcut (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                      gtk_callback_action_new (on_paste, NULL, NULL)));
  gtk_widget_add_controller (window, controller);
}

void
inlet_import_door_open (GtkApplicationWindow *window,
                        InletContext         *context)
{
  const GActionEntry actions[] = { { .name = "import", .activate = on_import } };

  g_return_if_fail (GTK_IS_APPLICATION_WINDOW (window));
  g_return_if_fail (INLET_IS_CONTEXT (context));

  g_object_set_data_full (G_OBJECT (window), CONTEXT_KEY, g_object_ref (context), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
  add_drop_target (GTK_WIDGET (window), GDK_TYPE_FILE_LIST, G_CALLBACK (on_file_dropped));
  add_drop_target (GTK_WIDGET (window), G_TYPE_STRING, G_CALLBACK (on_text_dropped));
  add_shortcut (GTK_WIDGET (window));
}
