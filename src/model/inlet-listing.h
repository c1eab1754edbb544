/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-entry.h"
#include "inlet-reply.h"

G_BEGIN_DECLS

/**
 * InletListing:
 *
 * What is in a folder of a storage: a `GListModel` of [class@Entry], folders first, each in the
 * order in which people count (2 before 10). It never changes.
 *
 * Made for folders of 100,000 entries: texts are kept side by side, and an entry becomes an object
 * when somebody looks at it. It may be made in one thread and used in another.
 */
#define INLET_TYPE_LISTING (inlet_listing_get_type ())
G_DECLARE_FINAL_TYPE (InletListing, inlet_listing, INLET, LISTING, GObject)

/* Reads the answer to `GET /connections/{id}/explore` of a root or a folder: a bare array of
 * objects with `type`, `name` and `path` (Adobe's tutorial on exploring cloud storage, where older
 * versions write the types in capitals and leave out `canPreview` and `canFetchSchema`, which then
 * a file can). What has one of @secrets in it is masked. %INLET_ERROR_BAD_REPLY for anything else:
 * an answer that is not understood is not an empty folder.
 *
 * Takes its time for a large one: not for the main thread. */
InletListing *inlet_listing_new_from_reply (InletReply         *reply,
                                            const char * const *secrets,
                                            GError            **error);

/* Those whose name has @text in it, in any case. Takes its time, too. (transfer full) */
InletListing *inlet_listing_filter         (InletListing       *self,
                                            const char         *text);
/* The same in a thread. */
void          inlet_listing_filter_async   (InletListing        *self,
                                            const char          *text,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
InletListing *inlet_listing_filter_finish  (InletListing        *self,
                                            GAsyncResult        *result,
                                            GError             **error);
guint         inlet_listing_get_n_entries  (InletListing       *self);
/* The place of the entry with @path, G_MAXUINT where there is none. */
guint         inlet_listing_find           (InletListing       *self,
                                            const char         *path);

G_END_DECLS
