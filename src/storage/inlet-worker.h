/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-database.h"
#include "inlet-recovery.h"

G_BEGIN_DECLS

/**
 * InletWorker:
 *
 * The thread of a [class@Database] and the connection to the file, which is opened and closed
 * there.
 *
 * It answers and reports in the main context that was the thread's default when it was made. It has
 * no reference to its owner, so that the owner's last one never drops in its thread.
 */
typedef struct _InletWorker InletWorker;

/* The file was opened; something was committed, by us or others. Several changes at once are
 * reported as one. */
typedef void (*InletWorkerReport) (GObject *owner);

InletWorker *inlet_worker_new      (const char          *path,
                                    GObject             *owner,
                                    InletWorkerReport    opened,
                                    InletWorkerReport    changed);
const char  *inlet_worker_get_path (InletWorker         *self);
/* What was recovered when the file was opened; once that was reported. (nullable) */
const InletRecovery *
             inlet_worker_get_recovery (InletWorker     *self);
/* Opens the file, then answers TRUE. @task: (transfer full) */
void         inlet_worker_open     (InletWorker         *self,
                                    GTask               *task);
/* Runs a job, then answers with its result. @task: (transfer full) */
void         inlet_worker_run      (InletWorker         *self,
                                    GTask               *task,
                                    InletDatabaseAccess  access,
                                    InletDatabaseJob     function,
                                    gpointer             data,
                                    GDestroyNotify       data_destroy,
                                    GDestroyNotify       result_destroy);
/* Looks whether others have committed. For a file that was opened. */
void         inlet_worker_look     (InletWorker         *self);
/* Does what is to be written, gives up what is to be read, closes the file, ends the thread, and
 * waits for all that. What is asked for later fails. */
void         inlet_worker_stop     (InletWorker         *self);
/* It was stopped. */
void         inlet_worker_unref    (InletWorker         *self);

G_END_DECLS
