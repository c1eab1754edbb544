/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is asked in passing, by a shell that completes a word or a desktop that searches, while
 * Inlet may not even run: read from the file at @path as it is. The file is not made, not brought
 * up to date and not recovered by that, and nobody waits for anybody; then the answer is an error,
 * one of `INLET_ERROR_STORAGE…`. All answers have an upper bound. */

typedef enum {
  INLET_GLANCE_ACCOUNTS,
  INLET_GLANCE_CREDENTIALS,
  INLET_GLANCE_SANDBOXES,   /* as they were kept, and those of the last connections */
  INLET_GLANCE_CONNECTIONS, /* names of the last that were created; IDs, if it is not all */
} InletGlanceKind;

/* What there is of @kind whose name begins with @beginning, each once. At once, in the caller's
 * thread. (transfer full) */
char     **inlet_glance_at_names      (const char           *path,
                                       InletGlanceKind       kind,
                                       const char           *beginning,
                                       GError              **error);

/* The newest connections of which all @terms are in the name or the ID, whatever the case. Gives a
 * GPtrArray of [class@Connection]; as many as were found in a moment. */
void       inlet_glance_find_async    (const char           *path,
                                       const char *const    *terms,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray *inlet_glance_find_finish   (GAsyncResult         *result,
                                       GError              **error);

/* Those of the rows @row_ids, of gint64, that there are, in that order. Gives a GPtrArray of
 * [class@Connection]. */
void       inlet_glance_rows_async    (const char           *path,
                                       GArray               *row_ids,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray *inlet_glance_rows_finish   (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
