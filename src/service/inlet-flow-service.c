/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-service.h"

#include "inlet-flow-list.h"
#include "inlet-platform.h"
#include "inlet-problem.h"
#include "inlet-test-result.h"

#define CONNECTIONS_PATH "data/foundation/flowservice/connections"

/* One request, with what must not be found in what is kept of its reply. */
typedef struct
{
  InletAccount *account;         /* (owned) */
  char         *sandbox;         /* (owned) */
  char         *token;           /* (owned): a secret */
  InletSecrets *secrets;         /* (owned) (nullable) */

  InletFlowList *list;           /* (owned) (nullable) */
  GPtrArray    *remotes;         /* (owned) (nullable): of InletRemote, of a list */
} Request;

static Request *
request_new (InletAccount *account,
             const char   *sandbox,
             const char   *token)
{
  Request *request = g_new0 (Request, 1);

  request->account = g_object_ref (account);
  request->sandbox = g_strdup (sandbox);
  request->token = g_strdup (token);
  return request;
}

static void
request_free (Request *request)
{
  g_clear_object (&request->account);
  g_free (request->sandbox);
  inlet_secret_free (request->token);
  g_clear_pointer (&request->secrets, inlet_secrets_unref);
  g_clear_object (&request->list);
  g_clear_pointer (&request->remotes, g_ptr_array_unref);
  g_free (request);
}

static void
send_request (InletHttp           *http,
              Request             *request,
              const char          *method,
              const char          *path,
              GBytes              *body,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              GTask               *task)
{
  inlet_platform_send_async (http, request->account, request->token, method, path,
                             "x-sandbox-name", request->sandbox, body, cancellable, callback,
                             g_object_ref (task));
}

/* What was sent, and must not be in what is kept of the reply. (transfer container) */
static const char **
dup_secrets (Request *request)
{
  g_autofree const char **values =
    request->secrets != NULL ? inlet_secrets_dup_values (request->secrets) : NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) values[i]);
  g_ptr_array_add (all, request->token);
  g_ptr_array_add (all, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&all), FALSE);
}

static void
on_create_replied (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);
  g_autofree const char **secrets = dup_secrets (g_task_get_task_data (task));
  g_autoptr (InletReceipt) receipt = NULL;
  g_autoptr (InletProblem) problem = NULL;

  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  receipt = inlet_receipt_new_from_reply (reply, secrets, NULL);
  if (receipt != NULL) {
    g_task_return_pointer (task, g_steal_pointer (&receipt), g_object_unref);
    return;
  }

  problem = inlet_problem_new_from_reply (reply, secrets);
  g_task_return_error (task, inlet_problem_to_error (problem));
}

static void ask_for_page (GTask *task);

static void
on_page_listed (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Request *request = g_task_get_task_data (task);
  GPtrArray *remotes = inlet_flow_list_next_finish (INLET_HTTP (source), result, &error);

  if (remotes == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_ptr_array_extend_and_steal (request->remotes, remotes);
  if (inlet_flow_list_has_next (request->list))
    ask_for_page (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&request->remotes),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
ask_for_page (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  inlet_flow_list_next_async (request->list, g_task_get_source_object (task), request->account,
                              request->token, g_task_get_cancellable (task), on_page_listed,
                              g_object_ref (task));
}

/* A connection of the sandbox is asked about, with nothing sent. */
static void
ask_connection (GTask               *task,
                const char          *remote_id,
                const char          *question,
                GAsyncReadyCallback  callback)
{
  Request *request = g_task_get_task_data (task);
  g_autofree char *escaped = g_uri_escape_string (remote_id, NULL, FALSE);
  g_autofree char *path = g_strconcat (CONNECTIONS_PATH "/", escaped, question, NULL);

  send_request (g_task_get_source_object (task), request, "GET", path, NULL,
                g_task_get_cancellable (task), callback, task);
}

/* (nullable) (transfer full): %NULL when @task has got an error instead. */
static InletReply *
take_answer (GTask        *task,
             GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletProblem) question = NULL;
  InletReply *reply = inlet_http_send_finish (g_task_get_source_object (task), result, &error);

  if (reply != NULL)
    return reply;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return NULL;
  }

  problem = inlet_problem_new_from_error (error);
  question = inlet_problem_as_question (problem);
  g_task_return_error (task, inlet_problem_to_error (question));
  return NULL;
}

static void
return_refusal (GTask      *task,
                InletReply *reply)
{
  g_autofree const char **secrets = dup_secrets (g_task_get_task_data (task));
  g_autoptr (InletProblem) problem = inlet_problem_new_from_reply (reply, secrets);
  g_autoptr (InletProblem) question = inlet_problem_as_question (problem);

  g_task_return_error (task, inlet_problem_to_error (question));
}

static void
on_test_replied (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletReply) reply = take_answer (task, result);

  if (reply == NULL)
    return;

  if (inlet_test_result_is_passed_reply (reply))
    g_task_return_boolean (task, TRUE);
  else
    return_refusal (task, reply);
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
  Request *request = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_DRAFT (draft));
  g_return_if_fail (token != NULL);
  g_return_if_fail (secrets != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_service_create_async);
  /* The ID of what was made is given even to a caller who has cancelled. */
  g_task_set_check_cancellable (task, FALSE);

  request = request_new (inlet_draft_get_account (draft), inlet_draft_get_sandbox (draft), token);
  request->secrets = inlet_secrets_ref (secrets);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  body = inlet_draft_to_body (draft, secrets);
  send_request (http, request, "POST", CONNECTIONS_PATH, body, cancellable, on_create_replied,
                task);
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
  Request *request = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL);
  g_return_if_fail (sandbox != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_service_list_async);

  request = request_new (account, sandbox, token);
  request->list = inlet_flow_list_new (sandbox, name);
  request->remotes = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
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

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_service_test_async);
  g_task_set_task_data (task, request_new (account, sandbox, token),
                        (GDestroyNotify) request_free);
  ask_connection (task, remote_id, "/test", on_test_replied);
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
