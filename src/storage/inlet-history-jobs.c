/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-jobs.h"

#include "inlet-connection-row.h"
#include "inlet-database.h"
#include "inlet-history-places.h"

/* A screen full of rows, and a bit; for each the window has a cell to make before it can draw. */
#define FIRST_MATCHES 48

/* A search gives way to others after so long: what they wait for is on the screen. When it has
 * found what fills the screen nobody waits for the rest, and the next keystroke may come. */
#define FIRST_TIME (15 * G_TIME_SPAN_MILLISECOND)
#define PART_TIME (8 * G_TIME_SPAN_MILLISECOND)

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

static gboolean
read_length (sqlite3  *db,
             gint64   *length,
             GError  **error)
{
  return inlet_sqlite_read_int (db, "SELECT ifnull (max (id), 0) FROM connections", length, error);
}

static gboolean
read_changed (sqlite3           *db,
              InletHistoryLook  *look,
              GArray            *changed,
              GError           **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = inlet_sqlite_prepare (db,
                                    "SELECT DISTINCT connection_id FROM connection_changes"
                                    " WHERE revision > ?1 AND connection_id <= ?2"
                                    " ORDER BY connection_id DESC",
                                    error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, look->revision);
  sqlite3_bind_int64 (statement, 2, look->length);

  return inlet_sqlite_read_ids (statement, changed, NULL, error);
}

static gboolean
match (sqlite3           *db,
       InletHistoryLook  *look,
       InletHistoryNews  *news,
       GError           **error)
{
  for (guint i = 0; i < news->changed->len; i++) {
    gint64 row_id = g_array_index (news->changed, gint64, i);

    if (inlet_history_query_run (look->query, db, row_id, row_id, G_MAXUINT, G_MAXINT64,
                                 news->matching, NULL, error) < 0)
      return FALSE;
  }

  return inlet_history_query_run (look->query, db, news->length, look->searched + 1, G_MAXUINT,
                                  G_MAXINT64, news->arrived, NULL, error) >= 0;
}

InletHistoryLook *
inlet_history_look_new (void)
{
  return g_new0 (InletHistoryLook, 1);
}

void
inlet_history_look_free (InletHistoryLook *look)
{
  g_clear_pointer (&look->query, inlet_history_query_unref);
  g_free (look);
}

void
inlet_history_news_free (InletHistoryNews *news)
{
  g_clear_pointer (&news->query, inlet_history_query_unref);
  g_array_unref (news->changed);
  g_array_unref (news->matching);
  g_array_unref (news->arrived);
  g_free (news);
}

gboolean
inlet_history_news_matches (InletHistoryNews *news,
                            gint64            row_id)
{
  return g_array_binary_search (news->matching, &row_id, compare_newest_first, NULL);
}

gpointer
inlet_history_look (sqlite3       *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  InletHistoryLook *look = data;
  g_autoptr (InletHistoryNews) news = g_new0 (InletHistoryNews, 1);

  news->changed = inlet_history_places_nothing ();
  news->matching = inlet_history_places_nothing ();
  news->arrived = inlet_history_places_nothing ();

  if (!read_length (db, &news->length, error) ||
      !inlet_sqlite_read_int (db, "SELECT ifnull (max (revision), 0) FROM connection_changes",
                              &news->revision, error))
    return NULL;

  if (look->revision >= 0 && look->revision < news->revision &&
      !read_changed (db, look, news->changed, error))
    return NULL;

  if (look->query == NULL)
    return g_steal_pointer (&news);

  news->query = inlet_history_query_ref (look->query);
  if (!match (db, look, news, error))
    return NULL;

  return g_steal_pointer (&news);
}

gpointer
inlet_history_read_rows (sqlite3       *db,
                         gpointer       data,
                         GCancellable  *cancellable,
                         GError       **error)
{
  GArray *row_ids = data;
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = inlet_sqlite_prepare (db,
                                    "SELECT " INLET_CONNECTION_ROW_COLUMNS
                                    " FROM connections WHERE id = ?1", error);
  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < row_ids->len && local_error == NULL; i++) {
    sqlite3_bind_int64 (statement, 1, g_array_index (row_ids, gint64, i));
    if (inlet_sqlite_next (statement, &local_error))
      g_ptr_array_add (connections, inlet_connection_row_read (statement));
    sqlite3_reset (statement);
  }

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&connections);
}

InletHistoryFind *
inlet_history_find_new (InletHistoryQuery *query,
                        gint64             next)
{
  InletHistoryFind *find = g_new0 (InletHistoryFind, 1);

  find->query = inlet_history_query_ref (query);
  find->next = next;

  return find;
}

void
inlet_history_find_free (InletHistoryFind *find)
{
  inlet_history_query_unref (find->query);
  g_free (find);
}

void
inlet_history_part_free (InletHistoryPart *part)
{
  g_array_unref (part->row_ids);
  g_clear_pointer (&part->rows, g_ptr_array_unref);
  g_free (part);
}

gpointer
inlet_history_find (sqlite3       *db,
                    gpointer       data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  InletHistoryFind *find = data;
  gboolean is_first = find->next == 0;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (InletHistoryPart) part = g_new0 (InletHistoryPart, 1);

  part->row_ids = inlet_history_places_nothing ();
  if (!read_length (db, &part->newest, error))
    return NULL;

  part->next = inlet_history_query_run (find->query, db, is_first ? part->newest : find->next, 1,
                                        is_first ? FIRST_MATCHES : G_MAXUINT,
                                        now + (is_first ? FIRST_TIME : PART_TIME),
                                        part->row_ids, cancellable, error);
  if (part->next < 0)
    return NULL;

  if (is_first) {
    part->rows = inlet_history_read_rows (db, part->row_ids, cancellable, error);
    if (part->rows == NULL)
      return NULL;
  }

  return g_steal_pointer (&part);
}

gpointer
inlet_history_read_all (sqlite3       *db,
                        gpointer       data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = inlet_sqlite_prepare (db,
                                    "SELECT " INLET_CONNECTION_ROW_COLUMNS
                                    " FROM connections ORDER BY id DESC", error);
  if (statement == NULL)
    return NULL;

  while (!g_cancellable_is_cancelled (cancellable) && inlet_sqlite_next (statement, &local_error))
    g_ptr_array_add (connections, inlet_connection_row_read (statement));

  if (local_error == NULL)
    return g_steal_pointer (&connections);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}
