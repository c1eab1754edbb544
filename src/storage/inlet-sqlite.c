/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sqlite.h"

#include "inlet-database.h"
#include "inlet-schema.h"
#include "inlet-storage-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* SQLite waits by itself, but not always: it gives up at once where it fears a deadlock (two
 * processes that turn on the write-ahead log together). So it is asked again, until this much time
 * has passed. */
#define BUSY_TIMEOUT_MS 1000
#define PATIENCE (30 * G_USEC_PER_SEC)
#define BREATH (5 * G_TIME_SPAN_MILLISECOND)

static gboolean
is_contended (sqlite3 *db)
{
  int code = sqlite3_errcode (db) & 0xff;

  return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

/* Whether to try again after a failure; @error is then cleared. */
static gboolean
should_retry (sqlite3  *db,
              gint64    deadline,
              GError  **error)
{
  if (!is_contended (db) || g_get_monotonic_time () > deadline)
    return FALSE;

  g_clear_error (error);
  g_usleep (BREATH);

  return TRUE;
}

/* SQLite would make the file readable for all, and the files beside it like the file. */
static gboolean
make_private_file (const char  *path,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, INLET_ERROR, inlet_storage_error_from_errno (errno),
                 "Cannot make the folder “%s”: %s", folder, g_strerror (errno));
    return FALSE;
  }

  /* Never opened when it is there: to close it would drop the locks that another connection of
   * this process has on it. */
  fd = g_open (path, O_CREAT | O_EXCL | O_CLOEXEC | O_RDWR, 0600);
  if (fd >= 0)
    return g_close (fd, error);

  if (errno == EEXIST)
    return TRUE;

  g_set_error (error, INLET_ERROR, inlet_storage_error_from_errno (errno),
               "Cannot make the file “%s”: %s", path, g_strerror (errno));

  return FALSE;
}

static gboolean
turn_on_log (sqlite3  *db,
             GError  **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, "PRAGMA journal_mode = WAL",
                                                             error);

  if (statement == NULL)
    return FALSE;

  if (sqlite3_step (statement) != SQLITE_ROW) {
    inlet_database_set_error (db, error);
    return FALSE;
  }

  if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "wal") != 0) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE,
                         "The database cannot use a write-ahead log here");
    return FALSE;
  }

  return TRUE;
}

static gboolean
upgrade (sqlite3  *db,
         GError  **error)
{
  g_autoptr (GError) local_error = NULL;

  if (inlet_schema_is_current (db, &local_error))
    return TRUE;

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  if (!inlet_sqlite_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (inlet_schema_upgrade (db, error) && inlet_sqlite_commit (db, error))
    return TRUE;

  inlet_sqlite_rollback (db);

  return FALSE;
}

static gboolean
configure (sqlite3  *db,
           GError  **error)
{
  /* Recursive triggers: so that REPLACE fires those against deleting. */
  return turn_on_log (db, error) &&
         inlet_sqlite_execute (db,
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA recursive_triggers = ON;"
                               "PRAGMA journal_size_limit = 4194304;",
                               error) &&
         upgrade (db, error);
}

/* What SQLite says of a damaged header is not always that it is damaged. Our own statements are
 * right, so an error in one comes from what is in the file; and a file that may be written and is
 * called read-only says so itself. */
static gboolean
is_damaged (sqlite3      *db,
            const char   *path,
            const GError *error)
{
  switch (error->code) {
    case INLET_ERROR_STORAGE_DAMAGED:
      return TRUE;
    case INLET_ERROR_STORAGE:
      return sqlite3_extended_errcode (db) == SQLITE_ERROR;
    case INLET_ERROR_STORAGE_DENIED:
      return sqlite3_extended_errcode (db) == SQLITE_READONLY && g_access (path, W_OK) == 0;
    default:
      return FALSE;
  }
}

/* SQLite throws away the log of a file that is empty. It never makes a log before the file has its
 * first page, so that what is in the log is all that is left. */
static gboolean
has_lost_all_but_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size == 0 &&
         g_stat (log, &status) == 0 && status.st_size > 0;
}

/* Between opening the file and locking it another process may have set it aside. */
static gboolean
has_moved (sqlite3 *db)
{
  int result = FALSE;

  sqlite3_file_control (db, "main", SQLITE_FCNTL_HAS_MOVED, &result);

  return result;
}

/* It was found damaged while it was in use. A disk that failed once may give what was written the
 * next time. */
static gboolean
check_marked (sqlite3     *db,
              const char  *path,
              GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, "PRAGMA integrity_check (1)",
                                                             error);

  if (statement == NULL)
    return FALSE;

  if (sqlite3_step (statement) != SQLITE_ROW ||
      g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") != 0) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED,
                         "The database was found damaged while it was in use");
    return FALSE;
  }

  if (!inlet_sqlite_execute (db, "INSERT INTO connection_search (connection_search, rank)"
                             " VALUES ('integrity-check', 1)", error))
    return FALSE;

  inlet_recovery_unmark (path);

  return TRUE;
}

