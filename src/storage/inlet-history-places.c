/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-places.h"

/* Rows are fetched with so many around them. */
#define ROWS_PER_BLOCK 64

guint
inlet_history_places_count (const InletHistoryPlaces *self)
{
  return self->matches != NULL ? self->matches->len : (guint) self->length;
}

gint64
inlet_history_places_get (const InletHistoryPlaces *self,
                          guint                     position)
{
  if (self->matches != NULL)
    return g_array_index (self->matches, gint64, position);

  return self->length - position;
}

gboolean
inlet_history_places_find (const InletHistoryPlaces *self,
                           gint64                    row_id,
                           guint                    *position)
{
  guint low = 0;
  guint high = inlet_history_places_count (self);

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (inlet_history_places_get (self, middle) > row_id)
      low = middle + 1;
    else
      high = middle;
  }

  *position = low;

  return low < inlet_history_places_count (self) && inlet_history_places_get (self, low) == row_id;
}

gboolean
inlet_history_places_set (InletHistoryPlaces *self,
                          gint64              row_id,
                          gboolean            is_match,
                          guint              *position)
{
  if (inlet_history_places_find (self, row_id, position) == is_match)
    return FALSE;

  if (is_match)
    g_array_insert_val (self->matches, *position, row_id);
  else
    g_array_remove_index (self->matches, *position);

  return TRUE;
}

void
inlet_history_places_around (const InletHistoryPlaces *self,
                             guint                     position,
                             GArray                   *row_ids)
{
  guint start = position - position % ROWS_PER_BLOCK;
  guint end = MIN (start + ROWS_PER_BLOCK, inlet_history_places_count (self));

  for (guint i = start; i < end; i++) {
    gint64 row_id = inlet_history_places_get (self, i);

    g_array_append_val (row_ids, row_id);
  }
}

gboolean
inlet_history_places_compare (const InletHistoryPlaces *self,
                              const InletHistoryPlaces *other,
                              guint                    *position,
                              guint                    *n_removed,
                              guint                    *n_added)
{
  guint n_old = inlet_history_places_count (self);
  guint n_new = inlet_history_places_count (other);
  guint start = 0;
  guint end = 0;

  while (start < MIN (n_old, n_new) &&
         inlet_history_places_get (self, start) == inlet_history_places_get (other, start))
    start++;

  while (end < MIN (n_old, n_new) - start &&
         inlet_history_places_get (self, n_old - end - 1) ==
         inlet_history_places_get (other, n_new - end - 1))
    end++;

  *position = start;
  *n_removed = n_old - start - end;
  *n_added = n_new - start - end;

  return *n_removed > 0 || *n_added > 0;
}

GArray *
inlet_history_places_nothing (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}
