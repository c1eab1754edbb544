/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For dladdr(). */
#define _GNU_SOURCE

#include "runner.h"

#include "planted.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <string.h>

/* At once. What is large runs alone, so that its memory is its own. */
#define WIDTH 32

/* Time-outs of a cell that ends by one, and of the second try on a machine that was too slow. */
#define SHORT_SECONDS 1
#define LONGER_SECONDS 8

/* No cell lives so long. */
#define STUCK_SECONDS 120

/* More than the cap on a body, read and redacted, takes; and far less than 64 MiB. Parsed it would
 * take this and more, but a refusal that is so long is not parsed. */
#define MOST_KIB (40 * 1024)

static GMutex log_mutex;
static GString *log_text;
static guint64 most_growth;
static guint n_files_before;

static GLogWriterOutput
on_logged (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  g_autofree char *text = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  g_mutex_lock (&log_mutex);
  g_string_append (log_text, text);
  g_mutex_unlock (&log_mutex);

  return (level & G_LOG_LEVEL_DEBUG) != 0 ? G_LOG_WRITER_HANDLED
                                          : g_log_writer_default (level, fields, n_fields, NULL);
}

static char *
judge_log (void)
{
  const char *found;

  g_mutex_lock (&log_mutex);
  found = planted_find (log_text->str, log_text->len);
  g_string_truncate (log_text, 0);
  g_mutex_unlock (&log_mutex);

  return found != NULL ? g_strdup_printf ("a secret is in the log: %s", found) : NULL;
}

/* Whether one of the last few calls was made by the library @name. */
static gboolean
is_called_by (const char *name)
{
  void *frames[7];
  int n_frames = backtrace (frames, G_N_ELEMENTS (frames));
  Dl_info info;

  for (int i = 0; i < n_frames; i++)
    if (dladdr (frames[i], &info) != 0 && strstr (info.dli_fname, name) != NULL)
      return TRUE;

  return FALSE;
}

/* Nothing of ours is wrong where libsoup warns of its own doing when a length is negative, and
 * glib-networking of an address that it lets go of and has not got, the server being gone. */
static gboolean
on_fatal (const char     *domain,
          GLogLevelFlags  level,
          const char     *message,
          gpointer        user_data)
{
  if (strstr (message, "for property 'content-length' of type 'gint64'") != NULL)
    return FALSE;

  return strcmp (message, "g_object_unref: assertion 'G_IS_OBJECT (object)' failed") != 0 ||
         !is_called_by ("/libgiognutls.so");
}

/* A figure of this process, in KiB. */
static guint64
read_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;

  line = strstr (text, name);
  return line != NULL ? g_ascii_strtoull (line + strlen (name), NULL, 10) : 0;
}

static guint64
begin_peak (void)
{
  g_autoptr (GError) error = NULL;

  /* The peak is from now on. */
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  return read_memory ("VmRSS:\t");
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Judges a cell that is done; FALSE when it has to be tried again. */
static gboolean
conclude (Cell *cell)
{
  cell_judge (cell);
  /* A machine that has much to do may have been silent itself. */
  if (cell->complaint != NULL && cell->place->is_silent && cell->seconds == SHORT_SECONDS)
    return FALSE;

  return TRUE;
}

typedef struct
{
  Cell    *cell;
  gboolean is_concluded;
  gboolean is_to_repeat;
} Slot;

/* One step of the cell in @slot; TRUE when it has come to its end. */
static gboolean
advance (Slot *slot)
{
  Cell *cell = slot->cell;

  if (g_get_monotonic_time () - cell->started_at > STUCK_SECONDS * G_USEC_PER_SEC)
    g_error ("%s does not end", cell->path);
  if (!cell->is_done)
    return FALSE;

  if (!slot->is_concluded) {
    slot->is_to_repeat = !conclude (cell);
    slot->is_concluded = TRUE;
  }
  if (!cell_clear (cell))
    return FALSE;
  if (!slot->is_to_repeat)
    return TRUE;

  slot->is_concluded = FALSE;
  cell_start (cell, LONGER_SECONDS);
  return FALSE;
}

static void
run_cells (GPtrArray *cells,
           guint      width)
{
  Slot slots[WIDTH] = { 0 };
  guint ticker = g_timeout_add (1, on_tick, NULL);
  guint next = 0;
  guint n_running = 0;

  g_test_log_set_fatal_handler (on_fatal, NULL);
  while (next < cells->len || n_running > 0) {
    for (guint i = 0; i < width; i++) {
      if (slots[i].cell != NULL && advance (&slots[i])) {
        slots[i] = (Slot) { 0 };
        n_running--;
      }
      if (slots[i].cell == NULL && next < cells->len) {
        slots[i].cell = cells->pdata[next++];
        cell_start (slots[i].cell, SHORT_SECONDS);
        n_running++;
      }
    }
    if (n_running > 0)
      g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (ticker);
}

static guint
count_open_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

void
runner_init (void)
{
  log_text = g_string_new (NULL);
  /* Instead of the one of g_test_init(), which prints everything. */
  g_log_set_default_handler (g_log_default_handler, NULL);
  g_log_set_writer_func (on_logged, NULL, NULL);
}

void
runner_run (GPtrArray *cells)
{
  run_cells (cells, WIDTH);
}

void
runner_run_large (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++) {
    g_autoptr (GPtrArray) one = g_ptr_array_new ();
    Cell *cell = cells->pdata[i];
    guint64 before = begin_peak ();
    guint64 peak;

    g_ptr_array_add (one, cell);
    run_cells (one, 1);
    peak = read_memory ("VmHWM:\t");
    most_growth = MAX (most_growth, peak > before ? peak - before : 0);
    if (peak > before + MOST_KIB && cell->complaint == NULL)
      cell->complaint = g_strdup_printf ("it took %" G_GUINT64_FORMAT " KiB", peak - before);
  }
}

char *
runner_judge_process (void)
{
  char *complaint = judge_log ();
  guint n_files;

  /* What libsoup and the threads of the servers have still to let go of. */
  for (guint i = 0; i < 1000 && count_open_files () > n_files_before; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  n_files = count_open_files ();
  /* The first one opens what is opened once. */
  if (complaint == NULL && n_files_before != 0 && n_files > n_files_before)
    complaint = g_strdup_printf ("%u files were left open", n_files - n_files_before);
  n_files_before = n_files;

  return complaint;
}

guint64
runner_get_most_growth (void)
{
  return most_growth;
}
