/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Preloaded into a GTK program: says on the file descriptor FIRST_FRAME_FD when its first frame has
 * been painted (CLOCK_MONOTONIC, microseconds), when the first that has rows of the history was
 * and, once it has settled, how much memory it has (proportional set size, KiB); then ends it.
 * With FIRST_FRAME_ONLY set the main thread stops at the first frame, and the program ends once the
 * other threads have done what they were given by then. So a count does not depend on how far each
 * of them happens to be at that moment. */

#define SETTLE_MS 700
#define REST_US G_USEC_PER_SEC
#define AT_REST_US (REST_US / 20)

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

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* No thread says what it still has to do, but all that have something use the processor. */
static void
wait_for_threads (void)
{
  gint64 before;

  do {
    before = get_cpu_time ();
    g_usleep (REST_US);
  } while (get_cpu_time () - before > AT_REST_US);
}

static gboolean
on_settled (gpointer user_data)
{
  say ("pss", read_pss ());
  _exit (0);
}

/* Whether there is a row of the history in @widget, and it is on the screen. */
static gboolean
has_rows (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "InletHistoryRow"))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_rows (child))
      return TRUE;

  return FALSE;
}

static void
on_painted (GdkFrameClock *clock,
            GtkWidget     *window)
{
  static gboolean has_painted = FALSE;
  static gboolean has_painted_rows = FALSE;
  gint64 now = g_get_monotonic_time ();

  if (!has_painted) {
    has_painted = TRUE;
    say ("frame", now);
    if (g_getenv ("FIRST_FRAME_ONLY") != NULL) {
      wait_for_threads ();
      _exit (0);
    }
    g_timeout_add (SETTLE_MS, on_settled, NULL);
  }

  if (!has_painted_rows && has_rows (window)) {
    has_painted_rows = TRUE;
    say ("rows", now);
  }
}

void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_painted), window);
}
