/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Preloaded into a GTK program: says on the file descriptor FIRST_FRAME_FD when its first frame has
 * been painted (CLOCK_MONOTONIC, microseconds) and, once it has settled, how much memory it has
 * (proportional set size, KiB); then ends it. With FIRST_FRAME_ONLY set it ends at the frame. */

#define SETTLE_MS 700

void gtk_window_present (GtkWindow *window);

static void
say (const char *name,
     gint64      value)
{
  dprintf (atoi (g_getenv ("FIRST_FRAME_FD")), "%s %" G_GINT64_FORMAT "\n", name, value);
}

static gint64
read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return -1;

  line = strstr (text, "\nPss:");
  return line != NULL ? g_ascii_strtoll (line + strlen ("\nPss:"), NULL, 10) : -1;
}

static gboolean
on_settled (gpointer user_data)
{
  say ("pss", read_pss ());
  _exit (0);
}

static void
on_painted (GdkFrameClock *clock,
            gpointer       user_data)
{
  static gboolean has_painted = FALSE;

  if (has_painted)
    return;

  has_painted = TRUE;
  say ("frame", g_get_monotonic_time ());
  if (g_getenv ("FIRST_FRAME_ONLY") != NULL)
    _exit (0);
  g_timeout_add (SETTLE_MS, on_settled, NULL);
}

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_painted), NULL);
}
