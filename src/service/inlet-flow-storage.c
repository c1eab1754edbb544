/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-storage.h"

#include "inlet-address.h"
#include "inlet-platform.h"
#include "inlet-problem.h"
#include "inlet-secrets.h"

/* A preview is of few rows. What json-glib makes of it takes a hundred times as much. */
#define MAX_TABLE_BYTES (4 * 1024 * 1024)

/* Refusals are short. What is none, but not understood either, is shown in part. */
#define MAX_PROBLEM_BYTES (128 * 1024)

/* What a thread makes of a reply: a [class@Listing] or a [class@Table]. */
typedef gpointer (*Reader) (InletReply         *reply,
                            const char * const *secrets,
                            GError            **error);

typedef struct
{
  char       *token;    /* (owned): a secret */
  Reader      read;
  InletReply *reply;    /* (owned) (nullable) */
} Question;

static Question *
question_new (const char *token,
              Reader      read)
{
  Question *question = g_new0 (Question, 1);

  question->token = g_strdup (token);
  question->read = read;
  return question;
}

static void
question_free (Question *question)
{
  inlet_secret_free (question->token);
  g_clear_object (&question->reply);
  g_free (question);
}

static gpointer
read_listing (InletReply         *reply,
              const char * const *secrets,
              GError            **error)
{
  return inlet_listing_new_from_reply (reply, secrets, error);
}

static gpointer
read_table (InletReply         *reply,
            const char * const *secrets,
            GError            **error)
{
  return inlet_table_new_from_reply (reply, secrets, error);
}

static void
return_problem (GTask        *task,
                InletProblem *problem)
{
  g_autoptr (InletProblem) question = inlet_problem_as_question (problem);

  g_task_return_error (task, inlet_problem_to_error (question));
}

/* In its thread. Frees the reply here, too, since it may be large. */
static void
read_reply (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Question *question = task_data;
  g_autoptr (InletReply) reply = g_steal_pointer (&question->reply);
  const char *secrets[] = { question->token, NULL };
  g_autoptr (InletReply) cut = NULL;
  g_autoptr (InletProblem) problem = NULL;
  gpointer answer = question->read (reply, secrets, NULL);

  if (answer != NULL) {
    g_task_return_pointer (task, answer, g_object_unref);
    return;
  }

  cut = inlet_reply_cut (reply, MAX_PROBLEM_BYTES);
  problem = inlet_problem_new_from_reply (cut, secrets);
  return_problem (task, problem);
}

static void
on_answer_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* @reply: (transfer full). By a task of its own, without a source: a thread may be the last to let
 * go of its task, and the client must not be freed in it. */
static void
read_in_thread (GTask      *task,
                InletReply *reply)
{
  Question *asked = g_task_get_task_data (task);
  Question *question = question_new (asked->token, asked->read);
  g_autoptr (GTask) reading = g_task_new (NULL, g_task_get_cancellable (task), on_answer_read,
                                          g_object_ref (task));

  question->reply = reply;
  g_task_set_task_data (reading, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (reading, read_reply);
}

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);

  if (reply != NULL) {
    read_in_thread (task, g_steal_pointer (&reply));
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (task, g_steal_pointer (&error));
  } else {
    problem = inlet_problem_new_from_error (error);
    return_problem (task, problem);
  }
}

/* Everything but what RFC 3986 leaves unreserved is escaped, which is all of what Adobe's overview
 * of the S3 source asks for, and more; the slashes between folders stay, as in the tutorials. */
static void
append_object (GString    *query,
               const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  g_string_append_printf (query, "&object=%s", escaped);
}

/* @task: (transfer full) */
static void
ask (GTask        *task,
     InletAccount *account,
     const char   *token,
     const char   *sandbox,
     const char   *remote_id,
     GString      *query,
     Reader        read)
{
  g_autofree char *id = g_uri_escape_string (remote_id, NULL, FALSE);
  g_autofree char *path =
    g_strconcat (INLET_CONNECTIONS_PATH "/", id, "/explore?", query->str, NULL);
  gsize max_bytes = read == read_listing ? INLET_FLOW_STORAGE_MAX_BYTES : MAX_TABLE_BYTES;

  g_task_set_task_data (task, question_new (token, read), (GDestroyNotify) question_free);
  inlet_platform_get_async (g_task_get_source_object (task), account, token, path, sandbox,
                            max_bytes, g_task_get_cancellable (task), on_replied, task);
}

void
inlet_flow_storage_list_async (InletHttp           *http,
                               InletAccount        *account,
                               const char          *token,
                               const char          *sandbox,
                               const char          *remote_id,
                               const char          *path,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GString) query = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL && sandbox != NULL && remote_id != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_storage_list_async);

  query = g_string_new (path != NULL ? "objectType=folder" : "objectType=root");
  if (path != NULL)
    append_object (query, path);
  ask (g_steal_pointer (&task), account, token, sandbox, remote_id, query, read_listing);
}

InletListing *
inlet_flow_storage_list_finish (InletHttp     *http,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_flow_storage_read_async (InletHttp             *http,
                               InletAccount          *account,
                               const char            *token,
                               const char            *sandbox,
                               const char            *remote_id,
                               const char            *path,
                               const InletFileFormat *format,
                               gboolean               is_preview,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GString) query = NULL;
  g_autofree char *options = NULL;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL && sandbox != NULL && remote_id != NULL);
  g_return_if_fail (path != NULL && format != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_storage_read_async);

  query = g_string_new ("objectType=file");
  append_object (query, path);
  options = inlet_file_format_to_query (format);
  g_string_append (query, options);
  if (is_preview)
    g_string_append (query, "&preview=true");
  ask (g_steal_pointer (&task), account, token, sandbox, remote_id, query, read_table);
}

InletTable *
inlet_flow_storage_read_finish (InletHttp     *http,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
