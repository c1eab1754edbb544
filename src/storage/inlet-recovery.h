/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletRecovery:
 *
 * That a damaged database was set aside, and what was recovered from it into a new one.
 *
 * The damaged file is kept beside the new one, with the date in its name, and its log with it.
 * Nothing is changed before the new one is complete and on the disk: a crash at any moment leaves
 * either the damaged one in its place, to be recovered again, or the new one.
 */
typedef struct
{
  char   *path;          /* (owned): of the file that was set aside */
  gint64  n_connections;
  gint64  n_profiles;
} InletRecovery;

void           inlet_recovery_free      (InletRecovery  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletRecovery, inlet_recovery_free)

/* What a person is told, in translated sentences. (transfer full) */
char          *inlet_recovery_dup_text  (const InletRecovery *self);

/* Remembers that the database at @path was found damaged while it was in use, so that it is looked
 * at when it is opened next. */
void           inlet_recovery_mark      (const char     *path);
gboolean       inlet_recovery_is_marked (const char     *path);
/* It was looked at, and is well. */
void           inlet_recovery_unmark    (const char     *path);

/* Whether a recovery was interrupted at its very end, with the new database complete: then it is to
 * be run again before anything is opened. */
gboolean       inlet_recovery_is_under_way (const char  *path);

/* Sets the database at @path aside and puts a new one in its place. %INLET_ERROR_STORAGE_BUSY when
 * any process has it open, or somebody else has just done this; then, and after any other error,
 * everything is as it was. */
InletRecovery *inlet_recovery_run       (const char     *path,
                                         GError        **error);

G_END_DECLS
