/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-confirm-addresses.h"

#include "inlet-account.h"
#include "inlet-compat.h"

#include <glib/gi18n.h>

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletAccount *account = g_task_get_task_data (task);

  if (inlet_confirm_finish (result, &error))
    g_task_return_pointer (task, inlet_account_confirm (account), g_object_unref);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, NULL, NULL);
}

void
inlet_confirm_addresses_async (GtkWindow           *parent,
                               InletProfile        *profile,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *body = NULL;
  g_autofree char *foreign = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (INLET_IS_PROFILE (profile));

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_confirm_addresses_async);
  g_task_set_task_data (task, g_object_ref (profile), g_object_unref);

  if (INLET_IS_ACCOUNT (profile))
    foreign = inlet_account_dup_foreign (INLET_ACCOUNT (profile));
  if (foreign == NULL) {
    g_task_return_pointer (task, g_object_ref (profile), g_object_unref);
    return;
  }

  /* Translators: %s is an address such as https://host.example, or two with a comma between. */
  body = g_strdup_printf (_("This account has an address that is not Adobe’s: %s. Whoever runs it "
                            "gets the secrets of the account, and of the storages that are "
                            "connected with it."), foreign);
  inlet_confirm_async (parent, _("Send Secrets There?"), body, _("_Send There"), TRUE, cancellable,
                       on_answered, g_object_ref (task));
}

InletProfile *
inlet_confirm_addresses_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_confirm_addresses_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
