/* SPDX-License-Identifier: GPL-3.0-or-later */

/* drag-from [PATH…]: a window to drag these files from, or without one the text that comes by
 * standard input. It says when it is there, when dragging has begun, when that is over something
 * that takes them, and when they have been dropped. */

#include <gtk/gtk.h>

static void
say (const char *word)
{
  puts (word);
  fflush (stdout);
}

static void
on_action_selected (GdkDrag *drag)
{
  if (gdk_drag_get_selected_action (drag) == GDK_ACTION_COPY)
    say ("over");
}

static void
on_drag_begin (GtkDragSource *source,
               GdkDrag       *drag)
{
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (on_action_selected), NULL);
  say ("begun");
}

static void
on_drag_end (void)
{
  say ("dropped");
}

static GdkContentProvider *
provide_files (char **paths)
{
  GdkContentProvider *content = NULL;
  GSList *files = NULL;

  for (; *paths != NULL; paths++)
    files = g_slist_append (files, g_file_new_for_path (*paths));

  content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_slist_free_full (files, g_object_unref);
  return content;
}

static GdkContentProvider *
provide_text (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autofree char *text = NULL;

  g_io_channel_read_to_end (input, &text, NULL, NULL);
  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GdkContentProvider) content = NULL;
  GtkDragSource *source = NULL;
  GtkWidget *window = NULL;

  gtk_init ();
  content = argc > 1 ? provide_files (argv + 1) : provide_text ();
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, content);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_drag_end), NULL);

  window = g_object_new (GTK_TYPE_WINDOW,
                         "title", "drag-from", "decorated", FALSE,
                         "default-width", 200, "default-height", 200,
                         NULL);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_window_present (GTK_WINDOW (window));
  say ("ready");
  g_main_loop_run (loop);

  return 0;
}
