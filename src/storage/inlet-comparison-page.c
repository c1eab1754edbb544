/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-comparison-jobs.h"

#include "inlet-connection-row.h"
#include "inlet-draft.h"
#include "inlet-error.h"

typedef struct
{
  /* Prepared once for all items of the page. */
  sqlite3_stmt *find;
  sqlite3_stmt *doubt;
  sqlite3_stmt *note;

  /* What is to be written at once. */
  GPtrArray    *adopted;        /* (owned) (element-type InletConnection) */
  GPtrArray    *changed;        /* (owned) (element-type InletConnection) */
  GHashTable   *remote_ids;     /* (owned): a set of theirs, which they own */
} Work;

static void
work_clear (Work *work)
{
  sqlite3_finalize (work->find);
  sqlite3_finalize (work->doubt);
  sqlite3_finalize (work->note);
  g_clear_pointer (&work->remote_ids, g_hash_table_unref);
  g_clear_pointer (&work->adopted, g_ptr_array_unref);
  g_clear_pointer (&work->changed, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
work_begin (Work     *work,
            sqlite3  *db,
            GError  **error)
{
  work->find =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS ","
                          "  ifnull ((SELECT is_touched FROM temp.listed"
                          "   WHERE number = ?2 AND row_id = connections.id), 0)"
                          " FROM connections WHERE remote_id = ?1 ORDER BY id LIMIT 1", error);
  if (work->find == NULL)
    return FALSE;

  work->doubt =
    inlet_sqlite_prepare (db,
                          "SELECT 1 FROM connections WHERE state = 'sending'"
                          "   AND name = ?1 AND sandbox = ?2"
                          " UNION ALL SELECT 1 FROM connections WHERE state = 'uncertain'"
                          "   AND name = ?1 AND sandbox = ?2", error);
  if (work->doubt == NULL)
    return FALSE;

  work->note =
    inlet_sqlite_prepare (db, "INSERT OR IGNORE INTO temp.listed VALUES (?, ?, 0)", error);
  if (work->note == NULL)
    return FALSE;

  work->adopted = g_ptr_array_new_with_free_func (g_object_unref);
  work->changed = g_ptr_array_new_with_free_func (g_object_unref);
  work->remote_ids = g_hash_table_new (g_str_hash, g_str_equal);
  return TRUE;
}

static gboolean
note (Work                 *work,
      InletComparisonPlace *place,
      gint64                row_id,
      GError              **error)
{
  g_autoptr (GError) local_error = NULL;

  sqlite3_bind_int64 (work->note, 1, place->number);
  sqlite3_bind_int64 (work->note, 2, row_id);
  inlet_sqlite_next (work->note, &local_error);
  sqlite3_reset (work->note);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* (nullable) (transfer full): the row that has the ID at Adobe. */
static InletConnection *
find_row (Work                 *work,
          InletComparisonPlace *place,
          const char           *remote_id,
          gboolean             *is_touched,
          GError              **error)
{
  sqlite3_stmt *statement = work->find;
  InletConnection *row = NULL;

  sqlite3_bind_text (statement, 1, remote_id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, place->number);
  if (inlet_sqlite_next (statement, error)) {
    row = inlet_connection_row_read (statement);
    *is_touched = sqlite3_column_int (statement, sqlite3_column_count (statement) - 1) != 0;
  }

  sqlite3_reset (statement);
  return row;
}

/* Whether it may be what became of a row without an answer: to adopt it would be to say that it was
 * not. */
static gboolean
may_be_in_doubt (Work                 *work,
                 InletComparisonPlace *place,
                 InletRemote          *remote,
                 GError              **error)
{
  gboolean is_found;

  sqlite3_bind_text (work->doubt, 1, inlet_remote_get_name (remote), -1, SQLITE_STATIC);
  sqlite3_bind_text (work->doubt, 2, place->sandbox, -1, SQLITE_STATIC);
  is_found = inlet_sqlite_next (work->doubt, error);
  sqlite3_reset (work->doubt);
  return is_found;
}

static gboolean
is_same (InletConnection *a,
         InletConnection *b)
{
  return inlet_connection_get_state (a) == inlet_connection_get_state (b) &&
         g_strcmp0 (inlet_connection_get_etag (a), inlet_connection_get_etag (b)) == 0 &&
         g_strcmp0 (inlet_connection_get_name (a), inlet_connection_get_name (b)) == 0 &&
         g_strcmp0 (inlet_connection_get_description (a),
                    inlet_connection_get_description (b)) == 0;
}

/* @connection: (transfer full) */
static void
set_down (Work            *work,
          GPtrArray       *place,
          InletConnection *connection)
{
  g_ptr_array_add (place, connection);
  g_hash_table_add (work->remote_ids, (char *) inlet_connection_get_remote_id (connection));
}

static void
compare_known (Work                 *work,
               InletComparisonPlace *place,
               InletConnection      *row,
               InletRemote          *remote,
               InletComparisonPart  *part)
{
  const char *org_id = inlet_connection_get_org_id (row);
  g_autoptr (InletConnection) now = inlet_connection_with_remote (row, remote);
  g_autoptr (InletConnection) updated =
    inlet_connection_with_org_id (now, org_id != NULL ? org_id
                                                      : inlet_account_get_org_id (place->account));
  gboolean is_unchanged = is_same (row, updated);

  /* A row that does not say of which organization it is learns it here. */
  if (!is_unchanged || org_id == NULL)
    set_down (work, work->changed, g_object_ref (updated));

  if (is_unchanged)
    part->n_unchanged++;
  else
    g_ptr_array_add (part->updated, g_steal_pointer (&updated));
}

static void
adopt (Work                 *work,
       InletComparisonPlace *place,
       InletRemote          *remote)
{
  g_autoptr (InletConnection) adopted =
    inlet_connection_new_adopted (remote, place->account, place->sandbox,
                                  g_get_real_time () / G_USEC_PER_SEC);

  set_down (work, work->adopted,
            inlet_connection_with_sandbox_type (adopted, place->sandbox_type));
}

static gboolean
write_adopted (sqlite3              *db,
               Work                 *work,
               InletComparisonPlace *place,
               InletComparisonPart  *part,
               GError              **error)
{
  gint64 first = 0;

  if (work->adopted->len == 0)
    return TRUE;

  first = inlet_connection_row_insert_many (db, work->adopted, error);
  if (first == 0)
    return FALSE;

  for (guint i = 0; i < work->adopted->len; i++) {
    if (!note (work, place, first + i, error))
      return FALSE;
    g_ptr_array_add (part->adopted,
                     inlet_connection_with_row_id (work->adopted->pdata[i], first + i));
  }

  return TRUE;
}

static gboolean
write_down (sqlite3              *db,
            Work                 *work,
            InletComparisonPlace *place,
            InletComparisonPart  *part,
            GError              **error)
{
  if (!write_adopted (db, work, place, part, error) ||
      (work->changed->len > 0 && !inlet_connection_row_update_many (db, work->changed, error)))
    return FALSE;

  g_hash_table_remove_all (work->remote_ids);
  g_ptr_array_set_size (work->adopted, 0);
  g_ptr_array_set_size (work->changed, 0);
  return TRUE;
}

/* Filters are not for the service alone to keep to. */
static gboolean
is_of_s3 (InletRemote *remote)
{
  const char *spec_id = inlet_remote_get_spec_id (remote);

  return *spec_id == '\0' || g_str_equal (spec_id, INLET_S3_SPEC_ID);
}

static gboolean
compare_unknown (Work                 *work,
                 InletComparisonPlace *place,
                 InletRemote          *remote,
                 InletComparisonPart  *part,
                 GError              **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!is_of_s3 (remote))
    return TRUE;

  if (may_be_in_doubt (work, place, remote, &local_error))
    part->n_left++;
  else if (local_error == NULL)
    adopt (work, place, remote);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* One that is twice in the page is known the second time, as it was the first. */
static gboolean
compare_one (sqlite3              *db,
             Work                 *work,
             InletComparisonPlace *place,
             InletRemote          *remote,
             InletComparisonPart  *part,
             GError              **error)
{
  const char *remote_id = inlet_receipt_get_remote_id (inlet_remote_get_receipt (remote));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InletConnection) row = NULL;
  gboolean is_touched = FALSE;

  if (g_hash_table_contains (work->remote_ids, remote_id) &&
      !write_down (db, work, place, part, error))
    return FALSE;

  row = find_row (work, place, remote_id, &is_touched, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if (row == NULL)
    return compare_unknown (work, place, remote, part, error);

  if (is_touched) {
    part->n_left++;
    return TRUE;
  }

  if (!note (work, place, inlet_connection_get_row_id (row), error))
    return FALSE;

  compare_known (work, place, row, remote, part);
  return TRUE;
}

static gboolean
is_from_here (InletComparisonPlace *place,
              InletRemote          *remote,
              GError              **error)
{
  const char *org_id = inlet_remote_get_org_id (remote);
  const char *sandbox = inlet_remote_get_sandbox (remote);

  if ((*org_id == '\0' || g_str_equal (org_id, inlet_account_get_org_id (place->account))) &&
      (*sandbox == '\0' || g_str_equal (sandbox, place->sandbox)))
    return TRUE;

  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_BAD_REPLY,
                       "The list has a connection of another organization or sandbox");
  return FALSE;
}

/* From the last, which is the oldest: the history has the newest last. */
gpointer
inlet_comparison_add (sqlite3       *db,
                      gpointer       data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  InletComparisonPage *page = data;
  g_autoptr (InletComparisonPart) part = inlet_comparison_part_new ();
  g_auto (Work) work = { NULL };

  if (!inlet_comparison_note_touched (db, page->place, error) || !work_begin (&work, db, error))
    return NULL;

  for (guint i = page->remotes->len; i > 0; i--) {
    InletRemote *remote = page->remotes->pdata[i - 1];

    if (!is_from_here (page->place, remote, error) ||
        !compare_one (db, &work, page->place, remote, part, error))
      return NULL;
  }

  if (!write_down (db, &work, page->place, part, error) ||
      !inlet_comparison_read_last_revision (db, page->place, error))
    return NULL;

  return g_steal_pointer (&part);
}
