/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletExportFile:
 *
 * A file that is there as a whole or not at all: what is written goes to another one beside it,
 * which takes its place in the end. What was there before stays until then.
 *
 * It waits for the disk, so that it is for threads, one at a time.
 */
typedef struct _InletExportFile InletExportFile;

InletExportFile *inlet_export_file_new            (GFile            *target);
/* For a stream that is open, and stays so: what is written is written. */
InletExportFile *inlet_export_file_new_for_stream (GOutputStream    *stream);
/* Takes away what is not finished. (nullable) */
void             inlet_export_file_free           (InletExportFile  *self);

gboolean         inlet_export_file_write          (InletExportFile  *self,
                                                   const char       *text,
                                                   gsize             length,
                                                   GCancellable     *cancellable,
                                                   GError          **error);
/* Everything is written: to the disk, and in its place. */
gboolean         inlet_export_file_finish         (InletExportFile  *self,
                                                   GCancellable     *cancellable,
                                                   GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletExportFile, inlet_export_file_free)

G_END_DECLS
