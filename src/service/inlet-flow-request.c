/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-request.h"

#include "inlet-address.h"
#include "inlet-platform.h"
#include "inlet-problem.h"

typedef struct
{
  InletAccount *account;      /* (owned) */
  char         *token;        /* (owned): a secret */
  char         *sandbox;      /* (owned) */
  InletSecrets *secrets;      /* (owned) (nullable) */
  char         *remote_id;    /* (owned) (nullable) */
  gboolean      is_question;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->account);
  inlet_secret_free (request->token);
  g_free (request->sandbox);
  g_clear_pointer (&request->secrets, inlet_secrets_unref);
  g_free (request->remote_id);
  g_free (request);
}

/* Byte for byte, and in the double quotes without which Flow Service refuses it. */
static char *
quote_etag (const char *etag)
{
  if (g_str_has_prefix (etag, "\"") || g_str_has_prefix (etag, "W/\""))
    return g_strdup (etag);

  return g_strconcat ("\"", etag, "\"", NULL);
}

static char *
build_path (const char *remote_id,
            const char *part)
{
  g_autofree char *escaped = NULL;

  if (remote_id == NULL)
    return g_strdup (INLET_CONNECTIONS_PATH);

  escaped = g_uri_escape_string (remote_id, NULL, FALSE);
  return g_strconcat (INLET_CONNECTIONS_PATH "/", escaped, part, NULL);
}

static void
return_problem (GTask        *task,
                InletProblem *problem)
{
  Request *request = g_task_get_task_data (task);
  g_autoptr (InletProblem) question = NULL;

  if (request->is_question)
    question = inlet_problem_as_question (problem);
  g_task_return_error (task, inlet_problem_to_error (question != NULL ? question : problem));
}

GTask *
inlet_flow_request_new_task (InletHttp           *http,
                             InletAccount        *account,
                             const char          *token,
                             const char          *sandbox,
                             InletSecrets        *secrets,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (http, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->account = g_object_ref (account);
  request->token = g_strdup (token);
  request->sandbox = g_strdup (sandbox);
  request->secrets = secrets != NULL ? inlet_secrets_ref (secrets) : NULL;
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

void
inlet_flow_request_send (GTask               *task,
                         const char          *method,
                         const char          *remote_id,
                         const char          *part,
                         const char          *etag,
                         GBytes              *body,
                         GAsyncReadyCallback  callback)
{
  Request *request = g_task_get_task_data (task);
  g_autofree char *path = build_path (remote_id, part);
  g_autofree char *quoted = etag != NULL ? quote_etag (etag) : NULL;
  const char *more[] = {
    "x-sandbox-name", request->sandbox,
    quoted != NULL ? "If-Match" : NULL, quoted,
    NULL
  };

  request->remote_id = g_strdup (remote_id);
  request->is_question = g_str_equal (method, "GET");
  inlet_platform_send_with_async (g_task_get_source_object (task), request->account,
                                  request->token, method, path, more, body,
                                  g_task_get_cancellable (task), callback, g_object_ref (task));
}

InletReply *
inlet_flow_request_take_reply (GTask        *task,
                               GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;
  Request *request = g_task_get_task_data (task);
  InletReply *reply = inlet_http_send_finish (g_task_get_source_object (task), result, &error);

  if (reply != NULL)
    return reply;

  if (!request->is_question || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return NULL;
  }

  problem = inlet_problem_new_from_error (error);
  return_problem (task, problem);
  return NULL;
}

const char **
inlet_flow_request_dup_secrets (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autofree const char **values =
    request->secrets != NULL ? inlet_secrets_dup_values (request->secrets) : NULL;
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer) values[i]);
  g_ptr_array_add (all, request->token);
  g_ptr_array_add (all, NULL);

  return (const char **) g_ptr_array_free (all, FALSE);
}

gboolean
inlet_flow_request_is_about (GTask      *task,
                             const char *remote_id)
{
  Request *request = g_task_get_task_data (task);

  return g_ascii_strcasecmp (remote_id, request->remote_id) == 0;
}

void
inlet_flow_request_return_refusal (GTask      *task,
                                   InletReply *reply)
{
  g_autofree const char **secrets = inlet_flow_request_dup_secrets (task);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_reply (reply, secrets);

  return_problem (task, problem);
}
