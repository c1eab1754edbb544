/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-export-file.h"

#include <errno.h>
#include <gio/gfiledescriptorbased.h>
#include <unistd.h>

struct _InletExportFile
{
  GFile         *target; /* (owned) (nullable): none for a stream */
  GFile         *beside; /* (owned) (nullable): once it is there */
  GOutputStream *stream; /* (owned) (nullable): once it is open */
};

InletExportFile *
inlet_export_file_new (GFile *target)
{
  InletExportFile *self = g_new0 (InletExportFile, 1);

  self->target = g_object_ref (target);
  return self;
}

InletExportFile *
inlet_export_file_new_for_stream (GOutputStream *stream)
{
  InletExportFile *self = g_new0 (InletExportFile, 1);

  self->stream = g_object_ref (stream);
  return self;
}

void
inlet_export_file_free (InletExportFile *self)
{
  if (self == NULL)
    return;

  /* Whatever comes of it: there is nobody left to whom it matters. */
  if (self->target != NULL && self->stream != NULL)
    g_output_stream_close (self->stream, NULL, NULL);
  if (self->beside != NULL)
    g_file_delete (self->beside, NULL, NULL);

  g_clear_object (&self->target);
  g_clear_object (&self->beside);
  g_clear_object (&self->stream);
  g_free (self);
}

static gboolean
open_beside (InletExportFile  *self,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->target);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf (".inlet-export-%s", id);
  g_autoptr (GFile) beside = folder != NULL ? g_file_get_child (folder, name) : NULL;

  if (beside == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "It has no folder");
    return FALSE;
  }

  self->stream = G_OUTPUT_STREAM (g_file_create (beside, G_FILE_CREATE_NONE, cancellable, error));
  if (self->stream == NULL)
    return FALSE;

  self->beside = g_steal_pointer (&beside);
  return TRUE;
}

gboolean
inlet_export_file_write (InletExportFile  *self,
                         const char       *text,
                         gsize             length,
                         GCancellable     *cancellable,
                         GError          **error)
{
  if (self->stream == NULL && !open_beside (self, cancellable, error))
    return FALSE;

  return g_output_stream_write_all (self->stream, text, length, NULL, cancellable, error);
}

/* Else the new name could outlive a power failure that the text does not. */
static gboolean
synchronize (InletExportFile  *self,
             GError          **error)
{
  int code;

  if (!G_IS_FILE_DESCRIPTOR_BASED (self->stream) ||
      fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (self->stream))) == 0)
    return TRUE;

  code = errno;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

gboolean
inlet_export_file_finish (InletExportFile  *self,
                          GCancellable     *cancellable,
                          GError          **error)
{
  if (self->target == NULL)
    return g_output_stream_flush (self->stream, cancellable, error);

  if (!synchronize (self, error) ||
      !g_output_stream_close (self->stream, cancellable, error) ||
      !g_file_move (self->beside, self->target, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL,
                    error))
    return FALSE;

  g_clear_object (&self->stream);
  g_clear_object (&self->beside);
  return TRUE;
}
