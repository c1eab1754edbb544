/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-start.h"

/* What is gathered, and for whom. */
typedef struct
{
  InletEditStart   *start;         /* (owned) (nullable) */
  InletCredentials *credentials;   /* (owned) (nullable) */
} Gathering;

static void
gathering_free (Gathering *gathering)
{
  g_clear_pointer (&gathering->start, inlet_edit_start_free);
  g_clear_object (&gathering->credentials);
  g_free (gathering);
}

static void
finish (GTask *task)
{
  Gathering *gathering = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&gathering->start),
                         (GDestroyNotify) inlet_edit_start_free);
}

static void
on_secrets_got (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Gathering *gathering = g_task_get_task_data (task);

  gathering->start->secrets = inlet_vault_lookup_finish (INLET_VAULT (source), result, &error);
  if (gathering->start->secrets != NULL)
    finish (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_mark_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Gathering *gathering = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);

  gathering->start->mark = inlet_edit_mark_read_finish (INLET_DATABASE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (gathering->credentials != NULL)
    inlet_vault_lookup_async (inlet_context_get_vault (context),
                              INLET_PROFILE (gathering->credentials),
                              g_task_get_cancellable (task), on_secrets_got, g_object_ref (task));
  else
    finish (task);
}

void
inlet_edit_start_free (InletEditStart *self)
{
  g_clear_object (&self->account);
  g_clear_object (&self->mark);
  g_clear_pointer (&self->secrets, inlet_secrets_unref);
  g_free (self);
}

void
inlet_edit_start_async (InletContext        *context,
                        InletConnection     *connection,
                        InletChange         *change,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Gathering *gathering = NULL;

  g_return_if_fail (INLET_IS_CONTEXT (context));
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_edit_start_async);

  gathering = g_new0 (Gathering, 1);
  gathering->start = g_new0 (InletEditStart, 1);
  if (change != NULL)
    g_set_object (&gathering->credentials, inlet_change_get_credentials (change));
  g_task_set_task_data (task, gathering, (GDestroyNotify) gathering_free);

  g_set_object (&gathering->start->account, inlet_context_find_account (context, connection));
  if (gathering->start->account == NULL)
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_NO_ACCOUNT, "%s",
                             inlet_connection_get_account_name (connection));
  else
    inlet_edit_mark_read_async (inlet_context_get_database (context), connection, cancellable,
                                on_mark_read, g_object_ref (task));
}

InletEditStart *
inlet_edit_start_finish (InletContext  *context,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
