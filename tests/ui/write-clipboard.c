/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts what comes by standard input on the clipboard of the display, and has it until it ends. */

#include <gtk/gtk.h>

#include <unistd.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  char text[64 * 1024] = "";
  gsize length = 0;
  gssize n_read;

  while (length < sizeof text - 1 &&
         (n_read = read (STDIN_FILENO, text + length, sizeof text - 1 - length)) > 0)
    length += (gsize) n_read;

  gtk_init ();
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), text);
  puts ("ready");
  fflush (stdout);
  g_main_loop_run (loop);

  return 0;
}
