/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-check-drafts.h"

#include "inlet-attempt.h"
#include "inlet-connection-error.h"

typedef struct
{
  GPtrArray *drafts;     /* (owned): of InletDraft */
  GPtrArray *standing;   /* (owned): of InletConnection or NULL, for those that were looked for */
} Check;

static void
check_free (Check *check)
{
  g_ptr_array_unref (check->drafts);
  g_ptr_array_unref (check->standing);
  g_free (check);
}

static void
unref_if_any (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

static void check_next (GTask *task);

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Check *check = g_task_get_task_data (task);
  InletConnection *standing = NULL;

  if (!inlet_attempt_check_finish (INLET_DATABASE (source), result, &error)) {
    standing = inlet_connection_get_from_error (error);
    if (standing == NULL) {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  }

  g_ptr_array_add (check->standing, standing != NULL ? g_object_ref (standing) : NULL);
  check_next (task);
}

static void
check_next (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  g_autoptr (InletConnection) attempt = NULL;

  if (check->standing->len == check->drafts->len) {
    g_task_return_pointer (task, g_ptr_array_ref (check->standing),
                           (GDestroyNotify) g_ptr_array_unref);
    return;
  }

  attempt = inlet_connection_new_attempt (check->drafts->pdata[check->standing->len],
                                          g_get_real_time () / G_USEC_PER_SEC);
  inlet_attempt_check_async (g_task_get_source_object (task), attempt,
                             g_task_get_cancellable (task), on_checked, g_object_ref (task));
}

void
inlet_check_drafts_async (InletDatabase       *database,
                          GPtrArray           *drafts,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Check *check = NULL;

  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (drafts != NULL);

  check = g_new0 (Check, 1);
  check->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  check->standing = g_ptr_array_new_with_free_func (unref_if_any);
  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (check->drafts, g_object_ref (drafts->pdata[i]));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_check_drafts_async);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  check_next (task);
}

GPtrArray *
inlet_check_drafts_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
