/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-recovery.h"

typedef struct sqlite3 sqlite3;

G_BEGIN_DECLS

/**
 * InletDatabase:
 *
 * The one file in which accounts, credentials (without their secrets) and the history are kept.
 *
 * All work on it is done by one thread of its own, job after job; the object belongs to the thread
 * that made it, and answers there. It follows changes by other processes.
 *
 * Signal `changed ()`: something was committed, by this or another process. Emitted in the
 * object's own main context, several changes at once as one.
 */
#define INLET_TYPE_DATABASE (inlet_database_get_type ())
G_DECLARE_FINAL_TYPE (InletDatabase, inlet_database, INLET, DATABASE, GObject)

/* Nothing is opened yet. Its folder is made, private to the user, when it is opened. */
InletDatabase *inlet_database_new         (const char           *path);
const char    *inlet_database_get_path    (InletDatabase        *self);

/* Opens, and brings the schema up to date in one transaction. Jobs may be started before it has
 * finished, or without it; when it has failed the next job tries again. One of
 * `INLET_ERROR_STORAGE…` when the file cannot be opened, or was written by a newer Inlet. A damaged
 * one is set aside, and what can be read of it is recovered; see inlet_database_get_recovery(). */
void           inlet_database_open_async  (InletDatabase        *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean       inlet_database_open_finish (InletDatabase        *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* What was recovered, when the database was found damaged as it was opened. For an opened one.
 * (nullable) (transfer none) */
const InletRecovery *
               inlet_database_get_recovery (InletDatabase       *self);

/**
 * InletDatabaseJob:
 *
 * Work on the database, in its thread. Returns the job's result (transfer full), or %NULL with
 * @error set; a job without a result returns %NULL and leaves @error alone.
 */
typedef gpointer (*InletDatabaseJob) (sqlite3       *db,
                                      gpointer       data,
                                      GCancellable  *cancellable,
                                      GError       **error);

/* Whether a job may write: then it is one `BEGIN IMMEDIATE` transaction, rolled back on error, and
 * durable before it answers; cancelled it can be only until it begins. A job that reads sees the
 * database as it was at one moment. */
typedef enum {
  INLET_DATABASE_READ,
  INLET_DATABASE_WRITE,
} InletDatabaseAccess;

/* @data is freed in the database's thread, before the answer. */
void           inlet_database_run_async   (InletDatabase        *self,
                                           InletDatabaseAccess   access,
                                           InletDatabaseJob      job,
                                           gpointer              data,
                                           GDestroyNotify        data_destroy,
                                           GDestroyNotify        result_destroy,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gpointer       inlet_database_run_finish  (InletDatabase        *self,
                                           GAsyncResult         *result,
                                           GError              **error);

/* Ends the thread, and waits for it: what was to be written is written, what was to be read is
 * answered with %G_IO_ERROR_CANCELLED, both in the main context. For the end of the program;
 * disposing of the object does it too. */
void           inlet_database_close       (InletDatabase        *self);

/* Sets one of `INLET_ERROR_STORAGE…` from what SQLite says of @db; always returns %NULL. */
gpointer       inlet_database_set_error   (sqlite3              *db,
                                           GError              **error);

G_END_DECLS
