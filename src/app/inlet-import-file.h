/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-secrets.h"

G_BEGIN_DECLS

/* A text in memory that is overwritten when it goes. */
typedef struct
{
  char *text;
  gsize length;
} InletImportFile;

void             inlet_import_file_free        (InletImportFile      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletImportFile, inlet_import_file_free)

/* Reads all of @stream, and closes it; %INLET_ERROR_INVALID_INPUT with a translated sentence where
 * it is longer than anything that can be imported, or cannot be read. (transfer full) */
void             inlet_import_file_read_async  (GInputStream         *stream,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* The same of @file. */
void             inlet_import_file_load_async  (GFile                *file,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
InletImportFile *inlet_import_file_read_finish (GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
