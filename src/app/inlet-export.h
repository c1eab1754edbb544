/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-export-file.h"

#include "inlet-database.h"

G_BEGIN_DECLS

/**
 * InletExportFormat:
 * @INLET_EXPORT_CSV: a table: see [func@connection_csv_append_row]
 * @INLET_EXPORT_JSON: an array of what [func@connection_to_json] gives, a row a line
 */
typedef enum {
  INLET_EXPORT_CSV,
  INLET_EXPORT_JSON,
} InletExportFormat;

/* Writes the history, newest first, to @file, which it takes: every row or, with @search
 * (nullable), those that the history's search finds with it. Rows are read and written in parts, in
 * threads: it takes little memory, however many there are, and nobody waits for it.
 *
 * Errors are those of the storage, those of GIO from the writing, and %G_IO_ERROR_CANCELLED; then
 * there is no file. */
void    inlet_export_async          (InletDatabase        *database,
                                     InletExportFormat     format,
                                     const char           *search,
                                     InletExportFile      *file,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* How many rows were written, -1 on error. */
gint64  inlet_export_finish         (GAsyncResult         *result,
                                     GError              **error);

/* What became of it, for a person. (transfer full) */
char   *inlet_export_describe_error (const GError         *error);

G_END_DECLS