static sqlite3 *
open_once (const char  *path,
           GError     **error)
{
  g_autoptr (sqlite3) db = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  gboolean is_configured;

  if (!make_private_file (path, error))
    return NULL;

  if (inlet_recovery_is_under_way (path) || has_lost_all_but_log (path)) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED,
                         "The database is to be recovered");
    return NULL;
  }

  if (sqlite3_open_v2 (path, &db, flags, NULL) != SQLITE_OK)
    return inlet_database_set_error (db, error);

  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* Until it is known to be whole: SQLite would remove a log that it cannot read. */
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);

  is_configured = configure (db, error);
  if (has_moved (db)) {
    g_clear_error (error);
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY,
                         "Another process has just recovered the database");
    return NULL;
  }

  if (!is_configured) {
    if (*error != NULL && is_damaged (db, path, *error))
      (*error)->code = INLET_ERROR_STORAGE_DAMAGED;
    return NULL;
  }

  if (inlet_recovery_is_marked (path) && !check_marked (db, path, error))
    return NULL;

  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);

  return g_steal_pointer (&db);
}

/* Whether to open again, after the damaged file was set aside or while somebody else holds it. */
static gboolean
may_open_again (const char     *path,
                gint64          deadline,
                InletRecovery **recovery,
                GError        **error)
{
  gboolean was_damaged = g_error_matches (*error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED);

  /* Once is enough: what comes out of it is whole. */
  if (was_damaged && *recovery == NULL) {
    g_autoptr (GError) local_error = NULL;

    *recovery = inlet_recovery_run (path, &local_error);
    if (*recovery == NULL &&
        !g_error_matches (local_error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY)) {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  } else if (!g_error_matches (*error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY)) {
    return FALSE;
  }

  if (g_get_monotonic_time () > deadline)
    return FALSE;

  g_clear_error (error);
  if (*recovery == NULL)
    g_usleep (BREATH);

  return TRUE;
}

sqlite3 *
inlet_sqlite_open (const char     *path,
                   InletRecovery **recovery,
                   GError        **error)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  g_autoptr (GError) local_error = NULL;
  sqlite3 *db = open_once (path, &local_error);

  while (db == NULL && may_open_again (path, deadline, recovery, &local_error))
    db = open_once (path, &local_error);

  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return db;
}

/* A transaction that reads has its view, and may meet a lock, from its first statement on, not
 * from BEGIN: so the version is read here, which also tells when a newer Inlet came by. */
static gboolean
begin_once (sqlite3   *db,
            gboolean   is_write,
            GError   **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!inlet_sqlite_execute (db, is_write ? "BEGIN IMMEDIATE" : "BEGIN", error))
    return FALSE;

  if (inlet_schema_is_current (db, &local_error))
    return TRUE;

  if (local_error == NULL)
    g_set_error_literal (&local_error, INLET_ERROR, INLET_ERROR_STORAGE,
                         "The database was exchanged for an older one");
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

sqlite3 *
inlet_sqlite_open_to_look (const char  *path,
                           GError     **error)
{
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) local_error = NULL;

  if (inlet_recovery_is_under_way (path) || inlet_recovery_is_marked (path) ||
      has_lost_all_but_log (path)) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED,
                         "The database is to be recovered");
    return NULL;
  }

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX |
                       SQLITE_OPEN_EXRESCODE, NULL) != SQLITE_OK)
    return inlet_database_set_error (db, error);

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (inlet_schema_is_current (db, &local_error))
    return g_steal_pointer (&db);

  if (local_error == NULL)
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE,
                         "The database is to be brought up to date");
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

gboolean
inlet_sqlite_begin (sqlite3   *db,
                    gboolean   is_write,
                    GError   **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!begin_once (db, is_write, &local_error)) {
    gboolean is_again = should_retry (db, deadline, &local_error);

    inlet_sqlite_rollback (db);
    if (is_again)
      continue;

    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

gboolean
inlet_sqlite_commit (sqlite3  *db,
                     GError  **error)
{
  return inlet_sqlite_execute (db, "COMMIT", error);
}

void
inlet_sqlite_rollback (sqlite3 *db)
{
  /* A serious error has rolled back already, and then this would be one more. */
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
inlet_sqlite_execute (sqlite3     *db,
                      const char  *sql,
                      GError     **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  inlet_database_set_error (db, error);

  return FALSE;
}

sqlite3_stmt *
inlet_sqlite_prepare (sqlite3     *db,
                      const char  *sql,
                      GError     **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    return inlet_database_set_error (db, error);

  return statement;
}

gboolean
inlet_sqlite_next (sqlite3_stmt  *statement,
                   GError       **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    inlet_database_set_error (sqlite3_db_handle (statement), error);

  return code == SQLITE_ROW;
}

gboolean
inlet_sqlite_read_ids (sqlite3_stmt  *statement,
                       GArray        *row_ids,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GError) local_error = NULL;

  while (!g_cancellable_is_cancelled (cancellable) &&
         inlet_sqlite_next (statement, &local_error)) {
    gint64 row_id = sqlite3_column_int64 (statement, 0);

    g_array_append_val (row_ids, row_id);
  }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
inlet_sqlite_run (sqlite3_stmt  *statement,
                  GError       **error)
{
  if (sqlite3_step (statement) == SQLITE_DONE)
    return TRUE;

  inlet_database_set_error (sqlite3_db_handle (statement), error);
  return FALSE;
}

gboolean
inlet_sqlite_read_int (sqlite3     *db,
                       const char  *sql,
                       gint64      *value,
                       GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_sqlite_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  if (sqlite3_step (statement) != SQLITE_ROW) {
    inlet_database_set_error (db, error);
    return FALSE;
  }

  *value = sqlite3_column_int64 (statement, 0);

  return TRUE;
}
