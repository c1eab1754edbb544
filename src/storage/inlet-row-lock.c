/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For F_OFD_SETLK. */
#define _GNU_SOURCE

#include "inlet-row-lock.h"

#include "inlet-error.h"
#include "inlet-storage-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

/* @lock is asked of the system for the byte at @row_id, which need not exist. */
static gboolean
control_lock (int            fd,
              int            command,
              gint64         row_id,
              struct flock  *lock,
              GError       **error)
{
  int result;

  *lock = (struct flock) {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = row_id, .l_len = 1,
  };

  do
    result = fcntl (fd, command, lock);
  while (result != 0 && errno == EINTR);

  if (result != 0)
    g_set_error (error, INLET_ERROR,
                 errno == EAGAIN || errno == EACCES ? INLET_ERROR_STORAGE_BUSY
                                                    : INLET_ERROR_STORAGE,
                 "Cannot lock row %" G_GINT64_FORMAT ": %s", row_id, g_strerror (errno));

  return result == 0;
}

int
inlet_row_lock_open (const char  *path,
                     GError     **error)
{
  g_autofree char *name = g_strconcat (path, ".sending", NULL);
  int fd = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    g_set_error (error, INLET_ERROR, inlet_storage_error_from_errno (errno),
                 "Cannot open “%s”: %s", name, g_strerror (errno));

  return fd;
}

int
inlet_row_lock_take (const char  *path,
                     gint64       row_id,
                     GError     **error)
{
  struct flock lock;
  int fd = inlet_row_lock_open (path, error);

  if (fd < 0 || control_lock (fd, F_OFD_SETLK, row_id, &lock, error))
    return fd;

  g_close (fd, NULL);
  return -1;
}

gboolean
inlet_row_lock_look (int        fd,
                     gint64     row_id,
                     gboolean  *is_taken,
                     GError   **error)
{
  struct flock lock;

  if (!control_lock (fd, F_OFD_GETLK, row_id, &lock, error))
    return FALSE;

  *is_taken = lock.l_type != F_UNLCK;
  return TRUE;
}
