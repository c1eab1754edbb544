/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-file-format.h"
#include "inlet-listing.h"
#include "inlet-table.h"

G_BEGIN_DECLS

/**
 * InletBrowse:
 *
 * Looks into the storage of one connection through Adobe: folders and files. It only asks; nothing
 * is changed, and nothing is kept on the disk. Folders that were listed are remembered as long as
 * it lives, unless there are very many.
 *
 * Errors of all questions: %INLET_ERROR_NO_ACCOUNT, those of signing in, and problems of
 * %INLET_CERTAINTY_ASKED.
 *
 * Property, read only, notifies: `status` (nullable): why an answer takes longer, translated.
 * Belongs to one thread.
 */
#define INLET_TYPE_BROWSE (inlet_browse_get_type ())
G_DECLARE_FINAL_TYPE (InletBrowse, inlet_browse, INLET, BROWSE, GObject)

/* @connection was created: it has an ID. */
InletBrowse     *inlet_browse_new            (InletContext           *context,
                                              InletConnection        *connection);
/* (nullable) */
const char      *inlet_browse_get_status     (InletBrowse            *self);

/* What is in the folder @path, in the root for %NULL, as it is now. */
void             inlet_browse_list_async     (InletBrowse            *self,
                                              const char             *path,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
InletListing    *inlet_browse_list_finish    (InletBrowse            *self,
                                              GAsyncResult           *result,
                                              GError                **error);
/* What was in it when it was listed the last time. (transfer none) (nullable) */
InletListing    *inlet_browse_get_known      (InletBrowse            *self,
                                              const char             *path);

/* The columns of the file @path and, where @is_preview, its first rows. */
void             inlet_browse_read_async     (InletBrowse            *self,
                                              const char             *path,
                                              const InletFileFormat  *format,
                                              gboolean                is_preview,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
InletTable      *inlet_browse_read_finish    (InletBrowse            *self,
                                              GAsyncResult           *result,
                                              GError                **error);

G_END_DECLS
