/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-storage-error.h"

#include <errno.h>

/* A quota that is used up is as full as a disk. */
static gboolean
is_full (int number)
{
  return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

InletErrorCode
inlet_storage_error_from_errno (int number)
{
  if (is_full (number))
    return INLET_ERROR_STORAGE_FULL;

  switch (number) {
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOTDIR:
    case EISDIR:
    case ELOOP:
    case ENOENT:
      return INLET_ERROR_STORAGE_DENIED;

    default:
      return INLET_ERROR_STORAGE;
  }
}

InletErrorCode
inlet_storage_error_from_sqlite (sqlite3 *db)
{
  switch (sqlite3_extended_errcode (db) & 0xff) {
    case SQLITE_FULL:
      return INLET_ERROR_STORAGE_FULL;

    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return is_full (sqlite3_system_errno (db)) ? INLET_ERROR_STORAGE_FULL
                                                 : INLET_ERROR_STORAGE_DENIED;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return INLET_ERROR_STORAGE_BUSY;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return INLET_ERROR_STORAGE_DAMAGED;

    /* Says nothing itself but that the disk failed. */
    case SQLITE_IOERR:
      return inlet_storage_error_from_errno (sqlite3_system_errno (db));

    default:
      return INLET_ERROR_STORAGE;
  }
}
