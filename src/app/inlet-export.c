/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-export.h"

#include "inlet-connection-csv.h"
#include "inlet-connection-json.h"
#include "inlet-history-walk.h"
#include "inlet-json.h"
#include "inlet-problem.h"

#include <glib/gi18n.h>

/* What is under way. A thread has it while it writes, and then nobody else looks at it. */
typedef struct
{
  InletExportFormat  format;
  char              *search;  /* (owned) (nullable) */
  InletExportFile   *file;    /* (owned) */
  InletHistoryPlace *place;   /* (owned) (nullable): to be written */
  gboolean           is_begun;
  gint64             n_rows;  /* that were written */
  GError            *error;   /* (owned) (nullable): why it is given up */
} Export;

static void
export_free (Export *export)
{
  g_free (export->search);
  g_clear_pointer (&export->file, inlet_export_file_free);
  g_clear_pointer (&export->place, inlet_history_place_free);
  g_clear_error (&export->error);
  g_free (export);
}

static void
append_json (GString         *text,
             InletConnection *connection,
             gboolean         is_first)
{
  g_autoptr (JsonNode) node = inlet_connection_to_json (connection);
  g_autofree char *json = inlet_json_to_text (node, FALSE);

  g_string_append_printf (text, "%s\n%s", is_first ? "" : ",", json);
}

static void
append_part (Export  *export,
             GString *text)
{
  gboolean is_csv = export->format == INLET_EXPORT_CSV;
  GPtrArray *rows = export->place->rows;

  for (guint i = 0; i < rows->len; i++, export->n_rows++) {
    if (is_csv)
      inlet_connection_csv_append_row (text, rows->pdata[i]);
    else
      append_json (text, rows->pdata[i], export->n_rows == 0);
  }

  if (export->place->next == 0 && !is_csv)
    g_string_append (text, "\n]\n");
}

static void
append_head (Export  *export,
             GString *text)
{
  if (export->format == INLET_EXPORT_CSV)
    inlet_connection_csv_append_header (text);
  else
    g_string_append_c (text, '[');
}

/* The part that was read, and with it the end. */
static void
write_part (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Export *export = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!export->is_begun)
    append_head (export, text);
  export->is_begun = TRUE;
  append_part (export, text);

  if (inlet_export_file_write (export->file, text->str, text->len, cancellable, &error) &&
      (export->place->next != 0 ||
       inlet_export_file_finish (export->file, cancellable, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* To take away what is not finished, too, the disk is waited for. */
static void
give_up (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Export *export = data;

  g_clear_pointer (&export->file, inlet_export_file_free);
  g_task_return_boolean (task, TRUE);
}

static void
on_given_up (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);

  g_task_return_error (task, g_steal_pointer (&export->error));
}

/* Without the database, which has a thread of its own: the last reference is not to go here. */
static void
run_in_thread (GTask               *task,
               GTaskThreadFunc      function,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) in_thread = g_task_new (NULL, cancellable, callback, g_object_ref (task));

  g_task_set_source_tag (in_thread, run_in_thread);
  g_task_set_check_cancellable (in_thread, FALSE);
  g_task_set_task_data (in_thread, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (in_thread, function);
}

/* @error: (transfer full) */
static void
fail (GTask  *task,
      GError *error)
{
  Export *export = g_task_get_task_data (task);

  export->error = error;
  run_in_thread (task, give_up, NULL, on_given_up);
}

static void read_part (GTask  *task,
                       gint64  from);

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Export *export = g_task_get_task_data (task);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail (task, g_steal_pointer (&error));
  else if (export->place->next != 0)
    read_part (task, export->place->next);
  else
    g_task_return_int (task, export->n_rows);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Export *export = g_task_get_task_data (task);

  export->place = inlet_history_walk_finish (INLET_DATABASE (source), result, &error);
  if (export->place != NULL)
    run_in_thread (task, write_part, g_task_get_cancellable (task), on_written);
  else
    fail (task, g_steal_pointer (&error));
}

static void
read_part (GTask  *task,
           gint64  from)
{
  Export *export = g_task_get_task_data (task);

  g_clear_pointer (&export->place, inlet_history_place_free);
  inlet_history_walk_async (g_task_get_source_object (task), export->search, from,
                            g_task_get_cancellable (task), on_read, g_object_ref (task));
}

void
inlet_export_async (InletDatabase       *database,
                    InletExportFormat    format,
                    const char          *search,
                    InletExportFile     *file,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (database, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->format = format;
  export->search = g_strdup (search);
  export->file = file;
  g_task_set_source_tag (task, inlet_export_async);
  /* What is in its place is there, whoever has cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  read_part (task, 0);
}

gint64
inlet_export_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_export_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

char *
inlet_export_describe_error (const GError *error)
{
  g_autoptr (InletProblem) problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_("The disk is full, so the history was not exported."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_strdup (_("Nothing may be written there. Choose another folder."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return g_strdup (_("There is no such folder. Choose another one."));
  if (error->domain == G_IO_ERROR)
    /* TRANSLATORS: %s is what the system says. */
    return g_strdup_printf (_("The history was not exported: %s"), error->message);

  problem = inlet_problem_new_from_error (error);
  return g_strdup (inlet_problem_get_title (problem));
}
