/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-pane.h"

#include <stdlib.h>
#include <string.h>

/* bench-history SMALL LARGE: the list of the history, in a real window, with the database LARGE:
 * the longest time that the main loop is busy while it scrolls to any place and when a search ends,
 * and how long a keystroke in the search takes until its result is drawn. Each figure in a line
 * that says whether it is what was asked for; the exit status says whether all are.
 *
 * And, for who wants to make it faster, how long it takes to show its first rows, with LARGE
 * against SMALL, which does not fill the list. What opening takes of a person's time is judged
 * from exec, by bench-start. */

#define N_PAIRS   15
#define N_JUMPS   300

#define FRAME_MS  16.0
#define SEARCH_MS 50.0

typedef struct
{
  InletDatabase *database;
  InletHistory  *history;
  GtkWidget     *window;
  GtkWidget     *pane;
  guint          n_painted; /* frames */
} View;

static gboolean has_failed;

/* The longest that one turn of the main loop took, in milliseconds. */
static double longest;

static double
turn (void)
{
  gint64 start = g_get_monotonic_time ();
  double took = 0;

  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (200);
  else
    took = (g_get_monotonic_time () - start) / 1000.0;

  longest = MAX (longest, took);
  return took;
}

/* "PASS" or "FAIL", for the beginning of a line. */
static const char *
judge (double figure,
       double most)
{
  has_failed = has_failed || figure > most;
  return figure > most ? "FAIL" : "PASS";
}

static void
on_painted (View *view)
{
  view->n_painted++;
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      is_open)
{
  g_autoptr (GError) error = NULL;

  if (!inlet_database_open_finish (INLET_DATABASE (source), result, &error))
    g_error ("%s", error->message);
  *(gboolean *) is_open = TRUE;
}

static gboolean
is_row (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "InletHistoryRow");
}

/* A descendant of @widget that @matches says is one, or %NULL. */
static GtkWidget *
find (GtkWidget *widget,
      gboolean (*matches)(GtkWidget *))
{
  if (matches (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, matches);

    if (found != NULL)
      return found;
  }

  return NULL;
}

static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget);
}

static gboolean
is_search_entry (GtkWidget *widget)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

/* Whether the first rows have been fetched, given to the view, and drawn. */
static gboolean
shows_rows (View *view)
{
  g_autoptr (InletHistoryItem) first = NULL;

  if (inlet_history_get_is_loading (view->history) ||
      g_list_model_get_n_items (G_LIST_MODEL (view->history)) == 0 ||
      !gtk_widget_get_mapped (view->pane))
    return FALSE;

  first = g_list_model_get_item (G_LIST_MODEL (view->history), 0);
  return inlet_history_item_get_connection (first) != NULL && find (view->pane, is_row) != NULL;
}

static View *
view_open (const char *path)
{
  View *view = g_new0 (View, 1);
  gboolean is_open = FALSE;

  view->database = inlet_database_new (path);
  inlet_database_open_async (view->database, NULL, on_opened, &is_open);
  view->history = inlet_history_new (view->database);
  view->pane = g_object_new (INLET_TYPE_HISTORY_PANE, NULL);
  inlet_history_pane_set_history (INLET_HISTORY_PANE (view->pane), view->history);
  view->window = g_object_new (ADW_TYPE_WINDOW, "content", view->pane,
                               "default-width", 360, "default-height", 680, NULL);
  gtk_window_present (GTK_WINDOW (view->window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (view->window), "after-paint",
                            G_CALLBACK (on_painted), view);
  while (!is_open || !shows_rows (view))
    turn ();
  return view;
}

static void
settle (double seconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < until)
    turn ();
}

