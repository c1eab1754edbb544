/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-kept-sandboxes.h"

#include "inlet-sqlite.h"

/* In seconds. */
#define MAX_AGE (24 * 60 * 60)

/* What a job works with. */
typedef struct
{
  char   *account_id;    /* (owned) */
  char   *json;          /* (owned) (nullable) */
  gint64  seen_at;
} Work;

static void
work_free (Work *work)
{
  g_free (work->account_id);
  g_free (work->json);
  g_free (work);
}

/* What cannot be read was as good as never seen: Adobe can be asked again. */
static InletKeptSandboxes *
read_row (sqlite3_stmt *statement)
{
  const char *json = (const char *) sqlite3_column_text (statement, 1);
  g_autoptr (GPtrArray) sandboxes = inlet_sandbox_list_from_json (json);
  InletKeptSandboxes *self = NULL;

  if (sandboxes == NULL)
    return NULL;

  self = g_new0 (InletKeptSandboxes, 1);
  self->seen_at = sqlite3_column_int64 (statement, 0);
  self->sandboxes = g_steal_pointer (&sandboxes);
  return self;
}

static gpointer
read_kept (sqlite3       *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Work *work = data;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db, "SELECT seen_at, sandboxes FROM kept_sandboxes WHERE account_id = ?1",
                          error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, work->account_id, -1, SQLITE_STATIC);
  return inlet_sqlite_next (statement, error) ? read_row (statement) : NULL;
}

static gpointer
write_kept (sqlite3       *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Work *work = data;
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "INSERT OR REPLACE INTO kept_sandboxes (account_id, seen_at, sandboxes)"
                          " SELECT id, ?2, ?3 FROM profiles WHERE id = ?1", error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, work->account_id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, work->seen_at);
  sqlite3_bind_text (statement, 3, work->json, -1, SQLITE_STATIC);

  return sqlite3_step (statement) == SQLITE_DONE ? GINT_TO_POINTER (TRUE)
                                                 : inlet_database_set_error (db, error);
}

void
inlet_kept_sandboxes_free (InletKeptSandboxes *self)
{
  g_clear_pointer (&self->sandboxes, g_ptr_array_unref);
  g_free (self);
}

gboolean
inlet_kept_sandboxes_is_old (gint64 seen_at)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  /* A clock that was set back leaves lists of the future. */
  return seen_at > now || now - seen_at > MAX_AGE;
}

void
inlet_kept_sandboxes_read_async (InletDatabase       *database,
                                 const char          *account_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Work *work = NULL;

  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL);

  work = g_new0 (Work, 1);
  work->account_id = g_strdup (account_id);
  inlet_database_run_async (database, INLET_DATABASE_READ, read_kept, work,
                            (GDestroyNotify) work_free,
                            (GDestroyNotify) inlet_kept_sandboxes_free, cancellable, callback,
                            user_data);
}

InletKeptSandboxes *
inlet_kept_sandboxes_read_finish (InletDatabase  *database,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  return inlet_database_run_finish (database, result, error);
}

void
inlet_kept_sandboxes_write_async (InletDatabase       *database,
                                  const char          *account_id,
                                  GPtrArray           *sandboxes,
                                  gint64               seen_at,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Work *work = NULL;

  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (account_id != NULL);
  g_return_if_fail (sandboxes != NULL);

  work = g_new0 (Work, 1);
  work->account_id = g_strdup (account_id);
  work->json = inlet_sandbox_list_to_json (sandboxes);
  work->seen_at = seen_at;
  inlet_database_run_async (database, INLET_DATABASE_WRITE, write_kept, work,
                            (GDestroyNotify) work_free, NULL, cancellable, callback, user_data);
}

gboolean
inlet_kept_sandboxes_write_finish (InletDatabase  *database,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, error));
}

InletConnection *
inlet_kept_sandboxes_add_type (sqlite3          *db,
                               InletConnection  *connection,
                               GError          **error)
{
  Work work = { (char *) inlet_connection_get_account_id (connection), NULL, 0 };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InletKeptSandboxes) kept = read_kept (db, &work, NULL, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  for (guint i = 0; kept != NULL && i < kept->sandboxes->len; i++) {
    InletSandbox *sandbox = kept->sandboxes->pdata[i];

    if (g_strcmp0 (inlet_sandbox_get_name (sandbox),
                   inlet_connection_get_sandbox (connection)) == 0)
      return inlet_connection_with_sandbox_type (connection, inlet_sandbox_get_kind (sandbox));
  }

  return g_object_ref (connection);
}
