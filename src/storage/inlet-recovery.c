/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For F_OFD_SETLK. */
#define _GNU_SOURCE

#include "inlet-recovery.h"

#include "inlet-database.h"
#include "inlet-salvage.h"
#include "inlet-schema.h"
#include "inlet-sqlite.h"
#include "inlet-storage-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Empty: that it is there says that the database was found damaged. */
#define MARK ".is-damaged"
/* The new database while it is made, and once it is complete. */
#define GROWING ".recovering"
#define COMPLETE ".recovered"
/* And then the date. */
#define SET_ASIDE ".damaged-"

/* What SQLite locks while it has a file open (its PENDING, RESERVED and SHARED bytes). */
#define LOCK_START 0x40000000
#define LOCK_LENGTH 512

static const char *const companions[] = { "-wal", "-shm" };

static gboolean
exists (const char *path,
        const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  GStatBuf status;

  return g_lstat (name, &status) == 0;
}

static void
remove_file (const char *path,
             const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  g_unlink (name);
}

static gboolean
set_error_from_errno (const char  *verb,
                      const char  *path,
                      GError     **error)
{
  int number = errno;

  g_set_error (error, INLET_ERROR, inlet_storage_error_from_errno (number), "Cannot %s “%s”: %s",
               verb, path, g_strerror (number));

  return FALSE;
}

static gboolean
sync_path (const char  *path,
           GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;

  if (!is_synced)
    set_error_from_errno ("write", path, error);
  if (fd >= 0)
    g_close (fd, NULL);

  return is_synced;
}

static gboolean
sync_folder_of (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return sync_path (folder, error);
}

static int
set_busy (int      fd,
          GError **error)
{
  if (fd >= 0)
    g_close (fd, NULL);
  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY,
                       "Another process holds the damaged database");

  return -1;
}

/* As long as it is open, nobody else can open the database: neither SQLite, which locks the same
 * bytes, nor another recovery. To be had only while nobody has it open; and not when the name has
 * gone to another file meanwhile, which another recovery made. */
static int
lock_database (const char  *path,
               GError     **error)
{
  struct flock lock = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_START, .l_len = LOCK_LENGTH,
  };
  GStatBuf held;
  GStatBuf named;
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0) {
    set_error_from_errno ("open", path, error);
    return -1;
  }

  if (fcntl (fd, F_OFD_SETLK, &lock) != 0 || fstat (fd, &held) != 0 || g_stat (path, &named) != 0)
    return set_busy (fd, error);

  return held.st_ino == named.st_ino && held.st_dev == named.st_dev ? fd : set_busy (fd, error);
}

/* A second name for the file: it loses the first one only when the new file takes it. Where the
 * file system has no second names, a copy. */
static gboolean
keep_file (const char  *path,
           const char  *kept,
           GError     **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (kept);
  g_autoptr (GError) local_error = NULL;

  if (link (path, kept) == 0)
    return TRUE;

  if (g_file_copy (from, to, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, &local_error))
    return sync_path (kept, error);

  g_unlink (kept);
  g_set_error (error, INLET_ERROR,
               g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
               ? INLET_ERROR_STORAGE_FULL : INLET_ERROR_STORAGE,
               "Cannot keep “%s”: %s", path, local_error->message);

  return FALSE;
}

/* (transfer full): a name that is free, with the date. */
static char *
choose_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H-%M-%S");
  char *name = g_strconcat (path, SET_ASIDE, date, NULL);

  for (guint i = 2; exists (name, ""); i++) {
    g_free (name);
    name = g_strdup_printf ("%s" SET_ASIDE "%s-%u", path, date, i);
  }

  return name;
}

