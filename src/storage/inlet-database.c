/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-database.h"

#include "inlet-error.h"
#include "inlet-sqlite.h"

#include <string.h>

/* Events of the file system come in this often at most, so that another process's storm of writes
 * is a breeze here. */
#define EVENT_INTERVAL_MS 100

typedef enum {
  JOB_OPEN,
  JOB_RUN,
  JOB_LOOK,
  JOB_STOP,
} JobKind;

/* What the object and its thread share. The thread has no reference to the object, so that the
 * object's last one never drops there. */
typedef struct
{
  char *path;
  GMainContext *context;
  GAsyncQueue *jobs;
  GWeakRef object;
  int is_closing;       /* (atomic) */
  int is_look_queued;   /* (atomic) */
  int is_change_posted; /* (atomic) */
  GMutex lock;
  sqlite3 *reading;     /* (unowned) (nullable) @db during a job that reads; behind @lock */

  /* Only for the thread. */
  sqlite3 *db;          /* (owned) (nullable) */
  gint64 data_version;  /* SQLite's count of what other connections have committed */
} Worker;

typedef struct
{
  JobKind kind;
  GTask *task;                   /* (owned) (nullable) */
  InletDatabaseAccess access;
  InletDatabaseJob function;
  gpointer data;                 /* (owned) (nullable) */
  GDestroyNotify data_destroy;
  GDestroyNotify result_destroy;
  gpointer result;               /* (owned) (nullable) */
  GError *error;                 /* (owned) (nullable) */
} Job;

struct _InletDatabase
{
  GObject parent_instance;

  Worker *worker;        /* (owned) */
  GThread *thread;       /* (owned) (nullable) */
  GFileMonitor *monitor; /* (owned) (nullable) */
  gboolean is_closed;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletDatabase, inlet_database, G_TYPE_OBJECT)

static void
clear_data (Job *job)
{
  gpointer data = g_steal_pointer (&job->data);

  if (data != NULL && job->data_destroy != NULL)
    job->data_destroy (data);
}

static void
clear_result (Job *job)
{
  gpointer result = g_steal_pointer (&job->result);

  if (result != NULL && job->result_destroy != NULL)
    job->result_destroy (result);
}

static void
job_free (Job *job)
{
  clear_data (job);
  clear_result (job);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (JobKind kind)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;

  return job;
}

static void
worker_clear (gpointer data)
{
  Worker *worker = data;

  g_free (worker->path);
  g_main_context_unref (worker->context);
  g_async_queue_unref (worker->jobs);
  g_weak_ref_clear (&worker->object);
  g_mutex_clear (&worker->lock);
}

static void
worker_unref (gpointer worker)
{
  g_atomic_rc_box_release_full (worker, worker_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Worker, worker_unref)

static Worker *
worker_new (const char *path)
{
  Worker *worker = g_atomic_rc_box_new0 (Worker);

  worker->path = g_canonicalize_filename (path, NULL);
  worker->context = g_main_context_ref_thread_default ();
  worker->jobs = g_async_queue_new ();
  g_weak_ref_init (&worker->object, NULL);
  g_mutex_init (&worker->lock);

  return worker;
}

/* Never g_main_context_invoke(), which calls at once, in the wrong thread, while nobody runs the
 * context. */
static void
post (Worker         *worker,
      GSourceFunc     function,
      gpointer        data,
      GDestroyNotify  destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, destroy);
  g_source_set_static_name (source, "InletDatabase");
  g_source_attach (source, worker->context);
}

static gboolean
on_change_posted (gpointer data)
{
  Worker *worker = data;
  g_autoptr (InletDatabase) self = g_weak_ref_get (&worker->object);

  /* Before it is told: what is committed from now on is told again. */
  g_atomic_int_set (&worker->is_change_posted, FALSE);
  if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
post_change (Worker *worker)
{
  if (g_atomic_int_compare_and_exchange (&worker->is_change_posted, FALSE, TRUE))
    post (worker, on_change_posted, g_atomic_rc_box_acquire (worker), worker_unref);
}

static gboolean
on_job_done (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->kind == JOB_OPEN)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_destroy);

  return G_SOURCE_REMOVE;
}

/* At most one look is waiting at any time, and it comes after whatever it was asked for. */
static void
push_look (Worker *worker)
{
  if (g_atomic_int_compare_and_exchange (&worker->is_look_queued, FALSE, TRUE))
    g_async_queue_push (worker->jobs, job_new (JOB_LOOK));
}

/* The database itself or its log: nobody else commits by writing to another file. */
static gboolean
is_of_database (Worker *worker,
                GFile  *file)
{
  const char *path = g_file_peek_path (file);
  const char *rest;

  if (path == NULL || !g_str_has_prefix (path, worker->path))
    return FALSE;

  rest = path + strlen (worker->path);

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

  if (is_of_database (self->worker, file))
    push_look (self->worker);
}

static void
follow_folder (InletDatabase *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->worker->path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL) {
    g_message ("What other processes change will not be noticed: %s", error->message);
    return;
  }

  g_file_monitor_set_rate_limit (self->monitor, EVENT_INTERVAL_MS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed), self,
                           G_CONNECT_DEFAULT);

  /* For what was committed before anybody watched. */
  push_look (self->worker);
}

static gboolean
on_opened (gpointer data)
{
  Worker *worker = data;
  g_autoptr (InletDatabase) self = g_weak_ref_get (&worker->object);

  if (self != NULL && !self->is_closed && self->monitor == NULL)
    follow_folder (self);

  return G_SOURCE_REMOVE;
}

