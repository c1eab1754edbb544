/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every place where a reply can break, with every call. Nothing is listed: places-….c make the
 * places from the good reply of a call, calls.c declares the calls, and this makes their product.
 *
 *   matrix                 a sample, always the same
 *   matrix --seed N        another
 *   matrix --all           every cell; takes some minutes
 *   matrix --cell GLOB     the cells FAMILY/CALL/NAME that match
 */

#include "fault-proxy.h"
#include "fault-resolver.h"
#include "runner.h"

#include <string.h>

/* Of one family and one call, unless all are run. */
#define MOST_PLAIN  12
#define MOST_SILENT 3
#define MOST_LARGE  3

typedef struct
{
  guint      n_cells;
  guint      n_all;
  guint      n_done;
  guint      n_not_sent;
  guint      n_refused;
  guint      n_unknown;
  GPtrArray *complaints;  /* (owned) */
} Figures;

typedef struct
{
  const PlaceFamily *family;
  const Call        *call;
} Pair;

static gboolean wants_all;
static int seed = 1;
static char *pattern;

static GHashTable *figures_by_pair; /* "family/call" → Figures */
static Figures total;

/* Whatever is sampled is spread over the whole. */
static void
sample (GPtrArray *cells,
        guint      most,
        GRand     *rand)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  guint n_cells = cells->len;

  if (wants_all || pattern != NULL || n_cells <= most)
    return;

  for (guint i = 0; i < most; i++) {
    gsize from = (gsize) n_cells * i / most;
    gsize to = (gsize) n_cells * (i + 1) / most;
    gsize index = g_rand_int_range (rand, from, to);

    g_ptr_array_add (chosen, g_steal_pointer (&cells->pdata[index]));
  }
  g_ptr_array_set_size (cells, 0);
  for (guint i = 0; i < most; i++)
    g_ptr_array_add (cells, chosen->pdata[i]);
}

static void
free_cell (gpointer data)
{
  if (data != NULL)
    cell_free (data);
}

/* How long the last request of @call is, learnt by looking. */
static gsize
measure_request (const Call *call)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autofree char *request = NULL;
  Cell *cell;
  gsize length;

  place_send_good (place_add (places, "line", OUTCOME_DONE, 0, "good"), call);
  cell = cell_new (call, places->pdata[0]);
  cell_start (cell, 1);
  while (!cell->is_done)
    g_main_context_iteration (NULL, TRUE);
  cell_judge (cell);
  g_assert_cmpstr (cell->complaint, ==, NULL);
  request = fault_server_dup_request (cell->server,
                                      fault_server_get_n_requests (cell->server) - 1);
  length = strlen (request);
  while (!cell_clear (cell))
    g_main_context_iteration (NULL, TRUE);
  cell_free (cell);

  return length;
}

static void
add_figures (Figures *figures,
             Cell    *cell)
{
  figures->n_cells++;
  figures->n_done += cell->outcome == OUTCOME_DONE;
  figures->n_not_sent += cell->outcome == OUTCOME_NOT_SENT;
  figures->n_refused += cell->outcome == OUTCOME_REFUSED;
  figures->n_unknown += cell->outcome == OUTCOME_UNKNOWN;
}

static void
sum_figures (Figures       *sum,
             const Figures *figures)
{
  sum->n_cells += figures->n_cells;
  sum->n_all += figures->n_all;
  sum->n_done += figures->n_done;
  sum->n_not_sent += figures->n_not_sent;
  sum->n_refused += figures->n_refused;
  sum->n_unknown += figures->n_unknown;
}

static void
free_figures (gpointer data)
{
  Figures *figures = data;

  g_ptr_array_unref (figures->complaints);
  g_free (figures);
}

static Figures *
figures_new (void)
{
  Figures *figures = g_new0 (Figures, 1);

  figures->complaints = g_ptr_array_new_with_free_func (g_free);
  return figures;
}

/* By how they have to be run. */
typedef struct
{
  GPtrArray *plain;
  GPtrArray *silent;
  GPtrArray *large;
} Batch;

static Batch
create_batch (void)
{
  return (Batch) {
           g_ptr_array_new_with_free_func (free_cell), g_ptr_array_new_with_free_func (free_cell),
           g_ptr_array_new_with_free_func (free_cell)
  };
}

static GPtrArray *
choose_array (Batch *batch,
              Place *place)
{
  if (place->is_large)
    return batch->large;

  return place->is_silent ? batch->silent : batch->plain;
}

