/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-file.h"

#include "inlet-error.h"
#include "inlet-import-text.h"
#include "inlet-secrets.h"

#include <glib/gi18n.h>
#include <string.h>

static InletImportFile *
import_file_new (void)
{
  InletImportFile *self = g_new0 (InletImportFile, 1);

  /* All of it at once: what grows leaves copies behind. */
  self->text = g_malloc0 (INLET_IMPORT_MOST_BYTES + 1);
  return self;
}

static void
set_error (GError       **error,
           const GError  *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    /* Translators: %s is why, by the system. */
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("It could not be read: %s."), cause->message);
}

static InletImportFile *
read_all (GInputStream  *stream,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (InletImportFile) self = import_file_new ();
  g_autoptr (GError) cause = NULL;

  if (!g_input_stream_read_all (stream, self->text, INLET_IMPORT_MOST_BYTES + 1, &self->length,
                                cancellable, &cause)) {
    set_error (error, cause);
    return NULL;
  }

  g_input_stream_close (stream, NULL, NULL);
  if (self->length <= INLET_IMPORT_MOST_BYTES)
    return g_steal_pointer (&self);

  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                       _("It is larger than 1 MiB. Accounts and credentials are in small files."));
  return NULL;
}

/* @data: the stream itself, or a file. (transfer full) */
static GInputStream *
open_stream (gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GError) cause = NULL;
  GFileInputStream *stream = NULL;

  if (G_IS_INPUT_STREAM (data))
    return g_object_ref (data);

  stream = g_file_read (data, cancellable, &cause);
  if (stream == NULL)
    set_error (error, cause);

  return (GInputStream *) stream;
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GInputStream) stream = open_stream (data, cancellable, &error);
  InletImportFile *self = NULL;

  if (stream != NULL)
    self = read_all (stream, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) inlet_import_file_free);
  else
    g_task_return_error (task, error);
}

static void
start (gpointer             data,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  /* A pipe may have nothing to say for ever. */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_object_ref (data), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

void
inlet_import_file_free (InletImportFile *self)
{
  g_return_if_fail (self != NULL);

  explicit_bzero (self->text, INLET_IMPORT_MOST_BYTES + 1);
  g_free (self->text);
  g_free (self);
  inlet_secret_overwrite_stack ();
}

void
inlet_import_file_read_async (GInputStream        *stream,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  start (stream, cancellable, callback, user_data);
}

void
inlet_import_file_load_async (GFile               *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  start (file, cancellable, callback, user_data);
}

InletImportFile *
inlet_import_file_read_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, start), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
