/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InletHistoryPlaces:
 *
 * Which row is at which place of a list, newest first: either all rows, where the place follows
 * from the ID, or those that match.
 *
 * A part of [class@History].
 */
typedef struct
{
  gint64  length;  /* rows that there are, which is also the newest one's ID */
  GArray *matches; /* (owned) (nullable): IDs; NULL for all rows */
} InletHistoryPlaces;

guint    inlet_history_places_count   (const InletHistoryPlaces *self);
gint64   inlet_history_places_get     (const InletHistoryPlaces *self,
                                       guint                     position);
/* FALSE where there is no such row; @position is then the place where it would be. */
gboolean inlet_history_places_find    (const InletHistoryPlaces *self,
                                       gint64                    row_id,
                                       guint                    *position);
/* Makes the row one of the matches, or not. FALSE where it was so already. */
gboolean inlet_history_places_set     (InletHistoryPlaces       *self,
                                       gint64                    row_id,
                                       gboolean                  is_match,
                                       guint                    *position);
/* The places that come to mind together with @position: appends the IDs of their rows. */
void     inlet_history_places_around  (const InletHistoryPlaces *self,
                                       guint                     position,
                                       GArray                   *row_ids);
/* The one stretch that makes @self into @other. FALSE where they are the same. */
gboolean inlet_history_places_compare (const InletHistoryPlaces *self,
                                       const InletHistoryPlaces *other,
                                       guint                    *position,
                                       guint                    *n_removed,
                                       guint                    *n_added);
/* A list of IDs without any. */
GArray  *inlet_history_places_nothing (void);

G_END_DECLS
