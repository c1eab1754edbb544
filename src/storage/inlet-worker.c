/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-worker.h"

#include "inlet-error.h"
#include "inlet-sqlite.h"

/* How many steps of its virtual machine SQLite takes before it asks whether to go on. */
#define STEPS_UNASKED 10000

struct _InletWorker
{
  char              *path;
  GMainContext      *context;          /* (owned) */
  GWeakRef           owner;
  InletWorkerReport  opened;
  InletWorkerReport  changed;

  GThread           *thread;           /* (owned) (nullable) */
  GAsyncQueue       *jobs;             /* (owned) */
  gboolean           is_stopped;       /* only for the owner's thread */
  int                is_stopping;      /* (atomic) */
  int                is_look_queued;   /* (atomic) */
  int                is_change_posted; /* (atomic) */

  /* Only for the thread. */
  sqlite3           *db;               /* (owned) (nullable) */
  gint64             data_version;     /* SQLite's count of what other connections have committed */
  InletRecovery     *recovery;         /* (owned) (nullable): for all, once opening is reported */
};

typedef enum {
  JOB_OPEN,
  JOB_RUN,
  JOB_LOOK,
  JOB_STOP,
} JobKind;

typedef struct
{
  JobKind              kind;
  GTask               *task;           /* (owned) (nullable) */
  InletDatabaseAccess  access;
  InletDatabaseJob     function;
  gpointer             data;           /* (owned) (nullable) */
  GDestroyNotify       data_destroy;
  GDestroyNotify       result_destroy;
  gpointer             result;         /* (owned) (nullable) */
  GError              *error;          /* (owned) (nullable) */
} Job;

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
  InletWorker *self = data;

  g_free (self->path);
  g_main_context_unref (self->context);
  g_weak_ref_clear (&self->owner);
  g_async_queue_unref (self->jobs);
  g_clear_pointer (&self->recovery, inlet_recovery_free);
}

static void
worker_unref (gpointer worker)
{
  g_atomic_rc_box_release_full (worker, worker_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletWorker, worker_unref)

/* Never g_main_context_invoke(), which calls at once, in the wrong thread, while nobody runs the
 * context. */
static void
post (InletWorker    *self,
      GSourceFunc     function,
      gpointer        data,
      GDestroyNotify  destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, destroy);
  g_source_set_static_name (source, "InletWorker");
  g_source_attach (source, self->context);
}

static gboolean
on_open_posted (gpointer data)
{
  InletWorker *self = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  if (owner != NULL)
    self->opened (owner);

  return G_SOURCE_REMOVE;
}

static gboolean
on_change_posted (gpointer data)
{
  InletWorker *self = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  /* Before it is told: what is committed from now on is told again. */
  g_atomic_int_set (&self->is_change_posted, FALSE);
  if (owner != NULL)
    self->changed (owner);

  return G_SOURCE_REMOVE;
}

