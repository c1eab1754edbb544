/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-edit.h"

#include "inlet-flow-request.h"
#include "inlet-problem.h"

#include <string.h>

static gboolean
is_about_it (GTask        *task,
             InletReceipt *receipt)
{
  return inlet_flow_request_is_about (task, inlet_receipt_get_remote_id (receipt));
}

static void
on_get_replied (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletReply) reply = inlet_flow_request_take_reply (task, result);
  g_autofree const char **secrets = inlet_flow_request_dup_secrets (task);
  g_autoptr (InletRemote) remote = NULL;

  if (reply == NULL)
    return;

  remote = inlet_remote_new_from_reply (reply, secrets, NULL);
  if (remote != NULL && is_about_it (task, inlet_remote_get_receipt (remote)))
    g_task_return_pointer (task, g_steal_pointer (&remote), g_object_unref);
  else
    inlet_flow_request_return_refusal (task, reply);
}

static void
on_patch_replied (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletReply) reply = inlet_flow_request_take_reply (task, result);
  g_autofree const char **secrets = inlet_flow_request_dup_secrets (task);
  g_autoptr (InletReceipt) receipt = NULL;

  if (reply == NULL)
    return;

  receipt = inlet_receipt_new_from_reply (reply, secrets, NULL);
  if (receipt != NULL && is_about_it (task, receipt))
    g_task_return_pointer (task, g_steal_pointer (&receipt), g_object_unref);
  else
    inlet_flow_request_return_refusal (task, reply);
}

static void
on_delete_replied (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletReply) reply = inlet_flow_request_take_reply (task, result);

  if (reply == NULL)
    return;

  if (inlet_reply_get_status (reply) == 204)
    g_task_return_boolean (task, TRUE);
  else
    inlet_flow_request_return_refusal (task, reply);
}

void
inlet_flow_edit_get_async (InletHttp           *http,
                           InletAccount        *account,
                           const char          *token,
                           const char          *sandbox,
                           const char          *remote_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL && sandbox != NULL && remote_id != NULL);

  task = inlet_flow_request_new_task (http, account, token, sandbox, NULL, cancellable, callback,
                                      user_data);
  g_task_set_source_tag (task, inlet_flow_edit_get_async);
  inlet_flow_request_send (task, "GET", remote_id, "", NULL, NULL, on_get_replied);
}

InletRemote *
inlet_flow_edit_get_finish (InletHttp     *http,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_flow_edit_patch_async (InletHttp           *http,
                             InletAccount        *account,
                             const char          *token,
                             const char          *sandbox,
                             const char          *remote_id,
                             const char          *etag,
                             InletChange         *change,
                             InletSecrets        *secrets,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL && sandbox != NULL && remote_id != NULL && etag != NULL);
  g_return_if_fail (INLET_IS_CHANGE (change));
  g_return_if_fail (inlet_change_get_credentials (change) == NULL || secrets != NULL);

  task = inlet_flow_request_new_task (http, account, token, sandbox, secrets, cancellable, callback,
                                      user_data);
  g_task_set_source_tag (task, inlet_flow_edit_patch_async);
  body = inlet_change_to_body (change, secrets);
  inlet_flow_request_send (task, "PATCH", remote_id, "", etag, body, on_patch_replied);
}

InletReceipt *
inlet_flow_edit_patch_finish (InletHttp     *http,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_flow_edit_delete_async (InletHttp           *http,
                              InletAccount        *account,
                              const char          *token,
                              const char          *sandbox,
                              const char          *remote_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL && sandbox != NULL && remote_id != NULL);

  task = inlet_flow_request_new_task (http, account, token, sandbox, NULL, cancellable, callback,
                                      user_data);
  g_task_set_source_tag (task, inlet_flow_edit_delete_async);
  inlet_flow_request_send (task, "DELETE", remote_id, "", NULL, NULL, on_delete_replied);
}

gboolean
inlet_flow_edit_delete_finish (InletHttp     *http,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, http), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The words are those of the body that has no code, see the table of replies. */
gboolean
inlet_flow_edit_is_gone (const GError *error)
{
  g_autoptr (InletProblem) problem = NULL;
  const char *adobe_code = NULL;

  if (!g_error_matches (error, INLET_ERROR, INLET_ERROR_NOT_FOUND))
    return FALSE;

  problem = inlet_problem_new_from_error (error);
  adobe_code = inlet_problem_get_adobe_code (problem);
  if (inlet_problem_get_status (problem) != 404)
    return FALSE;

  return adobe_code != NULL
         ? g_str_has_prefix (adobe_code, "FLOW-1439")
         : strstr (inlet_problem_get_message (problem), "not found with id") != NULL;
}
