/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-comparison-jobs.h"

#include "inlet-connection-row.h"
#include "inlet-kept-sandboxes.h"

/* How many rows are marked as gone in one transaction. */
#define PART_SIZE 100

static void
place_clear (gpointer data)
{
  InletComparisonPlace *place = data;

  g_clear_object (&place->account);
  g_free (place->sandbox);
  g_free (place->sandbox_type);
}

static sqlite3_stmt *
prepare_gone (sqlite3              *db,
              InletComparisonPlace *place,
              GError              **error)
{
  sqlite3_stmt *statement =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS " FROM connections"
                          " WHERE state = 'created' AND account_id = ?1 AND sandbox = ?2"
                          "  AND org_id = ?3 AND id <= ?4 AND remote_id IS NOT NULL"
                          "  AND id NOT IN (SELECT row_id FROM temp.listed WHERE number = ?5)"
                          " LIMIT ?6", error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, inlet_profile_get_id (INLET_PROFILE (place->account)), -1,
                     SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, place->sandbox, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, inlet_account_get_org_id (place->account), -1,
                     SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, place->last_row);
  sqlite3_bind_int64 (statement, 5, place->number);
  sqlite3_bind_int (statement, 6, PART_SIZE);
  return statement;
}

static gboolean
read_gone (sqlite3              *db,
           InletComparisonPlace *place,
           InletComparisonPart  *part,
           GError              **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = prepare_gone (db, place, error);

  if (statement == NULL)
    return FALSE;

  while (inlet_sqlite_next (statement, &local_error)) {
    g_autoptr (InletConnection) row = inlet_connection_row_read (statement);

    g_ptr_array_add (part->gone, inlet_connection_as_gone (row));
  }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
read_sandbox_type (sqlite3              *db,
                   InletComparisonPlace *place,
                   GError              **error)
{
  InletConnectionFields fields = {
    .account_id = inlet_profile_get_id (INLET_PROFILE (place->account)),
    .sandbox = place->sandbox,
  };
  g_autoptr (InletConnection) any = inlet_connection_new (&fields);
  g_autoptr (InletConnection) typed = inlet_kept_sandboxes_add_type (db, any, error);

  if (typed == NULL)
    return FALSE;

  place->sandbox_type = g_strdup (inlet_connection_get_sandbox_type (typed));
  return TRUE;
}

InletComparisonPlace *
inlet_comparison_place_new (InletAccount *account,
                            const char   *sandbox)
{
  InletComparisonPlace *place = g_atomic_rc_box_new0 (InletComparisonPlace);

  place->account = g_object_ref (account);
  place->sandbox = g_strdup (sandbox);
  return place;
}

InletComparisonPlace *
inlet_comparison_place_ref (InletComparisonPlace *place)
{
  return g_atomic_rc_box_acquire (place);
}

void
inlet_comparison_place_unref (gpointer place)
{
  g_atomic_rc_box_release_full (place, place_clear);
}

InletComparisonPage *
inlet_comparison_page_new (InletComparisonPlace *place,
                           GPtrArray            *remotes)
{
  InletComparisonPage *page = g_new0 (InletComparisonPage, 1);

  page->place = inlet_comparison_place_ref (place);
  page->remotes = g_ptr_array_ref (remotes);
  return page;
}

void
inlet_comparison_page_free (InletComparisonPage *page)
{
  g_clear_pointer (&page->place, inlet_comparison_place_unref);
  g_clear_pointer (&page->remotes, g_ptr_array_unref);
  g_free (page);
}

InletComparisonPart *
inlet_comparison_part_new (void)
{
  InletComparisonPart *part = g_new0 (InletComparisonPart, 1);

  part->updated = g_ptr_array_new_with_free_func (g_object_unref);
  part->adopted = g_ptr_array_new_with_free_func (g_object_unref);
  part->gone = g_ptr_array_new_with_free_func (g_object_unref);
  return part;
}

void
inlet_comparison_part_free (InletComparisonPart *part)
{
  g_ptr_array_unref (part->updated);
  g_ptr_array_unref (part->adopted);
  g_ptr_array_unref (part->gone);
  g_free (part);
}

gboolean
inlet_comparison_read_last_revision (sqlite3              *db,
                                     InletComparisonPlace *place,
                                     GError              **error)
{
  return inlet_sqlite_read_int (db, "SELECT ifnull (max (revision), 0) FROM connection_changes",
                                &place->last_revision, error);
}

gboolean
inlet_comparison_note_touched (sqlite3              *db,
                               InletComparisonPlace *place,
                               GError              **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "INSERT OR REPLACE INTO temp.listed"
                          " SELECT ?1, connection_id, 1 FROM connection_changes"
                          "  WHERE revision > ?2", error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, place->number);
  sqlite3_bind_int64 (statement, 2, place->last_revision);
  if (inlet_sqlite_next (statement, &local_error) || local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The number is the next that the temporary table does not have; it has one row of each comparison
 * from the beginning. */
gpointer
inlet_comparison_begin (sqlite3       *db,
                        gpointer       data,
                        GCancellable  *cancellable,
                        GError       **error)
{
  InletComparisonPlace *place = data;

  if (!inlet_sqlite_execute (db,
                             "CREATE TEMP TABLE IF NOT EXISTS listed ("
                             "  number INTEGER NOT NULL, row_id INTEGER NOT NULL,"
                             "  is_touched INTEGER NOT NULL, PRIMARY KEY (number, row_id)"
                             ") WITHOUT ROWID;"
                             "INSERT INTO temp.listed"
                             "  SELECT ifnull (max (number), 0) + 1, 0, 0 FROM temp.listed;",
                             error) ||
      !inlet_sqlite_read_int (db, "SELECT max (number) FROM temp.listed", &place->number,
                              error) ||
      !inlet_sqlite_read_int (db, "SELECT ifnull (max (id), 0) FROM connections",
                              &place->last_row, error) ||
      !inlet_comparison_read_last_revision (db, place, error) ||
      !read_sandbox_type (db, place, error))
    return NULL;

  return g_atomic_rc_box_acquire (place);
}

gpointer
inlet_comparison_conclude (sqlite3       *db,
                           gpointer       data,
                           GCancellable  *cancellable,
                           GError       **error)
{
  InletComparisonPlace *place = data;
  g_autoptr (InletComparisonPart) part = inlet_comparison_part_new ();

  if (!inlet_comparison_note_touched (db, place, error) || !read_gone (db, place, part, error))
    return NULL;

  if (part->gone->len > 0 && !inlet_connection_row_update_many (db, part->gone, error))
    return NULL;

  part->is_last = part->gone->len < PART_SIZE;
  return inlet_comparison_read_last_revision (db, place, error) ? g_steal_pointer (&part) : NULL;
}

gpointer
inlet_comparison_forget (sqlite3       *db,
                         gpointer       data,
                         GCancellable  *cancellable,
                         GError       **error)
{
  InletComparisonPlace *place = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db, "DELETE FROM temp.listed WHERE number = ?", error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, place->number);
  if (!inlet_sqlite_next (statement, &local_error) && local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
