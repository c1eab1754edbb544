/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-comparison.h"
#include "inlet-sqlite.h"

G_BEGIN_DECLS

/* What [class@Comparison] has done in the thread of the database. */

/* What it compares; only jobs may look inside. Counted, from any thread. */
typedef struct
{
  InletAccount *account;         /* (owned) */
  char         *sandbox;         /* (owned) */
  char         *sandbox_type;    /* (owned) (nullable) */
  gint64        number;          /* among the comparisons of this process */
  gint64        last_row;        /* of the history when it began */
  gint64        last_revision;   /* that is ours, or was there when it began */
} InletComparisonPlace;

typedef struct
{
  InletComparisonPlace *place;      /* (owned) */
  GPtrArray            *remotes;    /* (owned) */
} InletComparisonPage;

InletComparisonPlace *inlet_comparison_place_new   (InletAccount         *account,
                                                    const char           *sandbox);
InletComparisonPlace *inlet_comparison_place_ref   (InletComparisonPlace *place);
void                  inlet_comparison_place_unref (gpointer              place);
InletComparisonPage  *inlet_comparison_page_new    (InletComparisonPlace *place,
                                                    GPtrArray            *remotes);
void                  inlet_comparison_page_free   (InletComparisonPage  *page);

/* Parts of jobs. */
InletComparisonPart  *inlet_comparison_part_new    (void);
/* A row that somebody else has changed since it began may say what the list does not know yet: it
 * is neither updated nor gone. */
gboolean              inlet_comparison_note_touched (sqlite3              *db,
                                                     InletComparisonPlace *place,
                                                     GError              **error);
/* What was changed until now was changed by us, or noted. */
gboolean              inlet_comparison_read_last_revision (sqlite3              *db,
                                                           InletComparisonPlace *place,
                                                           GError              **error);

/* Gives the place again. */
gpointer              inlet_comparison_begin       (sqlite3              *db,
                                                    gpointer              place,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
/* Gives an InletComparisonPart, as the next does. */
gpointer              inlet_comparison_add         (sqlite3              *db,
                                                    gpointer              page,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
gpointer              inlet_comparison_conclude    (sqlite3              *db,
                                                    gpointer              place,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
gpointer              inlet_comparison_forget      (sqlite3              *db,
                                                    gpointer              place,
                                                    GCancellable         *cancellable,
                                                    GError              **error);

G_END_DECLS
