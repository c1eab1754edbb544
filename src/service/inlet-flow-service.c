/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-service.h"

#include "inlet-flow-list.h"
#include "inlet-flow-request.h"
#include "inlet-test-result.h"

/* All pages of a list. */
typedef struct
{
  InletFlowList *list;       /* (owned) */
  InletAccount  *account;    /* (owned) */
  char          *token;      /* (owned): a secret */
  GPtrArray     *remotes;    /* (owned) (nullable): of InletRemote */
} Listing;

static void
listing_free (Listing *listing)
{
  g_clear_object (&listing->list);
  g_clear_object (&listing->account);
  inlet_secret_free (listing->token);
  g_clear_pointer (&listing->remotes, g_ptr_array_unref);
  g_free (listing);
}

static void
on_create_replied (GObject      *source,
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
  if (receipt != NULL)
    g_task_return_pointer (task, g_steal_pointer (&receipt), g_object_unref);
  else
    inlet_flow_request_return_refusal (task, reply);
}

static void ask_for_page (GTask *task);

static void
on_page_listed (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Listing *listing = g_task_get_task_data (task);
  GPtrArray *remotes = inlet_flow_list_next_finish (INLET_HTTP (source), result, &error);

  if (remotes == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_ptr_array_extend_and_steal (listing->remotes, remotes);
  if (inlet_flow_list_has_next (listing->list))
    ask_for_page (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&listing->remotes),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
ask_for_page (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);

  inlet_flow_list_next_async (listing->list, g_task_get_source_object (task), listing->account,
                              listing->token, g_task_get_cancellable (task), on_page_listed,
                              g_object_ref (task));
}

static void
on_test_replied (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletReply) reply = inlet_flow_request_take_reply (task, result);

  if (reply == NULL)
    return;

  if (inlet_test_result_is_passed_reply (reply))
    g_task_return_boolean (task, TRUE);
  else
    inlet_flow_request_return_refusal (task, reply);
}

void
inlet_flow_service_create_async (InletHttp           *http,
                                 InletDraft          *draft,
                                 const char          *token,
                                 InletSecrets        *secrets,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_DRAFT (draft));
  g_return_if_fail (token != NULL);
  g_return_if_fail (secrets != NULL);

  task = inlet_flow_request_new_task (http, inlet_draft_get_account (draft), token,
                                      inlet_draft_get_sandbox (draft), secrets, cancellable,
                                      callback, user_data);
  g_task_set_source_tag (task, inlet_flow_service_create_async);
  body = inlet_draft_to_body (draft, secrets);
  inlet_flow_request_send (task, "POST", NULL, NULL, NULL, body, on_create_replied);
}

InletReceipt *
inlet_flow_service_create_finish (InletHttp     *http,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_flow_service_list_async (InletHttp           *http,
                               InletAccount        *account,
                               const char          *token,
                               const char          *sandbox,
                               const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Listing *listing = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL);
  g_return_if_fail (sandbox != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_service_list_async);

  listing = g_new0 (Listing, 1);
  listing->account = g_object_ref (account);
  listing->token = g_strdup (token);
  listing->list = inlet_flow_list_new (sandbox, name);
  listing->remotes = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  ask_for_page (task);
}

GPtrArray *
inlet_flow_service_list_finish (InletHttp     *http,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_flow_service_test_async (InletHttp           *http,
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
  g_return_if_fail (token != NULL);
  g_return_if_fail (sandbox != NULL);
  g_return_if_fail (remote_id != NULL);

  task = inlet_flow_request_new_task (http, account, token, sandbox, NULL, cancellable, callback,
                                      user_data);
  g_task_set_source_tag (task, inlet_flow_service_test_async);
  inlet_flow_request_send (task, "GET", remote_id, "/test", NULL, NULL, on_test_replied);
}

gboolean
inlet_flow_service_test_finish (InletHttp     *http,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, http), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
