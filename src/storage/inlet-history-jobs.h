/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-history-query.h"

G_BEGIN_DECLS

/* What [class@History] has done in the database's thread. */

/* A look at what is new since the last one. */
typedef struct
{
  gint64             length;    /* rows that were known */
  gint64             revision;  /* changes that were known, -1 for none */
  InletHistoryQuery *query;     /* (owned) (nullable): also say which rows match */
  gint64             searched;  /* the newest row that was searched already */
} InletHistoryLook;

typedef struct
{
  gint64             length;
  gint64             revision;
  GArray            *changed;  /* (owned): IDs of known rows that have changed */
  InletHistoryQuery *query;    /* (owned) (nullable): of the look */
  GArray            *matching; /* (owned): IDs of the changed rows that match it, newest first */
  GArray            *arrived;  /* (owned): IDs of the matching rows that were not searched yet,
                                * newest first */
} InletHistoryNews;

InletHistoryLook *inlet_history_look_new     (void);
void              inlet_history_look_free    (InletHistoryLook  *look);
void              inlet_history_news_free    (InletHistoryNews  *news);
/* Whether the row is one of the changed ones that match. */
gboolean          inlet_history_news_matches (InletHistoryNews  *news,
                                              gint64             row_id);
/* Job: InletHistoryLook → InletHistoryNews */
gpointer          inlet_history_look         (sqlite3           *db,
                                              gpointer           data,
                                              GCancellable      *cancellable,
                                              GError           **error);

/* Job: GArray of row IDs → GPtrArray of [class@Connection], in that order without those that there
 * are not */
gpointer          inlet_history_read_rows    (sqlite3           *db,
                                              gpointer           data,
                                              GCancellable      *cancellable,
                                              GError           **error);

/* A part of a search: the first one fills a screen and comes at once. */
typedef struct
{
  InletHistoryQuery *query; /* (owned) */
  gint64             next;  /* where to go on, 0 to begin at the newest row */
} InletHistoryFind;

typedef struct
{
  gint64     newest;  /* the newest row that there was */
  gint64     next;    /* where to go on, 0 when the search is over */
  GArray    *row_ids; /* (owned): newest first */
  GPtrArray *rows;    /* (owned) (nullable): the first part's, of [class@Connection], so that they
                       * are drawn without another wait */
} InletHistoryPart;

InletHistoryFind *inlet_history_find_new     (InletHistoryQuery *query,
                                              gint64             next);
void              inlet_history_find_free    (InletHistoryFind  *find);
void              inlet_history_part_free    (InletHistoryPart  *part);
/* Job: InletHistoryFind → InletHistoryPart */
gpointer          inlet_history_find         (sqlite3           *db,
                                              gpointer           data,
                                              GCancellable      *cancellable,
                                              GError           **error);

/* Job: nothing → GPtrArray of [class@Connection], newest first */
gpointer          inlet_history_read_all     (sqlite3           *db,
                                              gpointer           data,
                                              GCancellable      *cancellable,
                                              GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistoryLook, inlet_history_look_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistoryNews, inlet_history_news_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistoryFind, inlet_history_find_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletHistoryPart, inlet_history_part_free)

G_END_DECLS
