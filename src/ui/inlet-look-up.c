/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-look-up.h"

#include "inlet-sync.h"

#include <glib/gi18n.h>

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSync *sync = INLET_SYNC (source);
  g_autoptr (GPtrArray) findings = inlet_sync_run_finish (sync, result, &error);

  if (inlet_sync_get_failure (sync) != NULL)
    g_task_return_error (task, g_error_copy (inlet_sync_get_failure (sync)));
  else if (findings != NULL)
    g_task_return_pointer (task, findings->len > 0 ? g_object_ref (findings->pdata[0]) : NULL,
                           g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
inlet_look_up_async (InletContext        *context,
                     InletConnection     *connection,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (InletSync) sync = inlet_sync_new (context);
  GTask *task = g_task_new (context, cancellable, callback, user_data);

  g_task_set_source_tag (task, inlet_look_up_async);
  inlet_sync_set_row (sync, inlet_connection_get_row_id (connection));
  inlet_sync_run_async (sync, cancellable, on_looked_up, task);
}

InletFinding *
inlet_look_up_finish (GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
inlet_look_up_describe (InletFinding *finding)
{
  guint n_candidates = finding != NULL ? inlet_finding_get_candidates (finding)->len : 0;

  /* Another process has been here first, or the account is gone. */
  if (finding == NULL)
    return g_strdup (_("There is nothing left to look up"));

  switch (inlet_finding_get_kind (finding)) {
    case INLET_FINDING_MADE:
      return g_strdup (_("It was created"));
    case INLET_FINDING_NOT_MADE:
      return g_strdup (_("It was not created, and can be created again"));
    case INLET_FINDING_SEVERAL:
      return g_strdup_printf (ngettext ("%u connection at Adobe may be it, so it was not taken",
                                        "%u connections at Adobe may be it, so none was taken",
                                        n_candidates), n_candidates);
    case INLET_FINDING_TOO_EARLY:
    default:
      return g_strdup (_("It is not there yet: look again in a few minutes"));
  }
}
