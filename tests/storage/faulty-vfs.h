/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* SQLite's way to the disk, in front of the real one, that fails on cue: everything that is opened
 * after it was registered goes through it. */
void faulty_vfs_register (void);

typedef enum {
  FAULTY_VFS_CHANGE = 1 << 0, /* writing, truncating, growing shared memory */
  FAULTY_VFS_SYNC = 1 << 1,
  FAULTY_VFS_READ = 1 << 2,
} FaultyVfsCalls;

/* The @n-th of these calls from now on, 1 being the next, fails with @code; and all after it if
 * @is_lasting. */
void faulty_vfs_arm      (FaultyVfsCalls calls,
                          int            code,
                          int            n,
                          gboolean       is_lasting);
/* Whether any call has failed since it was armed. */
gboolean faulty_vfs_disarm (void);

G_END_DECLS
