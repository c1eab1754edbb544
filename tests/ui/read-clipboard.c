/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints what is on the clipboard of the display, as another program gets it. */

#include <gtk/gtk.h>

typedef struct {
  GMainLoop *loop;
  GError    *error;
} Reading;

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result,
                                                          &reading->error);

  if (text != NULL)
    fputs (text, stdout);
  g_main_loop_quit (reading->loop);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Reading reading = { loop, NULL };

  gtk_init ();
  gdk_clipboard_read_text_async (gdk_display_get_clipboard (gdk_display_get_default ()), NULL,
                                 on_read, &reading);
  g_main_loop_run (loop);

  error = reading.error;
  if (error == NULL)
    return 0;

  fprintf (stderr, "%s\n", error->message);
  return 1;
}
