/* SPDX-License-Identifier: GPL-3.0-or-later */

/* measure-history PATH [SEARCH…]: how long the history of a database takes to open, to show its
 * first rows, to jump, and to show the first matches of each search; one figure a line. */

#include "inlet-history.h"

#include <stdlib.h>
#include <string.h>

#define SCREEN 32

static gint64
read_resident_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmRSS:") : NULL;

  return line != NULL ? g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) : 0;
}

static void
say (const char *what,
     gint64      start)
{
  g_print ("%-44s %8.2f ms\n", what, (g_get_monotonic_time () - start) / 1000.0);
}

/* Holds a screen of items from @position on, and waits until all of them have their rows. */
static void
show_screen (GListModel *model,
             guint       position)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = MIN (SCREEN, g_list_model_get_n_items (model) - position);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, position + i));

  for (guint i = 0; i < n_items; i++)
    while (inlet_history_item_get_connection (items->pdata[i]) == NULL)
      g_main_context_iteration (NULL, TRUE);
}

static void
measure_jump (GListModel *model)
{
  gint64 worst = 0;
  gint64 start;

  for (guint i = 0; i < 200; i++) {
    guint n_items = g_list_model_get_n_items (model);
    guint position = g_random_int_range (0, n_items > SCREEN ? n_items - SCREEN : 1);

    start = g_get_monotonic_time ();
    show_screen (model, position);
    worst = MAX (worst, g_get_monotonic_time () - start);
  }

  g_print ("%-44s %8.2f ms\n", "far jump, until rows are there, worst of 200", worst / 1000.0);
}

static void
measure_search (InletHistory *history,
                const char   *search)
{
  GListModel *model = G_LIST_MODEL (history);
  g_autofree char *title = g_strdup_printf ("search “%s”, first part", search);
  gint64 start = g_get_monotonic_time ();
  gint64 last;
  guint n_items;

  inlet_history_set_search (history, search);
  while (inlet_history_get_is_loading (history))
    g_main_context_iteration (NULL, TRUE);
  if (g_list_model_get_n_items (model) > 0)
    show_screen (model, 0);
  say (title, start);

  /* It is over when nothing has come for a while. */
  n_items = g_list_model_get_n_items (model);
  last = g_get_monotonic_time ();
  while (g_get_monotonic_time () - last < 200 * G_TIME_SPAN_MILLISECOND) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (100);
    if (g_list_model_get_n_items (model) != n_items) {
      n_items = g_list_model_get_n_items (model);
      last = g_get_monotonic_time ();
    }
  }

  g_print ("%-44s %8.2f ms, %u rows\n", "  all of it", (last - start) / 1000.0, n_items);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (InletDatabase) database = NULL;
  g_autoptr (InletHistory) history = NULL;
  gint64 start = g_get_monotonic_time ();

  if (argc < 2) {
    g_printerr ("Usage: %s PATH [SEARCH…]\n", argv[0]);
    return 2;
  }

  database = inlet_database_new (argv[1]);
  history = inlet_history_new (database);
  while (inlet_history_get_is_loading (history))
    g_main_context_iteration (NULL, TRUE);
  say ("open, until the length is known", start);

  show_screen (G_LIST_MODEL (history), 0);
  say ("open, until the first rows are there", start);
  g_print ("%-44s %8u\n", "rows", g_list_model_get_n_items (G_LIST_MODEL (history)));
  g_print ("%-44s %8" G_GINT64_FORMAT " KiB\n", "resident", read_resident_kib ());

  measure_jump (G_LIST_MODEL (history));
  g_print ("%-44s %8" G_GINT64_FORMAT " KiB\n", "resident", read_resident_kib ());

  for (int i = 2; i < argc; i++)
    measure_search (history, argv[i]);
  g_print ("%-44s %8" G_GINT64_FORMAT " KiB\n", "resident", read_resident_kib ());

  return EXIT_SUCCESS;
}