static gboolean
ensure_open (Worker  *worker,
             GError **error)
{
  if (worker->db != NULL)
    return TRUE;

  worker->db = inlet_sqlite_open (worker->path, error);
  if (worker->db == NULL)
    return FALSE;

  if (!inlet_sqlite_read_int (worker->db, "PRAGMA data_version", &worker->data_version, error)) {
    g_clear_pointer (&worker->db, sqlite3_close_v2);
    return FALSE;
  }

  post (worker, on_opened, g_atomic_rc_box_acquire (worker), worker_unref);

  return TRUE;
}

static void
set_reading (Worker  *worker,
             sqlite3 *db)
{
  g_mutex_lock (&worker->lock);
  worker->reading = db;
  g_mutex_unlock (&worker->lock);
}

/* Reads that nobody will want are not begun; an outcome that is to be written is never thrown
 * away. */
static gboolean
is_wanted (Worker *worker,
           Job    *job)
{
  if (g_task_get_cancellable (job->task) != NULL &&
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    return FALSE;

  if (job->access == INLET_DATABASE_WRITE || !g_atomic_int_get (&worker->is_closing))
    return TRUE;

  g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The database is closing");

  return FALSE;
}

static void
run_in_transaction (Worker *worker,
                    Job    *job)
{
  gboolean is_write = job->access == INLET_DATABASE_WRITE;
  gint64 n_changes;

  if (!inlet_sqlite_begin (worker->db, is_write, &job->error))
    return;

  n_changes = sqlite3_total_changes64 (worker->db);
  job->result = job->function (worker->db, job->data, g_task_get_cancellable (job->task),
                               &job->error);

  if (job->error == NULL && inlet_sqlite_commit (worker->db, &job->error)) {
    if (sqlite3_total_changes64 (worker->db) != n_changes)
      post_change (worker);
    return;
  }

  inlet_sqlite_rollback (worker->db);
  clear_result (job);
}

static void
run (Worker *worker,
     Job    *job)
{
  if (!is_wanted (worker, job) || !ensure_open (worker, &job->error))
    return;

  if (job->kind == JOB_OPEN)
    return;

  set_reading (worker, job->access == INLET_DATABASE_READ ? worker->db : NULL);
  run_in_transaction (worker, job);
  set_reading (worker, NULL);
}

static void
look (Worker *worker)
{
  g_autoptr (GError) error = NULL;
  gint64 version;

  /* Before the look: for what comes later there is another one. */
  g_atomic_int_set (&worker->is_look_queued, FALSE);

  if (!inlet_sqlite_read_int (worker->db, "PRAGMA data_version", &version, &error)) {
    g_message ("Cannot see whether the database has changed: %s", error->message);
    return;
  }

  if (version == worker->data_version)
    return;

  worker->data_version = version;
  post_change (worker);
}

static gpointer
work (gpointer data)
{
  g_autoptr (Worker) worker = data;

  while (TRUE) {
    g_autoptr (Job) job = g_async_queue_pop (worker->jobs);

    switch (job->kind) {
      case JOB_OPEN:
      case JOB_RUN:
        run (worker, job);
        clear_data (job);
        post (worker, on_job_done, g_steal_pointer (&job), (GDestroyNotify) job_free);
        break;

      case JOB_LOOK:
        look (worker);
        break;

      case JOB_STOP:
        g_clear_pointer (&worker->db, sqlite3_close_v2);
        return NULL;
    }
  }
}

static void
push (InletDatabase *self,
      Job           *job)
{
  if (self->is_closed) {
    g_task_return_new_error (job->task, INLET_ERROR, INLET_ERROR_STORAGE,
                             "The database is closed");
    job_free (job);
    return;
  }

  if (self->thread == NULL)
    self->thread = g_thread_new ("database", work, g_atomic_rc_box_acquire (self->worker));

  g_async_queue_push (self->worker->jobs, job);
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
  worker_unref (INLET_DATABASE (object)->worker);

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
  self->worker = worker_new (path);
  g_weak_ref_set (&self->worker->object, self);

  return self;
}

const char *
inlet_database_get_path (InletDatabase *self)
{
  g_return_val_if_fail (INLET_IS_DATABASE (self), NULL);

  return self->worker->path;
}

void
inlet_database_open_async (InletDatabase       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Job *job;

  g_return_if_fail (INLET_IS_DATABASE (self));

  job = job_new (JOB_OPEN);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, inlet_database_open_async);

  push (self, job);
}

gboolean
inlet_database_open_finish (InletDatabase  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
inlet_database_run_async (InletDatabase       *self,
                          InletDatabaseAccess  access,
                          InletDatabaseJob     function,
                          gpointer             data,
                          GDestroyNotify       data_destroy,
                          GDestroyNotify       result_destroy,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Job *job;

  g_return_if_fail (INLET_IS_DATABASE (self));
  g_return_if_fail (function != NULL);

  job = job_new (JOB_RUN);
  job->access = access;
  job->function = function;
  job->data = data;
  job->data_destroy = data_destroy;
  job->result_destroy = result_destroy;
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, inlet_database_run_async);
  /* What was committed is not to be called cancelled. */
  g_task_set_check_cancellable (job->task, access == INLET_DATABASE_READ);

  push (self, job);
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

  if (self->thread == NULL)
    return;

  g_atomic_int_set (&self->worker->is_closing, TRUE);
  g_mutex_lock (&self->worker->lock);
  if (self->worker->reading != NULL)
    sqlite3_interrupt (self->worker->reading);
  g_mutex_unlock (&self->worker->lock);

  g_async_queue_push (self->worker->jobs, job_new (JOB_STOP));
  g_thread_join (g_steal_pointer (&self->thread));
}

gpointer
inlet_database_set_error (sqlite3  *db,
                          GError  **error)
{
  if (sqlite3_errcode (db) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, sqlite3_errmsg (db));
  else
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE, sqlite3_errmsg (db));

  return NULL;
}
