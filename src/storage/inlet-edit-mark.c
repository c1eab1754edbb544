/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-mark.h"

#include "inlet-connection-row.h"
#include "inlet-error.h"
#include "inlet-row-lock.h"

#include <glib/gstdio.h>

struct _InletEditMark
{
  GObject          parent_instance;

  char            *etag;       /* (owned) */
  InletConnection *intended;   /* (owned) */
  gint64           sent_at;
  int              lock_fd;    /* (owned): -1 for one that was only read */
};

G_DEFINE_FINAL_TYPE (InletEditMark, inlet_edit_mark, G_TYPE_OBJECT)

/* What a job works with. */
typedef struct
{
  char            *path;         /* (owned): of the database */
  InletConnection *connection;   /* (owned) */
  char            *etag;         /* (owned) (nullable) */
  InletEditMark   *mark;         /* (owned) (nullable): which keeps its lock as long */
  int              detail;       /* whether there are keys, or the outcome */
} Work;

static Work *
work_new (InletDatabase   *database,
          InletConnection *connection,
          const char      *etag,
          InletEditMark   *mark,
          int              detail)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (inlet_database_get_path (database));
  work->connection = g_object_ref (connection);
  work->etag = g_strdup (etag);
  g_set_object (&work->mark, mark);
  work->detail = detail;
  return work;
}

static void
work_free (Work *work)
{
  g_free (work->path);
  g_object_unref (work->connection);
  g_free (work->etag);
  g_clear_object (&work->mark);
  g_free (work);
}

static const char *
read_text (sqlite3_stmt *statement,
           int           column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* As @connection, but for what may be changed. */
static InletConnection *
read_intended (sqlite3_stmt    *statement,
               InletConnection *connection)
{
  InletConnectionFields fields = *inlet_connection_get_fields (connection);

  fields.name = read_text (statement, 2);
  fields.description = read_text (statement, 3);
  fields.credentials_id = read_text (statement, 4);
  fields.credentials_name = read_text (statement, 5);
  fields.access_key_id = read_text (statement, 6);
  return inlet_connection_new (&fields);
}

/* Whether nobody is at work on the row. */
static gboolean
is_left_behind (Work    *work,
                GError **error)
{
  gint64 row_id = INLET_ROW_LOCK_EDIT (inlet_connection_get_row_id (work->connection));
  int fd = inlet_row_lock_take (work->path, row_id, error);

  if (fd < 0)
    return FALSE;

  g_close (fd, NULL);
  return TRUE;
}

static gpointer
read_mark (sqlite3       *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Work *work = data;
  InletEditMark *self = NULL;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT etag, sent_at, name, description, credentials_id,"
                          " credentials_name, access_key_id FROM connection_edits"
                          " WHERE connection_id = ? AND sent_at IS NOT NULL", error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, inlet_connection_get_row_id (work->connection));
  if (!inlet_sqlite_next (statement, error) || !is_left_behind (work, error))
    return NULL;

  self = g_object_new (INLET_TYPE_EDIT_MARK, NULL);
  self->etag = g_strdup (read_text (statement, 0));
  self->sent_at = sqlite3_column_int64 (statement, 1);
  self->intended = read_intended (statement, work->connection);
  return self;
}

static gboolean
write_mark (sqlite3  *db,
            Work     *work,
            gint64    now,
            GError  **error)
{
  InletConnection *intended = work->connection;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "INSERT INTO connection_edits (connection_id, is_due, sent_at, etag,"
                          " has_keys, name, description, credentials_id, credentials_name,"
                          " access_key_id) VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                          " ON CONFLICT (connection_id) DO UPDATE SET sent_at = ?2, etag = ?3,"
                          " has_keys = ?4, name = ?5, description = ?6, credentials_id = ?7,"
                          " credentials_name = ?8, access_key_id = ?9", error);
  const char *texts[] = {
    inlet_connection_get_name (intended), inlet_connection_get_description (intended),
    inlet_connection_get_credentials_id (intended),
    inlet_connection_get_credentials_name (intended),
    inlet_connection_get_access_key_id (intended),
  };

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, inlet_connection_get_row_id (intended));
  sqlite3_bind_int64 (statement, 2, now);
  sqlite3_bind_text (statement, 3, work->etag, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, work->detail);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (statement, 5 + (int) i, texts[i], -1, SQLITE_STATIC);

  return inlet_sqlite_run (statement, error);
}

static gpointer
begin (sqlite3       *db,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  Work *work = data;
  gint64 row_id = INLET_ROW_LOCK_EDIT (inlet_connection_get_row_id (work->connection));
  g_autoptr (InletEditMark) self = g_object_new (INLET_TYPE_EDIT_MARK, NULL);

  self->sent_at = g_get_real_time () / G_USEC_PER_SEC;
  self->lock_fd = inlet_row_lock_take (work->path, row_id, error);
  if (self->lock_fd < 0 || !write_mark (db, work, self->sent_at, error))
    return NULL;

  self->etag = g_strdup (work->etag);
  self->intended = g_object_ref (work->connection);
  return g_steal_pointer (&self);
}

static gboolean
execute_for_row (sqlite3     *db,
                 const char  *sql,
                 gint64       row_id,
                 GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, row_id);
  return inlet_sqlite_run (statement, error);
}

