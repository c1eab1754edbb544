/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Says of a row that a living process is at work on it: a lock that the system takes away when the
 * process ends, however it ends.
 *
 * It is one byte, at the row's ID, of a file beside the database (an open file description lock,
 * which also works between sandboxes that do not share process IDs). Errors are
 * `INLET_ERROR_STORAGE…`. For any thread. */

/* A row that is edited has another lock than one that is sent. */
#define INLET_ROW_LOCK_EDIT(row_id) ((row_id) | G_GINT64_CONSTANT (1) << 62)

/* Opens the file of the database at @path; its descriptor, or -1. Each opening is a description of
 * its own, and the locks that are held through it go with it; so another in this very process is as
 * foreign as one of another process. */
int      inlet_row_lock_open (const char  *path,
                              GError     **error);
/* Opens it, and takes the lock, held for as long as that is open; -1 where somebody has it. */
int      inlet_row_lock_take (const char  *path,
                              gint64       row_id,
                              GError     **error);
/* Whether somebody else than @fd has it. */
gboolean inlet_row_lock_look (int          fd,
                              gint64       row_id,
                              gboolean    *is_taken,
                              GError     **error);

G_END_DECLS
