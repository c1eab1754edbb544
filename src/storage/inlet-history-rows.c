/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-rows.h"

#include "inlet-history-jobs.h"
#include "inlet-history-places.h"
#include "inlet-trigger.h"

/* Enough for some screens to scroll back to without a wait, and, were every one a failure with all
 * the details that are ever kept, still less than ten megabytes. */
#define MAX_KEPT_ROWS 512
/* More rows than any screen shows, and few enough to be read in a moment. */
#define MAX_FETCHED_ROWS 256

/* A row in memory: kept since it was used lately. */
typedef struct
{
  GList            link; /* in @kept_order, its data is this */
  gint64           row_id;
  InletConnection *connection; /* (owned) */
} Row;

/* A row that somebody holds the item of. */
typedef struct
{
  InletHistoryRows *rows;
  gint64            row_id;
  InletHistoryItem *item;     /* (unowned): watched by a weak reference */
  gboolean          is_stale; /* the item's connection is not what the row is now */
} Held;

struct _InletHistoryRows
{
  InletDatabase              *database; /* (owned) */
  InletHistoryRowsNeighbours  neighbours;
  InletHistoryRowsFailed      failed;
  GObject                    *owner;       /* (unowned) */

  GHashTable                 *kept;        /* (owned): row ID → Row */
  GQueue                      kept_order;  /* used last first */
  GHashTable                 *held;        /* (owned): row ID → Held */
  GArray                     *asked;       /* (owned): row IDs, asked for last at the end */
  GCancellable               *cancellable; /* (owned) */
  InletTrigger               *trigger;     /* (owned): fetches */
  gboolean                    is_fetching;
};

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->connection);
  g_free (row);
}

static void
on_item_gone (gpointer  data,
              GObject  *item)
{
  Held *held = data;

  held->item = NULL;
  g_hash_table_remove (held->rows->held, &held->row_id);
}

static void
held_free (gpointer data)
{
  Held *held = data;

  if (held->item != NULL)
    g_object_weak_unref (G_OBJECT (held->item), on_item_gone, held);
  g_free (held);
}

static void
drop_row (InletHistoryRows *self,
          Row              *row)
{
  g_queue_unlink (&self->kept_order, &row->link);
  g_hash_table_remove (self->kept, &row->row_id);
}

static Row *
use_row (InletHistoryRows *self,
         gint64            row_id)
{
  Row *row = g_hash_table_lookup (self->kept, &row_id);

  if (row == NULL)
    return NULL;

  g_queue_unlink (&self->kept_order, &row->link);
  g_queue_push_head_link (&self->kept_order, &row->link);

  return row;
}

static void
keep_row (InletHistoryRows *self,
          InletConnection  *connection)
{
  gint64 row_id = inlet_connection_get_row_id (connection);
  Row *row = use_row (self, row_id);

  if (row != NULL) {
    g_set_object (&row->connection, connection);
    return;
  }

  row = g_new0 (Row, 1);
  row->link.data = row;
  row->row_id = row_id;
  row->connection = g_object_ref (connection);
  g_hash_table_insert (self->kept, &row->row_id, row);
  g_queue_push_head_link (&self->kept_order, &row->link);

  if (self->kept_order.length > MAX_KEPT_ROWS)
    drop_row (self, self->kept_order.tail->data);
}

static gboolean
needs_row (Held *held)
{
  return held->is_stale || inlet_history_item_get_connection (held->item) == NULL;
}

static void
take_row (InletHistoryRows *self,
          InletConnection  *connection)
{
  gint64 row_id = inlet_connection_get_row_id (connection);
  Held *held = g_hash_table_lookup (self->held, &row_id);

  keep_row (self, connection);

  if (held != NULL && needs_row (held)) {
    held->is_stale = FALSE;
    inlet_history_item_set_connection (held->item, connection);
  }
}

static void
add_missing_rows (InletHistoryRows *self,
                  gint64            row_id,
                  GArray           *row_ids,
                  GHashTable       *seen)
{
  g_autoptr (GArray) around = inlet_history_places_nothing ();

  /* The row itself first: its neighbours may be cut off. */
  g_array_append_val (around, row_id);
  self->neighbours (self->owner, row_id, around);

  for (guint i = 0; i < around->len && row_ids->len < MAX_FETCHED_ROWS; i++) {
    gint64 *id = &g_array_index (around, gint64, i);

    if (!g_hash_table_contains (self->kept, id) &&
        g_hash_table_add (seen, g_memdup2 (id, sizeof (*id))))
      g_array_append_vals (row_ids, id, 1);
  }
}

