/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-attempt.h"

#include "inlet-connection-error.h"
#include "inlet-connection-row.h"
#include "inlet-kept-sandboxes.h"
#include "inlet-row-lock.h"
#include "inlet-sqlite.h"
#include "inlet-standing.h"

#include <glib/gstdio.h>

struct _InletAttempt
{
  GObject          parent_instance;

  InletDatabase   *database;   /* (owned) */
  InletConnection *connection; /* (owned) */
  int              lock_fd;    /* (owned): holds the lock of the row for as long as it is open */
};

G_DEFINE_FINAL_TYPE (InletAttempt, inlet_attempt, G_TYPE_OBJECT)

/* What a job works with. */
typedef struct
{
  char            *path;       /* (owned): of the database */
  InletConnection *connection; /* (owned) (nullable) */
  gint64           row_id;
  gboolean         is_again;
} Work;

static Work *
work_new (InletDatabase   *database,
          InletConnection *connection,
          gint64           row_id)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (inlet_database_get_path (database));
  g_set_object (&work->connection, connection);
  work->row_id = row_id;

  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_clear_object (&work->connection);
  g_free (work);
}

static void
close_lock_file (InletAttempt *self)
{
  int fd = self->lock_fd;

  self->lock_fd = -1;
  if (fd >= 0)
    g_close (fd, NULL);
}

/* That there is no other is looked at in the transaction that writes the row, so that of two who
 * begin at once one is refused. The lock is taken before the row is committed, so that nobody ever
 * sees it sending and free. */
static gpointer
begin (sqlite3       *db,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  Work *work = data;
  g_autoptr (InletAttempt) self = g_object_new (INLET_TYPE_ATTEMPT, NULL);
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 row_id;

  if (!work->is_again && !inlet_standing_is_free (db, work->connection, error))
    return NULL;

  statement = inlet_connection_row_prepare_insert (db, error);
  if (statement == NULL)
    return NULL;

  connection = inlet_kept_sandboxes_add_type (db, work->connection, error);
  if (connection == NULL)
    return NULL;

  row_id = inlet_connection_row_insert (statement, connection, error);
  if (row_id == 0)
    return NULL;

  self->connection = inlet_connection_with_row_id (connection, row_id);
  self->lock_fd = inlet_row_lock_take (work->path, row_id, error);
  if (self->lock_fd < 0)
    return NULL;

  return g_steal_pointer (&self);
}

static gpointer
conclude (sqlite3       *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  Work *work = data;

  inlet_connection_row_update (db, work->row_id, work->connection, error);

  return NULL;
}

static GPtrArray *
read_sending (sqlite3  *db,
              GError  **error)
{
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS
                          " FROM connections WHERE state = 'sending'", error);

  return inlet_connection_row_read_all (statement, error);
}

static gboolean
settle_row (sqlite3          *db,
            InletConnection  *connection,
            GError          **error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_INTERRUPTED,
                                                        "The program ended before the answer came");
  g_autoptr (InletProblem) unknown = inlet_problem_with_certainty (problem,
                                                                   INLET_CERTAINTY_UNKNOWN);
  g_autoptr (InletConnection) settled = inlet_connection_with_problem (connection, unknown);

  return inlet_connection_row_update (db, inlet_connection_get_row_id (connection), settled, error);
}

static gboolean
settle_rows (sqlite3    *db,
             GPtrArray  *connections,
             int         fd,
             int        *n_settled,
             GError    **error)
{
  for (guint i = 0; i < connections->len; i++) {
    gint64 row_id = inlet_connection_get_row_id (connections->pdata[i]);
    gboolean is_taken = TRUE;

    if (!inlet_row_lock_look (fd, row_id, &is_taken, error))
      return FALSE;
    if (is_taken)
      continue;

    if (!settle_row (db, connections->pdata[i], error))
      return FALSE;
    *n_settled += 1;
  }

  return TRUE;
}

static gpointer
settle (sqlite3       *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) connections = read_sending (db, error);
  gboolean is_settled;
  int n_settled = 0;
  int fd;

  if (connections == NULL || connections->len == 0)
    return NULL;

  fd = inlet_row_lock_open (work->path, error);
  if (fd < 0)
    return NULL;

  is_settled = settle_rows (db, connections, fd, &n_settled, error);
  g_close (fd, NULL);

  return is_settled ? GINT_TO_POINTER (n_settled) : NULL;
}

