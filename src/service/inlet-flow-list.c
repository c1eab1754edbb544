/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-list.h"

#include "inlet-address.h"
#include "inlet-draft.h"
#include "inlet-platform.h"
#include "inlet-problem.h"
#include "inlet-secrets.h"

/* The most that Flow Service gives at once, and more pages than anybody has, so that a server which
 * always names another one comes to an end. */
#define PATH INLET_CONNECTIONS_PATH "?limit=100"
#define MAX_PAGES 1000

struct _InletFlowList
{
  GObject     parent_instance;

  char       *sandbox;         /* (owned) */
  char       *name;            /* (owned) (nullable) */
  const char *continuation;    /* (nullable): where it goes on; one of the tokens */
  GHashTable *tokens;          /* (owned): a set, of all that were followed */
  gboolean    is_at_end;
};

G_DEFINE_FINAL_TYPE (InletFlowList, inlet_flow_list, G_TYPE_OBJECT)

typedef struct
{
  InletFlowList *self;     /* (owned) */
  char          *token;    /* (owned): a secret */
  InletReply    *reply;    /* (owned) (nullable) */
  char          *continuation;    /* (owned) (nullable): what it says of the next page */
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->self);
  inlet_secret_free (request->token);
  g_clear_object (&request->reply);
  g_free (request->continuation);
  g_free (request);
}

/* A circle, or no end: what was read is not the whole list, and must not pass for it. */
static gboolean
go_on (InletFlowList  *self,
       char           *continuation,
       GError        **error)
{
  if (g_hash_table_contains (self->tokens, continuation) ||
      g_hash_table_size (self->tokens) == MAX_PAGES) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_BAD_REPLY,
                         "The list of connections has no end");
    return FALSE;
  }

  self->continuation = g_strdup (continuation);
  g_hash_table_add (self->tokens, (char *) self->continuation);
  return TRUE;
}

static void
on_page_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remotes = g_task_propagate_pointer (G_TASK (result), &error);
  Request *request = g_task_get_task_data (task);

  if (remotes == NULL ||
      (request->continuation != NULL && !go_on (request->self, request->continuation, &error))) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  request->self->is_at_end = request->continuation == NULL;
  g_task_return_pointer (task, g_steal_pointer (&remotes), (GDestroyNotify) g_ptr_array_unref);
}

/* A page is long, and is read while the main loop goes on. */
static void
read_page (GTask        *reading,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Request *request = data;
  const char *secrets[] = { request->token, NULL };
  GPtrArray *remotes = inlet_remote_list_from_reply (request->reply, secrets,
                                                     &request->continuation, NULL);
  g_autoptr (InletProblem) problem = NULL;

  if (remotes != NULL) {
    g_task_return_pointer (reading, remotes, (GDestroyNotify) g_ptr_array_unref);
    return;
  }

  problem = inlet_problem_new_from_reply (request->reply, secrets);
  g_task_return_error (reading, inlet_problem_to_error (problem));
}

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) reading = NULL;
  g_autoptr (GError) error = NULL;
  Request *request = g_task_get_task_data (task);

  request->reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);
  if (request->reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  /* The request outlives it, since the task does. Without a source: the thread may be the last to
   * hold it, and the client must not be freed there. */
  reading = g_task_new (NULL, NULL, on_page_read, g_object_ref (task));
  g_task_set_task_data (reading, request, NULL);
  g_task_run_in_thread (reading, read_page);
}

static void
add_filter (GString    *path,
            const char *property,
            const char *value)
{
  g_autofree char *filter = g_strconcat (property, "==", value, NULL);
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);

  g_string_append_printf (path, "&property=%s", escaped);
}

static char *
build_path (InletFlowList *self)
{
  g_autoptr (GString) path = g_string_new (PATH);

  add_filter (path, "connectionSpec.id", INLET_S3_SPEC_ID);
  if (self->name != NULL)
    add_filter (path, "name", self->name);
  if (self->continuation != NULL) {
    g_autofree char *escaped = g_uri_escape_string (self->continuation, NULL, FALSE);

    g_string_append_printf (path, "&continuationToken=%s", escaped);
  }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
inlet_flow_list_finalize (GObject *object)
{
  InletFlowList *self = INLET_FLOW_LIST (object);

  g_free (self->sandbox);
  g_free (self->name);
  g_clear_pointer (&self->tokens, g_hash_table_unref);

  G_OBJECT_CLASS (inlet_flow_list_parent_class)->finalize (object);
}

static void
inlet_flow_list_class_init (InletFlowListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_flow_list_finalize;
}

static void
inlet_flow_list_init (InletFlowList *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

InletFlowList *
inlet_flow_list_new (const char *sandbox,
                     const char *name)
{
  InletFlowList *self = NULL;

  g_return_val_if_fail (sandbox != NULL, NULL);

  self = g_object_new (INLET_TYPE_FLOW_LIST, NULL);
  self->sandbox = g_strdup (sandbox);
  self->name = g_strdup (name);
  return self;
}

gboolean
inlet_flow_list_has_next (InletFlowList *self)
{
  g_return_val_if_fail (INLET_IS_FLOW_LIST (self), FALSE);

  return !self->is_at_end;
}

void
inlet_flow_list_next_async (InletFlowList       *self,
                            InletHttp           *http,
                            InletAccount        *account,
                            const char          *token,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *path = NULL;
  Request *request = NULL;
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_FLOW_LIST (self));
  g_return_if_fail (!self->is_at_end);
  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (token != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_list_next_async);
  request = g_new0 (Request, 1);
  request->self = g_object_ref (self);
  request->token = g_strdup (token);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  path = build_path (self);
  inlet_platform_send_async (http, account, token, "GET", path, "x-sandbox-name", self->sandbox,
                             NULL, cancellable, on_replied, task);
}

GPtrArray *
inlet_flow_list_next_finish (InletHttp     *http,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
