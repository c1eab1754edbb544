/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-recovery.h"

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

/* SQLite in the manners of GLib: for jobs of [class@Database], in its thread. Errors are those of
 * inlet_database_set_error(). */

/* Opens the file at @path, which is made, in a folder that is made, private to the user; brings its
 * schema up to date. Waits for other processes. A damaged one is recovered first, and @recovery
 * then set, (transfer full), even when that was of no help. (transfer full) */
sqlite3      *inlet_sqlite_open     (const char     *path,
                                     InletRecovery **recovery,
                                     GError        **error);

/* Opens the file at @path only to read, as it is: it is neither made nor recovered nor brought up
 * to date, and nobody is waited for. `INLET_ERROR_STORAGE…` where it needs that. (transfer full) */
sqlite3      *inlet_sqlite_open_to_look (const char  *path,
                                         GError     **error);

/* Begin and end a transaction. To begin waits for other processes, so that what is done inside
 * never meets a locked database. Rolling back is also right where SQLite has done so already. */
gboolean      inlet_sqlite_begin    (sqlite3       *db,
                                     gboolean       is_write,
                                     GError       **error);
gboolean      inlet_sqlite_commit   (sqlite3       *db,
                                     GError       **error);
void          inlet_sqlite_rollback (sqlite3       *db);

/* Statements without values or results. */
gboolean      inlet_sqlite_execute  (sqlite3       *db,
                                     const char    *sql,
                                     GError       **error);

sqlite3_stmt *inlet_sqlite_prepare  (sqlite3       *db,
                                     const char    *sql,
                                     GError       **error);
/* TRUE when there is a row (more); FALSE at the end, or with @error set. */
gboolean      inlet_sqlite_next     (sqlite3_stmt  *statement,
                                     GError       **error);
/* Appends to @row_ids, of gint64, the first value of each row that @statement still gives, until
 * @cancellable (nullable) is cancelled, which is no error here. */
gboolean      inlet_sqlite_read_ids (sqlite3_stmt  *statement,
                                     GArray        *row_ids,
                                     GCancellable  *cancellable,
                                     GError       **error);
/* Runs @statement, which gives no rows. */
gboolean      inlet_sqlite_run      (sqlite3_stmt  *statement,
                                     GError       **error);
/* The first value of the only row of @sql. */
gboolean      inlet_sqlite_read_int (sqlite3       *db,
                                     const char    *sql,
                                     gint64        *value,
                                     GError       **error);

G_END_DECLS
