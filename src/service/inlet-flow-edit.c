/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-edit.h"

#include "inlet-platform.h"
#include "inlet-problem.h"

#include <string.h>

#define CONNECTIONS_PATH "data/foundation/flowservice/connections/"

/* One request, with what must not be found in what is kept of its reply. */
typedef struct
{
  char         *remote_id;       /* (owned) */
  char         *token;           /* (owned): a secret */
  InletSecrets *secrets;         /* (owned) (nullable) */
} Request;

static void
request_free (Request *request)
{
  g_free (request->remote_id);
  inlet_secret_free (request->token);
  g_clear_pointer (&request->secrets, inlet_secrets_unref);
  g_free (request);
}

/* What is done is told even to a caller who has cancelled. */
static GTask *
create_task (InletHttp           *http,
             const char          *token,
             const char          *remote_id,
             InletSecrets        *secrets,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (http, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->remote_id = g_strdup (remote_id);
  request->token = g_strdup (token);
  request->secrets = secrets != NULL ? inlet_secrets_ref (secrets) : NULL;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

/* Byte for byte, and in the double quotes without which Flow Service refuses it. */
static char *
quote_etag (const char *etag)
{
  if (g_str_has_prefix (etag, "\"") || g_str_has_prefix (etag, "W/\""))
    return g_strdup (etag);

  return g_strconcat ("\"", etag, "\"", NULL);
}

static void
send_request (GTask               *task,
              InletAccount        *account,
              const char          *sandbox,
              const char          *method,
              const char          *etag,
              GBytes              *body,
              GAsyncReadyCallback  callback)
{
  Request *request = g_task_get_task_data (task);
  g_autofree char *escaped = g_uri_escape_string (request->remote_id, NULL, FALSE);
  g_autofree char *path = g_strconcat (CONNECTIONS_PATH, escaped, NULL);
  g_autofree char *quoted = etag != NULL ? quote_etag (etag) : NULL;
  const char *more[] = {
    "x-sandbox-name", sandbox,
    quoted != NULL ? "If-Match" : NULL, quoted,
    NULL
  };

  inlet_platform_send_with_async (g_task_get_source_object (task), account, request->token, method,
                                  path, more, body, g_task_get_cancellable (task), callback,
                                  g_object_ref (task));
}

/* What was sent, and must not be in what is kept of the reply. (transfer container) */
static const char **
dup_secrets (Request *request)
{
  g_autofree const char **values =
    request->secrets != NULL ? inlet_secrets_dup_values (request->secrets) : NULL;
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) values[i]);
  g_ptr_array_add (all, request->token);
  g_ptr_array_add (all, NULL);

  return (const char **) g_ptr_array_free (all, FALSE);
}

static GError *
read_refusal (GTask      *task,
              InletReply *reply)
{
  g_autofree const char **secrets = dup_secrets (g_task_get_task_data (task));
  g_autoptr (InletProblem) problem = inlet_problem_new_from_reply (reply, secrets);

  return inlet_problem_to_error (problem);
}

/* Takes @error, which whatever it says has changed nothing at Adobe. */
static void
return_as_question (GTask  *task,
                    GError *error)
{
  g_autoptr (GError) taken = error;
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletProblem) question = NULL;

  if (g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&taken));
    return;
  }

  problem = inlet_problem_new_from_error (taken);
  question = inlet_problem_as_question (problem);
  g_task_return_error (task, inlet_problem_to_error (question));
}

/* Whether @receipt is of the connection that was asked for, and not of another. */
static gboolean
is_asked_for (GTask        *task,
              InletReceipt *receipt)
{
  Request *request = g_task_get_task_data (task);

  return g_ascii_strcasecmp (inlet_receipt_get_remote_id (receipt), request->remote_id) == 0;
}

static void
on_get_replied (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);
  g_autofree const char **secrets = dup_secrets (g_task_get_task_data (task));
  g_autoptr (InletRemote) remote = NULL;

  if (reply == NULL) {
    return_as_question (task, g_steal_pointer (&error));
    return;
  }

  remote = inlet_remote_new_from_reply (reply, secrets, NULL);
  if (remote != NULL && is_asked_for (task, inlet_remote_get_receipt (remote)))
    g_task_return_pointer (task, g_steal_pointer (&remote), g_object_unref);
  else
    return_as_question (task, read_refusal (task, reply));
}

static void
on_patch_replied (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);
  g_autofree const char **secrets = dup_secrets (g_task_get_task_data (task));
  g_autoptr (InletReceipt) receipt = NULL;

  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  receipt = inlet_receipt_new_from_reply (reply, secrets, NULL);
  if (receipt != NULL && is_asked_for (task, receipt))
    g_task_return_pointer (task, g_steal_pointer (&receipt), g_object_unref);
  else
    g_task_return_error (task, read_refusal (task, reply));
}

static void
on_delete_replied (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (inlet_reply_get_status (reply) == 204)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, read_refusal (task, reply));
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

  task = create_task (http, token, remote_id, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_edit_get_async);
  send_request (task, account, sandbox, "GET", NULL, NULL, on_get_replied);
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

  task = create_task (http, token, remote_id, secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_edit_patch_async);
  body = inlet_change_to_body (change, secrets);
  send_request (task, account, sandbox, "PATCH", etag, body, on_patch_replied);
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

  task = create_task (http, token, remote_id, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_edit_delete_async);
  send_request (task, account, sandbox, "DELETE", NULL, NULL, on_delete_replied);
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