static void
view_close (View *view)
{
  gtk_window_destroy (GTK_WINDOW (view->window));
  g_object_unref (view->history);
  g_object_unref (view->database);
  g_free (view);
  settle (0.05);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
measure_opening (const char *small,
                 const char *large)
{
  double ratios[N_PAIRS];
  double large_ms[N_PAIRS];

  for (int i = -2; i < N_PAIRS; i++) {
    gint64 start = g_get_monotonic_time ();
    View *view = view_open (small);
    double a = (g_get_monotonic_time () - start) / 1000.0;
    double b;

    view_close (view);
    start = g_get_monotonic_time ();
    view = view_open (large);
    b = (g_get_monotonic_time () - start) / 1000.0;
    view_close (view);

    if (i >= 0) {
      ratios[i] = b / a;
      large_ms[i] = b;
    }
  }

  qsort (ratios, N_PAIRS, sizeof *ratios, compare);
  qsort (large_ms, N_PAIRS, sizeof *large_ms, compare);
  g_print ("history by itself, large / small: first rows shown in %.2f times (median of %d pairs, "
           "%.2f to %.2f; %.0f ms)\n",
           ratios[N_PAIRS / 2], N_PAIRS, ratios[0], ratios[N_PAIRS - 1], large_ms[N_PAIRS / 2]);
}

static void
measure_scrolling (View *view)
{
  GtkWidget *list = find (view->pane, is_list);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (view->history));
  double stalls[N_JUMPS];
  guint n_over = 0;

  settle (0.5);
  for (guint i = 0; i < N_JUMPS; i++) {
    longest = 0;
    gtk_widget_activate_action (list, "list.scroll-to-item", "u",
                                (guint32) g_random_int_range (0, n_items));
    settle (0.05);
    stalls[i] = longest;
    n_over += stalls[i] > FRAME_MS;
  }

  qsort (stalls, N_JUMPS, sizeof *stalls, compare);
  g_print ("%s: history of %u: scrolling to %d places keeps the main loop busy for %.1f ms at the "
           "median, %.1f ms at the 99th percentile, %.1f ms at most; over %.0f ms: %u (asked: 0)\n",
           judge (stalls[N_JUMPS - 1], FRAME_MS), n_items, N_JUMPS, stalls[N_JUMPS / 2],
           stalls[N_JUMPS * 99 / 100], stalls[N_JUMPS - 1], FRAME_MS, n_over);
}

/* Whether what is shown is the result of the search for @text, or all for an empty one. */
static gboolean
shows_result (View       *view,
              const char *text)
{
  const char *search = inlet_history_get_search (view->history);
  g_autoptr (InletHistoryItem) first = NULL;

  if (!g_str_equal (search != NULL ? search : "", text) ||
      inlet_history_get_is_loading (view->history))
    return FALSE;

  first = g_list_model_get_item (G_LIST_MODEL (view->history), 0);
  return first == NULL || inlet_history_item_get_connection (first) != NULL;
}

/* One letter more, as a key types it, or none any more, as Escape does: never a text set anew,
 * which would end one search and begin another. */
static void
type (View       *view,
      const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (find (view->pane, is_search_entry));
  int end = strlen (gtk_editable_get_text (entry));

  if (*text == '\0')
    gtk_editable_delete_text (entry, 0, -1);
  else
    gtk_editable_insert_text (entry, text + end, -1, &end);
}

/* From the keystroke until its result is there and drawn. */
static double
search (View       *view,
        const char *text)
{
  gint64 start = g_get_monotonic_time ();
  guint n_painted;

  type (view, text);
  while (!shows_result (view, text))
    turn ();

  gtk_widget_queue_draw (view->pane);
  n_painted = view->n_painted;
  while (view->n_painted == n_painted)
    turn ();

  return (g_get_monotonic_time () - start) / 1000.0;
}

/* As it is typed, letter by letter: words that all, some, few and no rows have. */
static void
measure_search (View *view)
{
  const char *words[] = { "prod", "bucket", "billing dev", "4cb0c374", "zzzz", "clickstream 77" };
  double worst = 0;
  double worst_end = 0;
  GArray *all = g_array_new (FALSE, FALSE, sizeof (double));

  gtk_widget_activate_action (find (view->pane, is_list), "list.scroll-to-item", "u", 0u);
  settle (0.5);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    for (guint length = 1; words[i][length - 1] != '\0'; length++) {
      g_autofree char *typed = g_strndup (words[i], length);
      double took = search (view, typed);

      worst = MAX (worst, took);
      g_array_append_val (all, took);
      if (took > SEARCH_MS)
        g_print ("# “%s”: %.1f ms\n", typed, took);
      settle (0.02);
    }
    longest = 0;
    search (view, "");
    settle (0.3);
    worst_end = MAX (worst_end, longest);
  }

  g_array_sort (all, compare);
  g_print ("%s: history: a keystroke in the search has its result drawn in %.1f ms at the median, "
           "%.1f ms at most, of %u (asked: at most %.0f ms)\n", judge (worst, SEARCH_MS),
           g_array_index (all, double, all->len / 2), worst, all->len, SEARCH_MS);
  g_print ("%s: history: ending a search keeps the main loop busy for %.1f ms at most (asked: at "
           "most %.0f ms)\n", judge (worst_end, FRAME_MS), worst_end, FRAME_MS);
  g_array_unref (all);
}

int
main (int    argc,
      char **argv)
{
  View *view = NULL;

  if (argc != 3)
    return 2;

  adw_init ();
  g_random_set_seed (1);
  measure_opening (argv[1], argv[2]);

  view = view_open (argv[2]);
  g_object_set (view->pane, "is-searching", TRUE, NULL);
  measure_scrolling (view);
  measure_search (view);
  view_close (view);
  return has_failed;
}