static void
post_change (InletWorker *self)
{
  if (g_atomic_int_compare_and_exchange (&self->is_change_posted, FALSE, TRUE))
    post (self, on_change_posted, g_atomic_rc_box_acquire (self), worker_unref);
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

static gboolean
ensure_open (InletWorker  *self,
             GError      **error)
{
  if (self->db != NULL)
    return TRUE;

  self->db = inlet_sqlite_open (self->path, &self->recovery, error);
  if (self->db == NULL)
    return FALSE;

  if (!inlet_sqlite_read_int (self->db, "PRAGMA data_version", &self->data_version, error)) {
    g_clear_pointer (&self->db, sqlite3_close_v2);
    return FALSE;
  }

  post (self, on_open_posted, g_atomic_rc_box_acquire (self), worker_unref);

  return TRUE;
}

/* Asked by SQLite while a statement runs. A call of sqlite3_interrupt() just before it would be
 * lost. */
static int
is_to_be_ended (void *data)
{
  InletWorker *self = data;

  return g_atomic_int_get (&self->is_stopping);
}

/* Reads that nobody will want are not begun; an outcome that is to be written is never thrown
 * away. */
static gboolean
is_wanted (InletWorker *self,
           Job         *job)
{
  if (g_task_get_cancellable (job->task) != NULL &&
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    return FALSE;

  if (job->access == INLET_DATABASE_WRITE || !g_atomic_int_get (&self->is_stopping))
    return TRUE;

  g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "The database is being closed");

  return FALSE;
}

static void
run_in_transaction (InletWorker *self,
                    Job         *job)
{
  gboolean is_write = job->access == INLET_DATABASE_WRITE;
  gint64 n_changes;

  if (!inlet_sqlite_begin (self->db, is_write, &job->error))
    return;

  n_changes = sqlite3_total_changes64 (self->db);
  job->result = job->function (self->db, job->data, g_task_get_cancellable (job->task),
                               &job->error);

  if (job->error == NULL && inlet_sqlite_commit (self->db, &job->error)) {
    if (sqlite3_total_changes64 (self->db) != n_changes)
      post_change (self);
    return;
  }

  inlet_sqlite_rollback (self->db);
  clear_result (job);
}

static void
run (InletWorker *self,
     Job         *job)
{
  if (!is_wanted (self, job) || !ensure_open (self, &job->error))
    return;

  if (job->kind == JOB_OPEN)
    return;

  sqlite3_progress_handler (self->db, STEPS_UNASKED,
                            job->access == INLET_DATABASE_READ ? is_to_be_ended : NULL, self);
  run_in_transaction (self, job);

  /* It is not recovered under the eyes of those who have read from it. */
  if (g_error_matches (job->error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED))
    inlet_recovery_mark (self->path);
}

static void
look (InletWorker *self)
{
  g_autoptr (GError) error = NULL;
  gint64 version;

  /* Before the look: for what comes later there is another one. */
  g_atomic_int_set (&self->is_look_queued, FALSE);

  if (!inlet_sqlite_read_int (self->db, "PRAGMA data_version", &version, &error)) {
    g_message ("Cannot see whether the database has changed: %s", error->message);
    return;
  }

  if (version == self->data_version)
    return;

  self->data_version = version;
  post_change (self);
}

static gpointer
work (gpointer data)
{
  g_autoptr (InletWorker) self = data;

  while (TRUE) {
    g_autoptr (Job) job = g_async_queue_pop (self->jobs);

    switch (job->kind) {
      case JOB_OPEN:
      case JOB_RUN:
        run (self, job);
        clear_data (job);
        post (self, on_job_done, g_steal_pointer (&job), (GDestroyNotify) job_free);
        break;

      case JOB_LOOK:
        look (self);
        break;

      case JOB_STOP:
        g_clear_pointer (&self->db, sqlite3_close_v2);
        return NULL;
    }
  }
}

static void
push (InletWorker *self,
      Job         *job)
{
  if (self->is_stopped) {
    g_task_return_new_error (job->task, INLET_ERROR, INLET_ERROR_STORAGE,
                             "The database is closed");
    job_free (job);
    return;
  }

  if (self->thread == NULL)
    self->thread = g_thread_new ("database", work, g_atomic_rc_box_acquire (self));

  g_async_queue_push (self->jobs, job);
}

InletWorker *
inlet_worker_new (const char        *path,
                  GObject           *owner,
                  InletWorkerReport  opened,
                  InletWorkerReport  changed)
{
  InletWorker *self = g_atomic_rc_box_new0 (InletWorker);

  self->path = g_canonicalize_filename (path, NULL);
  self->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&self->owner, owner);
  self->opened = opened;
  self->changed = changed;
  self->jobs = g_async_queue_new ();

  return self;
}

const char *
inlet_worker_get_path (InletWorker *self)
{
  return self->path;
}

const InletRecovery *
inlet_worker_get_recovery (InletWorker *self)
{
  return self->recovery;
}

void
inlet_worker_open (InletWorker *self,
                   GTask       *task)
{
  Job *job = job_new (JOB_OPEN);

  job->task = task;
  push (self, job);
}

void
inlet_worker_run (InletWorker         *self,
                  GTask               *task,
                  InletDatabaseAccess  access,
                  InletDatabaseJob     function,
                  gpointer             data,
                  GDestroyNotify       data_destroy,
                  GDestroyNotify       result_destroy)
{
  Job *job = job_new (JOB_RUN);

  job->task = task;
  job->access = access;
  job->function = function;
  job->data = data;
  job->data_destroy = data_destroy;
  job->result_destroy = result_destroy;
  push (self, job);
}

/* At most one look is waiting at any time, and it comes after whatever it was asked for. */
void
inlet_worker_look (InletWorker *self)
{
  if (g_atomic_int_compare_and_exchange (&self->is_look_queued, FALSE, TRUE))
    g_async_queue_push (self->jobs, job_new (JOB_LOOK));
}

void
inlet_worker_stop (InletWorker *self)
{
  self->is_stopped = TRUE;
  if (self->thread == NULL)
    return;

  g_atomic_int_set (&self->is_stopping, TRUE);
  g_async_queue_push (self->jobs, job_new (JOB_STOP));
  g_thread_join (g_steal_pointer (&self->thread));
}

void
inlet_worker_unref (InletWorker *self)
{
  worker_unref (self);
}