static gboolean
keep_files (const char  *path,
            GError     **error)
{
  g_autofree char *kept = choose_name (path);

  if (!keep_file (path, kept, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++) {
    g_autofree char *companion = g_strconcat (path, companions[i], NULL);
    g_autofree char *kept_companion = g_strconcat (kept, companions[i], NULL);

    if (exists (companion, "") && !keep_file (companion, kept_companion, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
fill (sqlite3     *db,
      const char  *path,
      GError     **error)
{
  g_autoptr (InletPages) pages = inlet_pages_new (path, error);

  if (pages == NULL || !inlet_sqlite_execute (db, "PRAGMA synchronous = FULL; BEGIN", error))
    return FALSE;

  return inlet_schema_upgrade (db, error) && inlet_salvage (pages, db, error) &&
         inlet_sqlite_commit (db, error);
}

static gboolean
make_private_file (const char  *path,
                   GError     **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_CLOEXEC | O_RDWR, 0600);

  return fd >= 0 ? g_close (fd, error) : set_error_from_errno ("make", path, error);
}

static gboolean
make_database (const char  *path,
               const char  *growing,
               GError     **error)
{
  g_autoptr (sqlite3) db = NULL;

  /* What a crash left. */
  remove_file (growing, "");
  remove_file (growing, "-journal");
  if (!make_private_file (growing, error))
    return FALSE;

  if (sqlite3_open_v2 (growing, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK) {
    inlet_database_set_error (db, error);
    return FALSE;
  }

  return fill (db, path, error);
}

/* From here on the recovery is finished by whoever comes next. */
static gboolean
complete (const char  *path,
          GError     **error)
{
  g_autofree char *growing = g_strconcat (path, GROWING, NULL);
  g_autofree char *done = g_strconcat (path, COMPLETE, NULL);

  if (make_database (path, growing, error) && keep_files (path, error) &&
      sync_folder_of (path, error) &&
      (g_rename (growing, done) == 0 || set_error_from_errno ("rename", growing, error)))
    return sync_folder_of (path, error);

  remove_file (growing, "");
  remove_file (growing, "-journal");

  return FALSE;
}

/* (nullable) (transfer full): the newest file that was set aside; dates sort by themselves. */
static char *
find_kept (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *beginning = g_strconcat (base, SET_ASIDE, NULL);
  g_autofree char *newest = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (!g_str_has_prefix (name, beginning) || g_str_has_suffix (name, companions[0]) ||
        g_str_has_suffix (name, companions[1]) || g_strcmp0 (name, newest) <= 0)
      continue;

    g_free (newest);
    newest = g_strdup (name);
  }

  return g_build_filename (folder, newest, NULL);
}

static InletRecovery *
describe (const char  *path,
          GError     **error)
{
  g_autoptr (InletRecovery) self = g_new0 (InletRecovery, 1);
  g_autofree char *done = g_strconcat (path, COMPLETE, NULL);
  g_autoptr (sqlite3) db = NULL;

  self->path = find_kept (path);
  if (sqlite3_open_v2 (done, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return inlet_database_set_error (db, error);

  if (inlet_sqlite_read_int (db, "SELECT count (*) FROM connections", &self->n_connections,
                             error) &&
      inlet_sqlite_read_int (db, "SELECT count (*) FROM profiles", &self->n_profiles, error))
    return g_steal_pointer (&self);

  return NULL;
}

/* The log of the damaged database goes before the new one comes: SQLite would take it for the new
 * one's. It has its second name already. */
static InletRecovery *
finish (const char  *path,
        GError     **error)
{
  g_autoptr (InletRecovery) self = describe (path, error);
  g_autofree char *done = g_strconcat (path, COMPLETE, NULL);

  if (self == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    remove_file (path, companions[i]);

  if (!sync_folder_of (path, error))
    return NULL;

  if (g_rename (done, path) != 0) {
    set_error_from_errno ("rename", done, error);
    return NULL;
  }

  if (!sync_folder_of (path, error))
    return NULL;

  inlet_recovery_unmark (path);

  return g_steal_pointer (&self);
}

/* Where the database really is: its companions are beside it. (transfer full) */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *result = g_strdup (real != NULL ? real : path);

  free (real);

  return result;
}

void
inlet_recovery_free (InletRecovery *self)
{
  g_free (self->path);
  g_free (self);
}

char *
inlet_recovery_dup_text (const InletRecovery *self)
{
  g_autofree char *connections = NULL;
  g_autofree char *profiles = NULL;
  g_autofree char *name = g_filename_display_name (self->path);

  connections = g_strdup_printf (ngettext ("%'lu connection", "%'lu connections",
                                           self->n_connections), (gulong) self->n_connections);
  profiles = g_strdup_printf (ngettext ("%'lu account or credentials",
                                        "%'lu accounts and credentials",
                                        self->n_profiles), (gulong) self->n_profiles);

  /* TRANSLATORS: The first two are “12 connections” and “3 accounts and credentials”, the last one
   * is the path of a file. */
  return g_strdup_printf (_("The history was damaged. Recovered from it: %s, %s. The damaged file "
                            "was kept as “%s”."), connections, profiles, name);
}

void
inlet_recovery_mark (const char *path)
{
  g_autofree char *real = resolve (path);
  g_autofree char *name = g_strconcat (real, MARK, NULL);
  int fd = g_open (name, O_CREAT | O_CLOEXEC | O_WRONLY, 0600);

  if (fd < 0)
    g_message ("Cannot remember that the database is damaged: %s", g_strerror (errno));
  else
    g_close (fd, NULL);
}

gboolean
inlet_recovery_is_marked (const char *path)
{
  g_autofree char *real = resolve (path);

  return exists (real, MARK);
}

void
inlet_recovery_unmark (const char *path)
{
  g_autofree char *real = resolve (path);

  remove_file (real, MARK);
}

gboolean
inlet_recovery_is_under_way (const char *path)
{
  g_autofree char *real = resolve (path);

  return exists (real, COMPLETE);
}

InletRecovery *
inlet_recovery_run (const char  *path,
                    GError     **error)
{
  g_autofree char *real = resolve (path);
  InletRecovery *self = NULL;
  int lock = lock_database (real, error);

  if (lock < 0)
    return NULL;

  if (exists (real, COMPLETE) || complete (real, error))
    self = finish (real, error);

  g_close (lock, NULL);

  return self;
}
