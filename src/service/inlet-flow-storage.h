/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-file-format.h"
#include "inlet-http.h"
#include "inlet-listing.h"
#include "inlet-table.h"

G_BEGIN_DECLS

/**
 * What is in the storage of a connection: `GET {platform}/data/foundation/flowservice/connections/
 * {id}/explore` (Adobe's tutorial on exploring cloud storage).
 *
 * Asking changes nothing: errors are problems of %INLET_CERTAINTY_ASKED. Answers may be large, a
 * folder is not given in pages; they are read in a thread of their own.
 */

/* The largest answer that is read: a folder of 100,000 entries takes about 15 MB. */
#define INLET_FLOW_STORAGE_MAX_BYTES (32 * 1024 * 1024)

/* What is in the folder @path as Flow Service names it, or in the root for %NULL: the buckets, or
 * the folder that the connection is restricted to. */
void          inlet_flow_storage_list_async   (InletHttp              *http,
                                               InletAccount           *account,
                                               const char             *token,
                                               const char             *sandbox,
                                               const char             *remote_id,
                                               const char             *path,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
InletListing *inlet_flow_storage_list_finish  (InletHttp              *http,
                                               GAsyncResult           *result,
                                               GError                **error);

/* The columns of the file @path, read as @format says, and, where @is_preview, its first rows. */
void          inlet_flow_storage_read_async   (InletHttp              *http,
                                               InletAccount           *account,
                                               const char             *token,
                                               const char             *sandbox,
                                               const char             *remote_id,
                                               const char             *path,
                                               const InletFileFormat  *format,
                                               gboolean                is_preview,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
InletTable   *inlet_flow_storage_read_finish  (InletHttp              *http,
                                               GAsyncResult           *result,
                                               GError                **error);

G_END_DECLS
