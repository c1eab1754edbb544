/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-browse.h"

#include "inlet-call.h"
#include "inlet-error.h"
#include "inlet-flow-storage.h"
#include "inlet-set-string.h"

#include <string.h>

/* How many entries of all folders together are remembered. */
#define MAX_KNOWN_ENTRIES (500 * 1000)

struct _InletBrowse
{
  GObject          parent_instance;

  InletContext    *context;        /* (owned) */
  InletConnection *connection;     /* (owned) */
  GHashTable      *known;          /* (owned) (element-type utf8 InletListing) */
  GQueue           visited;        /* (element-type utf8) (unowned): their keys, the last last */
  char            *status;         /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletBrowse, inlet_browse, G_TYPE_OBJECT)

typedef struct
{
  InletConnection *connection;    /* (owned) */
  char            *path;          /* (owned) (nullable) */
  InletFileFormat  format;
  gboolean         is_preview;
  InletCall       *call;          /* (owned) (nullable) */
} Question;

static void
question_free (Question *question)
{
  g_clear_object (&question->connection);
  g_clear_object (&question->call);
  g_free (question->path);
  g_free (question);
}

/* A damaged row may lack it; then Adobe says so. */
static const char *
get_sandbox (Question *question)
{
  const char *sandbox = inlet_connection_get_sandbox (question->connection);

  return sandbox != NULL ? sandbox : "";
}

static void
send_list (InletHttp           *http,
           InletAccount        *account,
           const char          *token,
           gpointer             data,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  Question *question = data;

  inlet_flow_storage_list_async (http, account, token, get_sandbox (question),
                                 inlet_connection_get_remote_id (question->connection),
                                 question->path, cancellable, callback, user_data);
}

static gpointer
finish_list (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return inlet_flow_storage_list_finish (http, result, error);
}

static const InletCallKind list_kind = {
  .name = "list-folder",
  .send = send_list,
  .finish = finish_list,
  .free_result = g_object_unref,
};

static void
send_read (InletHttp           *http,
           InletAccount        *account,
           const char          *token,
           gpointer             data,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  Question *question = data;

  inlet_flow_storage_read_async (http, account, token, get_sandbox (question),
                                 inlet_connection_get_remote_id (question->connection),
                                 question->path, &question->format, question->is_preview,
                                 cancellable, callback, user_data);
}

static gpointer
finish_read (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return inlet_flow_storage_read_finish (http, result, error);
}

static const InletCallKind read_kind = {
  .name = "read-file",
  .send = send_read,
  .finish = finish_read,
  .free_result = g_object_unref,
};

static const char *
get_key (const char *path)
{
  return path != NULL ? path : "";
}

static void
forget (InletBrowse *self,
        const char  *path)
{
  GList *link = g_queue_find_custom (&self->visited, get_key (path), (GCompareFunc) strcmp);

  if (link == NULL)
    return;

  g_queue_delete_link (&self->visited, link);
  g_hash_table_remove (self->known, get_key (path));
}

static guint
count_known (InletBrowse *self)
{
  GHashTableIter iter;
  gpointer listing;
  guint n_entries = 0;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &listing))
    n_entries += inlet_listing_get_n_entries (listing);

  return n_entries;
}

static void
remember (InletBrowse  *self,
          const char   *path,
          InletListing *listing)
{
  char *key = g_strdup (get_key (path));

  forget (self, path);
  g_hash_table_insert (self->known, key, g_object_ref (listing));
  g_queue_push_tail (&self->visited, key);

  while (self->visited.length > 1 && count_known (self) > MAX_KNOWN_ENTRIES)
    g_hash_table_remove (self->known, g_queue_pop_head (&self->visited));
}

static void
set_status (InletBrowse *self,
            const char  *status)
{
  if (inlet_set_string (&self->status, status))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void
on_call_status (InletBrowse *self,
                GParamSpec  *pspec,
                InletCall   *call)
{
  set_status (self, inlet_call_get_status (call));
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) answer = inlet_call_run_finish (INLET_CALL (source), result, &error);
  InletBrowse *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);

  set_status (self, NULL);
  if (answer == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  if (INLET_IS_LISTING (answer))
    remember (self, question->path, INLET_LISTING (answer));
  g_task_return_pointer (task, g_steal_pointer (&answer), g_object_unref);
}

static void
ask (InletBrowse         *self,
     GTask               *task,
     const InletCallKind *kind,
     const char          *path,
     Question            *question)
{
  InletAccount *account = inlet_context_find_account (self->context, self->connection);

  question->connection = g_object_ref (self->connection);
  question->path = g_strdup (path);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (account == NULL) {
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_NO_ACCOUNT, "%s",
                             inlet_connection_get_account_name (self->connection));
    return;
  }

  question->call = inlet_call_new (kind, inlet_context_get_sign_in (self->context),
                                   account, question);
  g_signal_connect_object (question->call, "notify::status", G_CALLBACK (on_call_status), self,
                           G_CONNECT_SWAPPED);
  inlet_call_run_async (question->call, g_task_get_cancellable (task), on_answered,
                        g_object_ref (task));
}

static void
inlet_browse_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  InletBrowse *self = INLET_BROWSE (object);

  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_browse_dispose (GObject *object)
{
  InletBrowse *self = INLET_BROWSE (object);

  g_queue_clear (&self->visited);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->status, g_free);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_browse_parent_class)->dispose (object);
}

static void
inlet_browse_class_init (InletBrowseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_browse_dispose;
  object_class->get_property = inlet_browse_get_property;

  props[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_browse_init (InletBrowse *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->visited);
}

InletBrowse *
inlet_browse_new (InletContext    *context,
                  InletConnection *connection)
{
  InletBrowse *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (inlet_connection_get_remote_id (connection) != NULL, NULL);

  self = g_object_new (INLET_TYPE_BROWSE, NULL);
  self->context = g_object_ref (context);
  self->connection = g_object_ref (connection);
  return self;
}

const char *
inlet_browse_get_status (InletBrowse *self)
{
  g_return_val_if_fail (INLET_IS_BROWSE (self), NULL);

  return self->status;
}

void
inlet_browse_list_async (InletBrowse         *self,
                         const char          *path,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_BROWSE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_browse_list_async);
  ask (self, task, &list_kind, path, g_new0 (Question, 1));
}

InletListing *
inlet_browse_list_finish (InletBrowse   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletListing *
inlet_browse_get_known (InletBrowse *self,
                        const char  *path)
{
  g_return_val_if_fail (INLET_IS_BROWSE (self), NULL);

  return g_hash_table_lookup (self->known, get_key (path));
}

void
inlet_browse_read_async (InletBrowse           *self,
                         const char            *path,
                         const InletFileFormat *format,
                         gboolean               is_preview,
                         GCancellable          *cancellable,
                         GAsyncReadyCallback    callback,
                         gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question = NULL;

  g_return_if_fail (INLET_IS_BROWSE (self));
  g_return_if_fail (path != NULL && format != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_browse_read_async);
  question = g_new0 (Question, 1);
  question->format = *format;
  question->is_preview = is_preview;
  ask (self, task, &read_kind, path, question);
}

InletTable *
inlet_browse_read_finish (InletBrowse   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