/* The cells of one family and one call. */
static void
fill_batch (Batch             *batch,
            const PlaceFamily *family,
            const Call        *call,
            Figures           *figures)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();

  family->make (places, call, measure_request (call), seed);
  figures->n_all = places->len;
  for (guint i = 0; i < places->len; i++) {
    Cell *cell = cell_new (call, places->pdata[i]);

    if (pattern != NULL && !g_pattern_match_simple (pattern, cell->path))
      cell_free (cell);
    else
      g_ptr_array_add (choose_array (batch, cell->place), cell);
  }
}

static void
take_figures (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++) {
    Cell *cell = cells->pdata[i];
    g_autofree char *pair = g_strjoin ("/", cell->place->family, cell->call->name, NULL);
    Figures *figures = g_hash_table_lookup (figures_by_pair, pair);

    add_figures (figures, cell);
    if (cell->complaint != NULL)
      g_ptr_array_add (figures->complaints,
                       g_strdup_printf ("%s: %s", cell->path, cell->complaint));
  }
}

/* All calls at once, so that what is silent is waited for together. */
static void
run_family (const PlaceFamily *family)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) small = g_ptr_array_new_with_free_func (free_cell);
  g_autoptr (GPtrArray) large = g_ptr_array_new_with_free_func (free_cell);

  for (const Call *call = calls; call->name != NULL; call++) {
    Figures *figures = figures_new ();
    Batch batch = create_batch ();

    g_hash_table_insert (figures_by_pair, g_strjoin ("/", family->name, call->name, NULL), figures);
    fill_batch (&batch, family, call, figures);
    sample (batch.plain, MOST_PLAIN, rand);
    sample (batch.silent, MOST_SILENT, rand);
    sample (batch.large, MOST_LARGE, rand);
    g_ptr_array_extend_and_steal (small, batch.plain);
    g_ptr_array_extend_and_steal (small, batch.silent);
    g_ptr_array_extend_and_steal (large, batch.large);
  }

  runner_run (small);
  runner_run_large (large);
  take_figures (small);
  take_figures (large);
}

/* A comment of TAP. */
static void
print_figures (const char    *name,
               const Figures *figures)
{
  g_print ("# %s: %u of %u cells: %u done, %u not sent, %u refused, %u unknown\n", name,
           figures->n_cells, figures->n_all, figures->n_done, figures->n_not_sent,
           figures->n_refused, figures->n_unknown);
}

static void
test_pair (gconstpointer data)
{
  const Pair *pair = data;
  g_autofree char *name = g_strjoin ("/", pair->family->name, pair->call->name, NULL);
  g_autofree char *complaint = NULL;
  Figures *figures;

  if (!g_hash_table_contains (figures_by_pair, name))
    run_family (pair->family);
  figures = g_hash_table_lookup (figures_by_pair, name);
  if (figures->n_cells > 0)
    print_figures (name, figures);
  else if (pattern == NULL)
    g_test_fail_printf ("there are no cells");
  sum_figures (&total, figures);

  complaint = runner_judge_process ();
  if (complaint != NULL)
    g_ptr_array_add (figures->complaints, g_steal_pointer (&complaint));
  for (guint i = 0; i < figures->complaints->len; i++)
    g_test_message ("%s", (char *) figures->complaints->pdata[i]);
  if (figures->complaints->len > 0)
    g_test_fail_printf ("%u cells: %s, …", figures->complaints->len,
                        (char *) figures->complaints->pdata[0]);
}

static void
add_pair (GPtrArray         *pairs,
          const PlaceFamily *family,
          const Call        *call)
{
  g_autofree char *path = g_strjoin ("/", "/inlet/matrix", family->name, call->name, NULL);
  Pair *pair = g_new (Pair, 1);

  *pair = (Pair) { family, call };
  g_ptr_array_add (pairs, pair);
  g_test_add_data_func (path, pair, test_pair);
}

static void
read_options (int    *argc,
              char ***argv)
{
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &wants_all, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, NULL, NULL },
    { "cell", 0, 0, G_OPTION_ARG_STRING, &pattern, NULL, NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    g_error ("%s", error->message);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  int status;

  /* GLib has a --seed of its own, of another form. */
  read_options (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  runner_init ();
  fault_proxy_install ();
  fault_resolver_install ();
  fault_server_trust_authority ();
  figures_by_pair = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_figures);

  for (const PlaceFamily *family = place_families; family->name != NULL; family++)
    for (const Call *call = calls; call->name != NULL; call++)
      add_pair (pairs, family, call);

  status = g_test_run ();
  print_figures ("in all", &total);
  g_print ("# seed %d; at most %" G_GUINT64_FORMAT " KiB more for one reply\n", seed,
           runner_get_most_growth ());
  g_hash_table_unref (figures_by_pair);
  g_free (pattern);
  return status;
}
