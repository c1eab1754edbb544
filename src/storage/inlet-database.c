/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-database.h"

#include "inlet-sqlite.h"
#include "inlet-storage-error.h"
#include "inlet-worker.h"

#include <string.h>

/* Events of the file system come in this often at most, so that another process's storm of writes
 * is a breeze here. */
#define EVENT_INTERVAL_MS 100

struct _InletDatabase
{
  GObject       parent_instance;

  InletWorker  *worker;    /* (owned) */
  GFileMonitor *monitor;   /* (owned) (nullable) */
  gboolean      is_closed;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletDatabase, inlet_database, G_TYPE_OBJECT)

/* The database itself or its log: nobody else commits by writing to another file. */
static gboolean
is_of_database (InletDatabase *self,
                GFile         *file)
{
  const char *database = inlet_worker_get_path (self->worker);
  const char *path = g_file_peek_path (file);
  const char *rest;

  if (path == NULL || !g_str_has_prefix (path, database))
    return FALSE;

  rest = path + strlen (database);

  return *rest == '\0' || g_strcmp0 (rest, "-wal") == 0;
}

static void
on_folder_changed (GFileMonitor      *monitor,
                   GFile             *file,
                   GFile             *other_file,
                   GFileMonitorEvent  event,
                   gpointer           user_data)
{
  InletDatabase *self = INLET_DATABASE (user_data);

  if (is_of_database (self, file))
    inlet_worker_look (self->worker);
}

static void
on_opened (GObject *owner)
{
  InletDatabase *self = INLET_DATABASE (owner);
  g_autoptr (GFile) file = g_file_new_for_path (inlet_worker_get_path (self->worker));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GError) error = NULL;

  if (self->is_closed)
    return;

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL) {
    g_message ("What other processes change will not be noticed: %s", error->message);
    return;
  }

  g_file_monitor_set_rate_limit (self->monitor, EVENT_INTERVAL_MS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed), self,
                           G_CONNECT_DEFAULT);

  /* For what was committed before anybody watched. */
  inlet_worker_look (self->worker);
}

static void
on_changed (GObject *owner)
{
  g_signal_emit (owner, signals[SIGNAL_CHANGED], 0);
}

static void
inlet_database_dispose (GObject *object)
{
  inlet_database_close (INLET_DATABASE (object));

  G_OBJECT_CLASS (inlet_database_parent_class)->dispose (object);
}

static void
inlet_database_finalize (GObject *object)
{
  inlet_worker_unref (INLET_DATABASE (object)->worker);

  G_OBJECT_CLASS (inlet_database_parent_class)->finalize (object);
}

static void
inlet_database_class_init (InletDatabaseClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = inlet_database_dispose;
  object_class->finalize = inlet_database_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", INLET_TYPE_DATABASE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
inlet_database_init (InletDatabase *self)
{
}

InletDatabase *
inlet_database_new (const char *path)
{
  InletDatabase *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (INLET_TYPE_DATABASE, NULL);
  self->worker = inlet_worker_new (path, G_OBJECT (self), on_opened, on_changed);

  return self;
}

const char *
inlet_database_get_path (InletDatabase *self)
{
  g_return_val_if_fail (INLET_IS_DATABASE (self), NULL);

  return inlet_worker_get_path (self->worker);
}

void
inlet_database_open_async (InletDatabase       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (INLET_IS_DATABASE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_database_open_async);

  inlet_worker_open (self->worker, task);
}

gboolean
inlet_database_open_finish (InletDatabase  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const InletRecovery *
inlet_database_get_recovery (InletDatabase *self)
{
  g_return_val_if_fail (INLET_IS_DATABASE (self), NULL);

  return inlet_worker_get_recovery (self->worker);
}

void
inlet_database_run_async (InletDatabase       *self,
                          InletDatabaseAccess  access,
                          InletDatabaseJob     job,
                          gpointer             data,
                          GDestroyNotify       data_destroy,
                          GDestroyNotify       result_destroy,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (INLET_IS_DATABASE (self));
  g_return_if_fail (job != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_database_run_async);
  /* What was committed is not to be called cancelled. */
  g_task_set_check_cancellable (task, access == INLET_DATABASE_READ);

  inlet_worker_run (self->worker, task, access, job, data, data_destroy, result_destroy);
}

gpointer
inlet_database_run_finish (InletDatabase  *self,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_database_close (InletDatabase *self)
{
  g_return_if_fail (INLET_IS_DATABASE (self));

  self->is_closed = TRUE;
  g_clear_object (&self->monitor);
  inlet_worker_stop (self->worker);
}

gpointer
inlet_database_set_error (sqlite3  *db,
                          GError  **error)
{
  InletErrorCode code = inlet_storage_error_from_sqlite (db);

  if (sqlite3_errcode (db) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, sqlite3_errmsg (db));
  else if (code == INLET_ERROR_STORAGE_BUSY)
    g_set_error_literal (error, INLET_ERROR, code, "Another process holds the database");
  else
    g_set_error_literal (error, INLET_ERROR, code, sqlite3_errmsg (db));

  return NULL;
}
