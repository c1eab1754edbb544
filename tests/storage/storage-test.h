/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"
#include "inlet-sqlite.h"

G_BEGIN_DECLS

/* What the tests of storage/ have in common. */

/* Runs the main context until @condition holds; fails the test when that takes too long. */
#define storage_until(condition)                                            \
  G_STMT_START {                                                            \
    guint watchdog = g_timeout_add_seconds (30, storage_on_too_long,        \
                                            (gpointer) (#condition));       \
    while (!(condition))                                                    \
      g_main_context_iteration (NULL, TRUE);                                \
    g_source_remove (watchdog);                                             \
  } G_STMT_END

gboolean         storage_on_too_long     (gpointer              condition);

/* A new folder of our own, and the path of a database in it, which is not there yet. */
char            *storage_make_path       (void);
/* Removes the folder of @path and all that is in it. */
void             storage_remove          (const char           *path);

/* A callback that puts the result where @user_data points to. */
void             storage_on_ready        (GObject              *source,
                                          GAsyncResult         *result,
                                          gpointer              user_data);

InletDatabase   *storage_open            (const char           *path);
/* Lets go of the last reference, and checks that it was. */
void             storage_close           (InletDatabase        *database);
gpointer         storage_run             (InletDatabase        *database,
                                          InletDatabaseAccess   access,
                                          InletDatabaseJob      job,
                                          gpointer              data,
                                          GDestroyNotify        result_destroy,
                                          GError              **error);
void             storage_execute         (InletDatabase        *database,
                                          const char           *sql);
gboolean         storage_try_execute     (InletDatabase        *database,
                                          const char           *sql,
                                          GError              **error);
/* As the version @version of the schema left it, with what is in it. */
void             storage_make_older      (InletDatabase        *database,
                                          guint                 version);
gint64           storage_read_int        (InletDatabase        *database,
                                          const char           *sql);

/* An attempt that is sending, named @name. */
InletConnection *storage_make_connection (const char           *name);
/* Adds @n_rows created rows, named @name/0 and so on, in one job. */
void             storage_add_rows        (InletDatabase        *database,
                                          const char           *name,
                                          guint                 n_rows);

/* Runs this very program again, with @mode and @path as its arguments, its output in a pipe. */
GSubprocess     *storage_spawn           (const char           *mode,
                                          const char           *path);

G_END_DECLS