/* Whoever is told of what is in the way should hear that its answer is lost, not that it is on its
 * way, once its process is gone. */
static gpointer
check (sqlite3       *db,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  Work *work = data;
  g_autoptr (GError) local_error = NULL;

  settle (db, data, cancellable, &local_error);
  if (local_error == NULL)
    return inlet_standing_find (db, work->connection, error);

  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletAttempt *attempt = inlet_database_run_finish (INLET_DATABASE (source), result, &error);

  if (attempt == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  attempt->database = g_object_ref (INLET_DATABASE (source));
  g_task_return_pointer (task, attempt, g_object_unref);
}

/* If it could not be written the lock is kept: the attempt lives, and may try again. */
static void
on_concluded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletAttempt *self = INLET_ATTEMPT (g_task_get_source_object (task));
  g_autoptr (GError) error = NULL;

  inlet_database_run_finish (INLET_DATABASE (source), result, &error);
  if (error != NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_set_object (&self->connection, g_task_get_task_data (task));
  close_lock_file (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer n_settled = inlet_database_run_finish (INLET_DATABASE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, GPOINTER_TO_INT (n_settled));
}

static void
inlet_attempt_finalize (GObject *object)
{
  InletAttempt *self = INLET_ATTEMPT (object);

  close_lock_file (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (inlet_attempt_parent_class)->finalize (object);
}

static void
inlet_attempt_class_init (InletAttemptClass *class)
{
  G_OBJECT_CLASS (class)->finalize = inlet_attempt_finalize;
}

static void
inlet_attempt_init (InletAttempt *self)
{
  self->lock_fd = -1;
}

void
inlet_attempt_check_async (InletDatabase       *database,
                           InletConnection     *connection,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  inlet_database_run_async (database, INLET_DATABASE_WRITE, check,
                            work_new (database, connection, 0), work_free, g_object_unref,
                            cancellable, callback, user_data);
}

gboolean
inlet_attempt_check_finish (InletDatabase  *database,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InletConnection) standing = NULL;

  standing = inlet_database_run_finish (database, result, &local_error);
  if (standing != NULL)
    local_error = inlet_connection_to_error (standing);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

void
inlet_attempt_begin_async (InletDatabase       *database,
                           InletConnection     *connection,
                           gboolean             is_again,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Work *work;
  GTask *task;

  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (INLET_IS_CONNECTION (connection));
  g_return_if_fail (inlet_connection_get_state (connection) == INLET_CONNECTION_SENDING);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_attempt_begin_async);
  /* A row that was written must reach whoever asked for it, and be concluded. */
  g_task_set_check_cancellable (task, FALSE);

  work = work_new (database, connection, 0);
  work->is_again = is_again;
  inlet_database_run_async (database, INLET_DATABASE_WRITE, begin, work, work_free, g_object_unref,
                            cancellable, on_begun, task);
}

InletAttempt *
inlet_attempt_begin_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletConnection *
inlet_attempt_get_connection (InletAttempt *self)
{
  g_return_val_if_fail (INLET_IS_ATTEMPT (self), NULL);

  return self->connection;
}

void
inlet_attempt_conclude_async (InletAttempt        *self,
                              InletConnection     *outcome,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  InletConnection *concluded;
  gint64 row_id;
  GTask *task;

  g_return_if_fail (INLET_IS_ATTEMPT (self));
  g_return_if_fail (INLET_IS_CONNECTION (outcome));
  g_return_if_fail (inlet_connection_get_state (outcome) != INLET_CONNECTION_SENDING);

  row_id = inlet_connection_get_row_id (self->connection);
  concluded = inlet_connection_with_row_id (outcome, row_id);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, inlet_attempt_conclude_async);
  g_task_set_task_data (task, concluded, g_object_unref);

  inlet_database_run_async (self->database, INLET_DATABASE_WRITE, conclude,
                            work_new (self->database, concluded, row_id), work_free, NULL,
                            NULL, on_concluded, task);
}

gboolean
inlet_attempt_conclude_finish (InletAttempt  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
inlet_attempt_settle_async (InletDatabase       *database,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (INLET_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_attempt_settle_async);

  inlet_database_run_async (database, INLET_DATABASE_WRITE, settle, work_new (database, NULL, 0),
                            work_free, NULL, cancellable, on_settled, task);
}

int
inlet_attempt_settle_finish (InletDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
