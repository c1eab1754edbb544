/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InletPages:
 *
 * All pages of a database file, and of the write-ahead log beside it, whatever is damaged in them:
 * one image for each place where a page is, so that there may be several of a page. Those of the
 * log come last and in their order, so that a later image of a page is a newer one.
 */
typedef struct _InletPages InletPages;

/* Fails only when the file is there and cannot be opened; there need not be a log. */
InletPages   *inlet_pages_new      (const char  *path,
                                    GError     **error);
void          inlet_pages_free     (InletPages  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletPages, inlet_pages_free)

gsize         inlet_pages_get_size (InletPages  *self);
gint64        inlet_pages_count    (InletPages  *self);
/* The @i-th image into @page; FALSE when the disk does not give it. */
gboolean      inlet_pages_read     (InletPages  *self,
                                    gint64       i,
                                    guint8      *page);
/* The newest image of the page @number. */
gboolean      inlet_pages_find     (InletPages  *self,
                                    guint32      number,
                                    guint8      *page);

G_END_DECLS
