/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "faulty-vfs.h"

#include <string.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;  /* behind it, in the same memory */
} FaultyFile;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;

static struct
{
  int calls;           /* (atomic): 0 while nothing is to fail */
  int code;
  int n_left;          /* (atomic) */
  gboolean is_lasting;
  int has_failed;      /* (atomic) */
} fault;

#define REAL(file) (((FaultyFile *) (file))->real)

/* What to answer, SQLITE_OK to ask the real one. */
static int
fail (FaultyVfsCalls call)
{
  int n_left;

  if ((g_atomic_int_get (&fault.calls) & (int) call) == 0)
    return SQLITE_OK;

  n_left = g_atomic_int_add (&fault.n_left, -1);
  if (n_left != 1 && (n_left > 1 || !fault.is_lasting))
    return SQLITE_OK;

  g_atomic_int_set (&fault.has_failed, TRUE);
  return fault.code;
}

#define TRY(call, expression)                                               \
  G_STMT_START {                                                            \
    int code = fail (call);                                                 \
    return code != SQLITE_OK ? code : (expression);                         \
  } G_STMT_END

static int
on_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
on_read (sqlite3_file *file, void *bytes, int size, sqlite3_int64 place)
{
  TRY (FAULTY_VFS_READ, REAL (file)->pMethods->xRead (REAL (file), bytes, size, place));
}

static int
on_write (sqlite3_file *file, const void *bytes, int size, sqlite3_int64 place)
{
  TRY (FAULTY_VFS_CHANGE, REAL (file)->pMethods->xWrite (REAL (file), bytes, size, place));
}

static int
on_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  TRY (FAULTY_VFS_CHANGE, REAL (file)->pMethods->xTruncate (REAL (file), size));
}

static int
on_sync (sqlite3_file *file, int flags)
{
  TRY (FAULTY_VFS_SYNC, REAL (file)->pMethods->xSync (REAL (file), flags));
}

static int
on_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
on_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
on_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
on_check_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
on_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
on_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
on_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
on_map (sqlite3_file *file, int page, int size, int may_extend, void volatile **memory)
{
  int code = may_extend ? fail (FAULTY_VFS_CHANGE) : SQLITE_OK;

  if (code != SQLITE_OK)
    return code;

  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, may_extend, memory);
}

static int
on_shared_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
on_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
on_unmap (sqlite3_file *file, int is_deleting)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), is_deleting);
}

static const sqlite3_io_methods methods = {
  2, on_close, on_read, on_write, on_truncate, on_sync, on_file_size, on_lock, on_unlock,
  on_check_lock, on_control, on_sector_size, on_characteristics, on_map, on_shared_lock, on_barrier,
  on_unmap, NULL, NULL,
};

static int
on_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flags_out)
{
  FaultyFile *self = (FaultyFile *) file;
  int code;

  self->real = (sqlite3_file *) (self + 1);
  memset (self->real, 0, real_vfs->szOsFile);
  code = real_vfs->xOpen (real_vfs, path, self->real, flags, flags_out);
  self->base.pMethods = self->real->pMethods != NULL ? &methods : NULL;

  return code;
}

void
faulty_vfs_register (void)
{
  real_vfs = sqlite3_vfs_find (NULL);
  faulty_vfs = *real_vfs;
  faulty_vfs.zName = "faulty";
  faulty_vfs.szOsFile += sizeof (FaultyFile);
  faulty_vfs.xOpen = on_open;
  faulty_vfs.pNext = NULL;
  g_assert_cmpint (sqlite3_vfs_register (&faulty_vfs, TRUE), ==, SQLITE_OK);
}

void
faulty_vfs_arm (FaultyVfsCalls calls,
                int            code,
                int            n,
                gboolean       is_lasting)
{
  fault.code = code;
  fault.is_lasting = is_lasting;
  g_atomic_int_set (&fault.has_failed, FALSE);
  g_atomic_int_set (&fault.n_left, n);
  g_atomic_int_set (&fault.calls, calls);
}

gboolean
faulty_vfs_disarm (void)
{
  g_atomic_int_set (&fault.calls, 0);

  return g_atomic_int_get (&fault.has_failed);
}
