/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-comparison-jobs.h"

#include "inlet-connection-row.h"
#include "inlet-draft.h"
#include "inlet-error.h"

/* The statements of a page, prepared once for all of its items. */
typedef struct
{
  sqlite3_stmt *find;
  sqlite3_stmt *doubt;
  sqlite3_stmt *note;
  sqlite3_stmt *insert;
} Statements;

static void
statements_clear (Statements *statements)
{
  sqlite3_finalize (statements->find);
  sqlite3_finalize (statements->doubt);
  sqlite3_finalize (statements->note);
  sqlite3_finalize (statements->insert);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Statements, statements_clear)

static gboolean
statements_prepare (Statements  *statements,
                    sqlite3     *db,
                    GError     **error)
{
  statements->find =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS ","
                          "  ifnull ((SELECT is_touched FROM temp.listed"
                          "   WHERE number = ?2 AND row_id = connections.id), 0)"
                          " FROM connections WHERE remote_id = ?1 ORDER BY id LIMIT 1", error);
  if (statements->find == NULL)
    return FALSE;

  statements->doubt =
    inlet_sqlite_prepare (db,
                          "SELECT 1 FROM connections WHERE state = 'sending'"
                          "   AND name = ?1 AND sandbox = ?2"
                          " UNION ALL SELECT 1 FROM connections WHERE state = 'uncertain'"
                          "   AND name = ?1 AND sandbox = ?2", error);
  if (statements->doubt == NULL)
    return FALSE;

  statements->note =
    inlet_sqlite_prepare (db, "INSERT OR IGNORE INTO temp.listed VALUES (?, ?, 0)", error);
  if (statements->note == NULL)
    return FALSE;

  statements->insert = inlet_connection_row_prepare_insert (db, error);
  return statements->insert != NULL;
}

static gboolean
note (Statements           *statements,
      InletComparisonPlace *place,
      gint64                row_id,
      GError              **error)
{
  g_autoptr (GError) local_error = NULL;

  sqlite3_bind_int64 (statements->note, 1, place->number);
  sqlite3_bind_int64 (statements->note, 2, row_id);
  inlet_sqlite_next (statements->note, &local_error);
  sqlite3_reset (statements->note);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* (nullable) (transfer full): the row that has the ID of @remote. */
static InletConnection *
find_row (Statements           *statements,
          InletComparisonPlace *place,
          InletRemote          *remote,
          gboolean             *is_touched,
          GError              **error)
{
  const char *remote_id = inlet_receipt_get_remote_id (inlet_remote_get_receipt (remote));
  sqlite3_stmt *statement = statements->find;
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
may_be_in_doubt (Statements           *statements,
                 InletComparisonPlace *place,
                 InletRemote          *remote,
                 GError              **error)
{
  gboolean is_found;

  sqlite3_bind_text (statements->doubt, 1, inlet_remote_get_name (remote), -1, SQLITE_STATIC);
  sqlite3_bind_text (statements->doubt, 2, place->sandbox, -1, SQLITE_STATIC);
  is_found = inlet_sqlite_next (statements->doubt, error);
  sqlite3_reset (statements->doubt);
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

static gboolean
compare_known (sqlite3              *db,
               InletComparisonPlace *place,
               InletConnection      *row,
               InletRemote          *remote,
               InletComparisonPart  *part,
               GError              **error)
{
  const char *org_id = inlet_connection_get_org_id (row);
  g_autoptr (InletConnection) now = inlet_connection_with_remote (row, remote);
  g_autoptr (InletConnection) updated =
    inlet_connection_with_org_id (now, org_id != NULL ? org_id
                                                      : inlet_account_get_org_id (place->account));
  gboolean is_unchanged = is_same (row, updated);

  /* A row that does not say of which organization it is learns it here. */
  if ((!is_unchanged || org_id == NULL) &&
      !inlet_connection_row_update (db, inlet_connection_get_row_id (row), updated, error))
    return FALSE;

  if (is_unchanged)
    part->n_unchanged++;
  else
    g_ptr_array_add (part->updated, g_steal_pointer (&updated));
  return TRUE;
}

/* The row ID, 0 on error. */
static gint64
adopt (Statements           *statements,
       InletComparisonPlace *place,
       InletRemote          *remote,
       InletComparisonPart  *part,
       GError              **error)
{
  g_autoptr (InletConnection) adopted =
    inlet_connection_new_adopted (remote, place->account, place->sandbox,
                                  g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (InletConnection) typed =
    inlet_connection_with_sandbox_type (adopted, place->sandbox_type);
  gint64 row_id = inlet_connection_row_insert (statements->insert, typed, error);

  if (row_id > 0)
    g_ptr_array_add (part->adopted, inlet_connection_with_row_id (typed, row_id));
  return row_id;
}

/* Filters are not for the service alone to keep to. */
static gboolean
is_of_s3 (InletRemote *remote)
{
  const char *spec_id = inlet_remote_get_spec_id (remote);

  return *spec_id == '\0' || g_str_equal (spec_id, INLET_S3_SPEC_ID);
}

static gboolean
compare_unknown (Statements           *statements,
                 InletComparisonPlace *place,
                 InletRemote          *remote,
                 InletComparisonPart  *part,
                 GError              **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 row_id = 0;

  if (!is_of_s3 (remote))
    return TRUE;

  if (may_be_in_doubt (statements, place, remote, &local_error)) {
    part->n_left++;
    return TRUE;
  }

  if (local_error == NULL)
    row_id = adopt (statements, place, remote, part, &local_error);
  if (local_error == NULL)
    return note (statements, place, row_id, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
compare_one (sqlite3              *db,
             Statements           *statements,
             InletComparisonPlace *place,
             InletRemote          *remote,
             InletComparisonPart  *part,
             GError              **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_touched = FALSE;
  g_autoptr (InletConnection) row = find_row (statements, place, remote, &is_touched,
                                              &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if (row == NULL)
    return compare_unknown (statements, place, remote, part, error);

  if (is_touched) {
    part->n_left++;
    return TRUE;
  }

  return note (statements, place, inlet_connection_get_row_id (row), error) &&
         compare_known (db, place, row, remote, part, error);
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
  g_auto (Statements) statements = { NULL };

  if (!inlet_comparison_note_touched (db, page->place,
                                      error) || !statements_prepare (&statements, db, error))
    return NULL;

  for (guint i = page->remotes->len; i > 0; i--) {
    InletRemote *remote = page->remotes->pdata[i - 1];

    if (!is_from_here (page->place, remote, error) ||
        !compare_one (db, &statements, page->place, remote, part, error))
      return NULL;
  }

  return inlet_comparison_read_last_revision (db, page->place,
                                              error) ? g_steal_pointer (&part) : NULL;
}