/* Whether the mark of @work is still that of its row, and may be taken away. */
static gboolean
is_ours (sqlite3  *db,
         Work     *work,
         GError  **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (work->mark->lock_fd >= 0)
    return TRUE;

  statement = inlet_sqlite_prepare (db,
                                    "SELECT 1 FROM connection_edits WHERE connection_id = ?"
                                    " AND sent_at = ? AND etag = ?", error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, inlet_connection_get_row_id (work->connection));
  sqlite3_bind_int64 (statement, 2, work->mark->sent_at);
  sqlite3_bind_text (statement, 3, work->mark->etag, -1, SQLITE_STATIC);
  return inlet_sqlite_next (statement, error) && is_left_behind (work, error);
}

/* What is due stays so until it was made with the key. */
static gboolean
take_away (sqlite3  *db,
           Work     *work,
           GError  **error)
{
  gint64 row_id = inlet_connection_get_row_id (work->connection);

  return execute_for_row (db, work->detail == INLET_EDIT_MADE
                          ? "DELETE FROM connection_edits WHERE connection_id = ?"
                          " AND (is_due = 0 OR has_keys = 1)"
                          : "DELETE FROM connection_edits WHERE connection_id = ? AND is_due = 0",
                          row_id, error) &&
         execute_for_row (db, "UPDATE connection_edits SET sent_at = NULL, etag = NULL,"
                          " has_keys = 0 WHERE connection_id = ?", row_id, error);
}

static gpointer
settle (sqlite3       *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  Work *work = data;
  g_autoptr (GError) local_error = NULL;
  gboolean is_settled = TRUE;

  if (work->mark != NULL && !is_ours (db, work, &local_error)) {
    is_settled = local_error == NULL ||
                 g_error_matches (local_error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY);
  } else {
    is_settled = (work->detail == INLET_EDIT_REFUSED ||
                  inlet_connection_row_update (db, inlet_connection_get_row_id (work->connection),
                                               work->connection, &local_error)) &&
                 (work->mark == NULL || take_away (db, work, &local_error));
  }

  if (!is_settled)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return GINT_TO_POINTER (is_settled);
}

static gpointer
list (sqlite3       *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  /* CROSS: from the few marks to their rows, never through all rows for their marks. */
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS " FROM (SELECT connection_id"
                          "  FROM connection_edits WHERE sent_at IS NOT NULL)"
                          " CROSS JOIN connections ON connection_id = id"
                          " WHERE state = 'created' ORDER BY id", error);

  return inlet_connection_row_read_all (statement, error);
}

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletEditMark *mark = inlet_database_run_finish (INLET_DATABASE (source), result, &error);

  if (mark != NULL)
    g_task_return_pointer (task, mark, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
inlet_edit_mark_finalize (GObject *object)
{
  InletEditMark *self = INLET_EDIT_MARK (object);

  if (self->lock_fd >= 0)
    g_close (self->lock_fd, NULL);
  g_free (self->etag);
  g_clear_object (&self->intended);

  G_OBJECT_CLASS (inlet_edit_mark_parent_class)->finalize (object);
}

static void
inlet_edit_mark_class_init (InletEditMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_edit_mark_finalize;
}

static void
inlet_edit_mark_init (InletEditMark *self)
{
  self->lock_fd = -1;
}

void
inlet_edit_mark_read_async (InletDatabase       *database,
                            InletConnection     *connection,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  inlet_database_run_async (database, INLET_DATABASE_READ, read_mark,
                            work_new (database, connection, NULL, NULL, 0),
                            (GDestroyNotify) work_free, g_object_unref, cancellable, callback,
                            user_data);
}

InletEditMark *
inlet_edit_mark_read_finish (InletDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_edit_mark_begin_async (InletDatabase       *database,
                             InletConnection     *intended,
                             const char          *etag,
                             gboolean             has_keys,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (INLET_IS_CONNECTION (intended));
  g_return_if_fail (etag != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_edit_mark_begin_async);
  /* A mark that was written must reach whoever asked for it, and be settled. */
  g_task_set_check_cancellable (task, FALSE);
  inlet_database_run_async (database, INLET_DATABASE_WRITE, begin,
                            work_new (database, intended, etag, NULL, has_keys),
                            (GDestroyNotify) work_free, g_object_unref, cancellable, on_begun,
                            task);
}

InletEditMark *
inlet_edit_mark_begin_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_edit_mark_list_async (InletDatabase       *database,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  inlet_database_run_async (database, INLET_DATABASE_READ, list, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
inlet_edit_mark_list_finish (InletDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_edit_mark_settle_async (InletDatabase       *database,
                              InletEditMark       *mark,
                              InletConnection     *connection,
                              InletEditOutcome     outcome,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  inlet_database_run_async (database, INLET_DATABASE_WRITE, settle,
                            work_new (database, connection, NULL, mark, outcome),
                            (GDestroyNotify) work_free, NULL, NULL, callback, user_data);
}

gboolean
inlet_edit_mark_settle_finish (InletDatabase  *database,
                               GAsyncResult   *result,
                               GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}

const char *
inlet_edit_mark_get_etag (InletEditMark *self)
{
  g_return_val_if_fail (INLET_IS_EDIT_MARK (self), NULL);

  return self->etag;
}

InletConnection *
inlet_edit_mark_get_intended (InletEditMark *self)
{
  g_return_val_if_fail (INLET_IS_EDIT_MARK (self), NULL);

  return self->intended;
}

gint64
inlet_edit_mark_get_sent_at (InletEditMark *self)
{
  g_return_val_if_fail (INLET_IS_EDIT_MARK (self), 0);

  return self->sent_at;
}