/* The rows to fetch next: those that were asked for last and are still needed, with neighbours. */
static GArray *
choose_rows (InletHistoryRows *self)
{
  g_autoptr (GArray) row_ids = inlet_history_places_nothing ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  while (self->asked->len > 0 && row_ids->len < MAX_FETCHED_ROWS) {
    gint64 row_id = g_array_index (self->asked, gint64, self->asked->len - 1);
    Held *held = g_hash_table_lookup (self->held, &row_id);

    g_array_set_size (self->asked, self->asked->len - 1);
    if (held != NULL && needs_row (held) && !g_hash_table_contains (seen, &row_id))
      add_missing_rows (self, row_id, row_ids, seen);
  }

  return g_steal_pointer (&row_ids);
}

/* One fetch at a time, begun when all who want a row in this round of the main loop have asked, and
 * before they are drawn. */
static void
schedule_fetch (InletHistoryRows *self)
{
  if (!self->is_fetching && self->asked->len > 0)
    inlet_trigger_pull (self->trigger);
}

static void
ask_for_row (InletHistoryRows *self,
             gint64            row_id)
{
  g_array_append_val (self->asked, row_id);
  schedule_fetch (self);
}

static void
on_rows_fetched (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  InletHistoryRows *self = user_data;
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GObject) owner = NULL;
  g_autoptr (GError) error = NULL;

  connections = inlet_database_run_finish (INLET_DATABASE (source), result, &error);

  /* Then it is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Whoever is told may drop the history. */
  owner = g_object_ref (self->owner);
  self->is_fetching = FALSE;

  if (connections == NULL) {
    g_array_set_size (self->asked, 0);
    self->failed (owner, error);
    return;
  }

  inlet_history_rows_take (self, connections);
  schedule_fetch (self);
}

static gboolean
on_fetch_due (gpointer user_data)
{
  InletHistoryRows *self = user_data;
  g_autoptr (GArray) row_ids = choose_rows (self);

  if (row_ids->len == 0)
    return G_SOURCE_CONTINUE;

  self->is_fetching = TRUE;
  inlet_database_run_async (self->database, INLET_DATABASE_READ, inlet_history_read_rows,
                            g_steal_pointer (&row_ids), (GDestroyNotify) g_array_unref,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                            on_rows_fetched, self);

  return G_SOURCE_CONTINUE;
}

InletHistoryRows *
inlet_history_rows_new (InletDatabase              *database,
                        InletHistoryRowsNeighbours  neighbours,
                        InletHistoryRowsFailed      failed,
                        gpointer                    owner)
{
  InletHistoryRows *self = g_new0 (InletHistoryRows, 1);

  self->database = g_object_ref (database);
  self->neighbours = neighbours;
  self->failed = failed;
  self->owner = owner;
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, row_free);
  g_queue_init (&self->kept_order);
  self->held = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, held_free);
  self->asked = inlet_history_places_nothing ();
  self->cancellable = g_cancellable_new ();
  self->trigger = inlet_trigger_new (on_fetch_due, self);

  return self;
}

void
inlet_history_rows_free (InletHistoryRows *self)
{
  g_cancellable_cancel (self->cancellable);
  inlet_trigger_free (self->trigger);

  g_hash_table_unref (self->held);
  g_hash_table_unref (self->kept);
  g_array_unref (self->asked);
  g_object_unref (self->cancellable);
  g_object_unref (self->database);
  g_free (self);
}

InletHistoryItem *
inlet_history_rows_get (InletHistoryRows *self,
                        gint64            row_id)
{
  Held *held = g_hash_table_lookup (self->held, &row_id);
  g_autoptr (InletHistoryItem) item = NULL;
  Row *row;

  if (held != NULL) {
    if (needs_row (held))
      ask_for_row (self, row_id);
    return g_object_ref (held->item);
  }

  item = inlet_history_item_new (row_id);
  held = g_new0 (Held, 1);
  held->rows = self;
  held->row_id = row_id;
  held->item = item;
  g_object_weak_ref (G_OBJECT (item), on_item_gone, held);
  g_hash_table_insert (self->held, &held->row_id, held);

  row = use_row (self, row_id);
  if (row != NULL)
    inlet_history_item_set_connection (item, row->connection);
  else
    ask_for_row (self, row_id);

  return g_steal_pointer (&item);
}

void
inlet_history_rows_refresh (InletHistoryRows *self,
                            gint64            row_id)
{
  Row *row = g_hash_table_lookup (self->kept, &row_id);
  Held *held = g_hash_table_lookup (self->held, &row_id);

  if (row != NULL)
    drop_row (self, row);

  if (held != NULL) {
    held->is_stale = TRUE;
    ask_for_row (self, row_id);
  }
}

void
inlet_history_rows_take (InletHistoryRows *self,
                         GPtrArray        *connections)
{
  for (guint i = 0; i < connections->len; i++)
    take_row (self, connections->pdata[i]);
}
