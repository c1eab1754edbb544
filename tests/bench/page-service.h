/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PageService:
 *
 * A Flow Service on loopback that lists connections in pages of 100. The pages are made beforehand,
 * and it has a thread of its own, so that little of what is measured is its own time.
 */
typedef struct _PageService PageService;

/* @delay: in milliseconds, until an answer. */
PageService *page_service_new            (guint        n_pages,
                                          guint        delay);
void         page_service_free           (PageService *self);
/* (transfer full) */
char        *page_service_dup_url        (PageService *self);
/* All connections: what their names begin with. */
void         page_service_rename         (PageService *self,
                                          const char  *name);
/* Of all so far. */
guint        page_service_get_n_requests (PageService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageService, page_service_free)

G_END_DECLS
