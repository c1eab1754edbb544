/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-glance.h"

#include "inlet-history-jobs.h"
#include "inlet-sqlite.h"

#include <string.h>

/* More than a person looks through. */
#define MAX_NAMES 100
#define MAX_FOUND 20
/* How many matches anywhere in a row are looked at for one in its name or ID. */
#define MAX_MATCHES 2000
#define MAX_TIME (200 * G_TIME_SPAN_MILLISECOND)

/* The newest rows are enough for what somebody is about to type. */
#define NEWEST "(SELECT * FROM connections ORDER BY id DESC LIMIT 1000)"
#define BEGINS(text) "substr (" text ", 1, length (?1)) = ?1"

/* Each gives names that begin with ?1. */
static const char *const selects[] = {
  [INLET_GLANCE_ACCOUNTS] =
    "SELECT name FROM profiles WHERE kind = 'account' AND " BEGINS ("name") " ORDER BY name",
  [INLET_GLANCE_CREDENTIALS] =
    "SELECT name FROM profiles WHERE kind = 'credentials' AND " BEGINS ("name") " ORDER BY name",
  [INLET_GLANCE_SANDBOXES] =
    "SELECT value ->> 'name' FROM kept_sandboxes, json_each (sandboxes, '$.sandboxes')"
    "  WHERE " BEGINS ("value ->> 'name'")
    " UNION SELECT sandbox FROM " NEWEST " WHERE " BEGINS ("sandbox"),
  [INLET_GLANCE_CONNECTIONS] =
    "SELECT name FROM " NEWEST " WHERE state = 'created' AND " BEGINS ("name")
    " UNION SELECT remote_id FROM connections"
    "  WHERE ?1 <> '' AND remote_id >= ?1 AND " BEGINS ("remote_id") " AND state = 'created'",
};

/* What a thread works with. */
typedef struct
{
  char *path;
  char **terms;    /* (owned) (nullable) */
  GArray *row_ids; /* (owned) (nullable) */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_strfreev (work->terms);
  g_clear_pointer (&work->row_ids, g_array_unref);
  g_free (work);
}

static gboolean
has_terms (InletConnection *connection,
           char           **terms)
{
  const char *id = inlet_connection_get_remote_id (connection);
  g_autofree char *text = g_strconcat (inlet_connection_get_name (connection), "\n", id, NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  for (guint i = 0; terms[i] != NULL; i++) {
    g_autofree char *term = g_utf8_casefold (terms[i], -1);

    if (strstr (folded, term) == NULL)
      return FALSE;
  }

  return TRUE;
}

/* Takes from @part, which has matches anywhere, those in name or ID. */
static gboolean
take (sqlite3    *db,
      Work       *work,
      GArray     *part,
      GPtrArray  *found,
      GError    **error)
{
  g_autoptr (GPtrArray) rows = inlet_history_read_rows (db, part, NULL, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len && found->len < MAX_FOUND; i++)
    if (has_terms (rows->pdata[i], work->terms))
      g_ptr_array_add (found, g_object_ref (rows->pdata[i]));

  return TRUE;
}

static GPtrArray *
find (sqlite3       *db,
      Work          *work,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autofree char *text = g_strjoinv (" ", work->terms);
  g_autoptr (InletHistoryQuery) query = inlet_history_query_new (text);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 deadline = g_get_monotonic_time () + MAX_TIME;
  gint64 next = 0;

  if (query == NULL)
    return g_steal_pointer (&found);

  if (!inlet_sqlite_read_int (db, "SELECT ifnull (max (id), 0) FROM connections", &next, error))
    return NULL;

  for (guint n = 0; next > 0 && n < MAX_MATCHES && found->len < MAX_FOUND; n += MAX_FOUND) {
    g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (gint64));

    next = inlet_history_query_run (query, db, next, 1, MAX_FOUND, deadline, part, cancellable,
                                    error);
    if (next < 0 || !take (db, work, part, found, error))
      return NULL;
    if (g_get_monotonic_time () >= deadline)
      break;
  }

  return g_steal_pointer (&found);
}

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = inlet_sqlite_open_to_look (work->path, &error);
  g_autoptr (GPtrArray) rows = NULL;

  if (db != NULL)
    rows = work->row_ids != NULL ? inlet_history_read_rows (db, work->row_ids, cancellable, &error)
                                 : find (db, work, cancellable, &error);

  if (rows != NULL)
    g_task_return_pointer (task, g_steal_pointer (&rows), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start (GTask *task,
       Work  *work)
{
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, run);
}

char **
inlet_glance_at_names (const char       *path,
                       InletGlanceKind   kind,
                       const char       *beginning,
                       GError          **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (sqlite3) db = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (selects), NULL);
  g_return_val_if_fail (beginning != NULL, NULL);

  db = inlet_sqlite_open_to_look (path, error);
  if (db != NULL)
    statement = inlet_sqlite_prepare (db, selects[kind], error);
  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, beginning, -1, SQLITE_STATIC);
  for (guint i = 0; i < MAX_NAMES && inlet_sqlite_next (statement, &local_error); i++)
    g_strv_builder_add (names, (const char *) sqlite3_column_text (statement, 0));

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_strv_builder_end (names);
}

void
inlet_glance_find_async (const char          *path,
                         const char *const   *terms,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (terms != NULL);

  work = g_new0 (Work, 1);
  work->path = g_strdup (path);
  work->terms = g_strdupv ((char **) terms);
  g_task_set_source_tag (task, inlet_glance_find_async);
  start (task, work);
}

GPtrArray *
inlet_glance_find_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_glance_rows_async (const char          *path,
                         GArray              *row_ids,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = NULL;

  g_return_if_fail (path != NULL);
  g_return_if_fail (row_ids != NULL);

  work = g_new0 (Work, 1);
  work->path = g_strdup (path);
  work->row_ids = g_array_ref (row_ids);
  g_task_set_source_tag (task, inlet_glance_rows_async);
  start (task, work);
}

GPtrArray *
inlet_glance_rows_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
