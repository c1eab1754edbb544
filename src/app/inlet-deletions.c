/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-deletions.h"

#include "inlet-edit-calls.h"
#include "inlet-deletion.h"
#include "inlet-flow-edit.h"

typedef struct
{
  gint64        patience;
  gboolean      is_quiet;
  GPtrArray    *rows;         /* (owned) (nullable): of InletConnection, all of them */
  GHashTable   *old;          /* (owned) (nullable): a set of row IDs, of those that may not wait */
  guint         next_row;
  InletAccount *account;      /* (owned) (nullable): of the next row */
  InletCall    *call;         /* (owned) (nullable) */
  int           n_settled;
} Settling;

static void
settling_free (Settling *settling)
{
  g_clear_pointer (&settling->rows, g_ptr_array_unref);
  g_clear_pointer (&settling->old, g_hash_table_unref);
  g_clear_object (&settling->account);
  g_clear_object (&settling->call);
  g_free (settling);
}

static InletConnection *
get_row (Settling *settling)
{
  return settling->rows->pdata[settling->next_row];
}

static void settle_next (GTask *task);

static void
go_on (GTask *task)
{
  Settling *settling = g_task_get_task_data (task);

  settling->next_row++;
  settle_next (task);
}

static void
on_concluded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);

  if (!inlet_deletion_conclude_finish (INLET_DATABASE (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  settling->n_settled++;
  go_on (task);
}

static gboolean
is_old (Settling *settling)
{
  gint64 row_id = inlet_connection_get_row_id (get_row (settling));

  return g_hash_table_contains (settling->old, &row_id);
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);
  g_autoptr (InletRemote) remote = inlet_call_run_finish (INLET_CALL (source), result, &error);
  gboolean is_gone = inlet_flow_edit_is_gone (error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (is_gone || (remote != NULL && is_old (settling)))
    inlet_deletion_conclude_async (inlet_context_get_database (context),
                                   inlet_connection_get_row_id (get_row (settling)), is_gone,
                                   on_concluded, g_object_ref (task));
  else
    go_on (task);
}

static void
settle_next (GTask *task)
{
  Settling *settling = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);

  g_clear_object (&settling->account);
  g_clear_object (&settling->call);
  for (; settling->next_row < settling->rows->len; settling->next_row++) {
    settling->account = inlet_deletions_find_account (context, get_row (settling));
    if (settling->account != NULL)
      break;
  }

  if (settling->next_row == settling->rows->len) {
    g_task_return_int (task, settling->n_settled);
    return;
  }

  settling->call = inlet_call_new (&inlet_edit_get_call, inlet_context_get_sign_in (context),
                                   settling->account, get_row (settling));
  inlet_call_set_quiet (settling->call, settling->is_quiet);
  inlet_call_run_async (settling->call, g_task_get_cancellable (task), on_looked,
                        g_object_ref (task));
}

static void
on_old_read (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);
  g_autoptr (GPtrArray) rows = inlet_deletion_read_finish (INLET_DATABASE (source), result,
                                                           &error);

  if (rows == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  settling->old = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < rows->len; i++) {
    gint64 row_id = inlet_connection_get_row_id (rows->pdata[i]);

    g_hash_table_add (settling->old, g_memdup2 (&row_id, sizeof row_id));
  }

  settle_next (task);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);

  settling->rows = inlet_deletion_read_finish (INLET_DATABASE (source), result, &error);
  if (settling->rows == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (settling->rows->len == 0)
    g_task_return_int (task, 0);
  else
    inlet_deletion_read_async (INLET_DATABASE (source),
                               g_get_real_time () / G_USEC_PER_SEC - settling->patience,
                               g_task_get_cancellable (task), on_old_read, g_object_ref (task));
}

InletAccount *
inlet_deletions_find_account (InletContext    *context,
                              InletConnection *connection)
{
  InletProfiles *accounts = inlet_vault_get_profiles (inlet_context_get_vault (context),
                                                      INLET_PROFILE_ACCOUNT);
  const char *id = inlet_connection_get_account_id (connection);
  const char *org_id = inlet_connection_get_org_id (connection);
  InletProfile *account = id != NULL ? inlet_profiles_find_by_id (accounts, id) : NULL;

  if (account == NULL)
    return NULL;
  if (org_id != NULL &&
      g_strcmp0 (org_id, inlet_account_get_org_id (INLET_ACCOUNT (account))) != 0)
    return NULL;

  return INLET_ACCOUNT (g_object_ref (account));
}

void
inlet_deletions_settle_async (InletContext        *context,
                              gint64               patience,
                              gboolean             is_quiet,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Settling *settling = NULL;
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_deletions_settle_async);
  settling = g_new0 (Settling, 1);
  settling->patience = patience;
  settling->is_quiet = is_quiet;
  g_task_set_task_data (task, settling, (GDestroyNotify) settling_free);
  inlet_deletion_read_async (inlet_context_get_database (context), G_MAXINT64, cancellable,
                             on_read, task);
}

int
inlet_deletions_settle_finish (InletContext  *context,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
