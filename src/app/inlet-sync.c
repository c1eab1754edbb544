/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sync.h"

#include "inlet-attempt.h"
#include "inlet-call.h"
#include "inlet-doubt.h"
#include "inlet-flow-service.h"

/* What one list of Adobe's tells of. */
typedef struct
{
  InletAccount *account;    /* (owned) */
  const char   *sandbox;    /* of the first row */
  GPtrArray    *rows;       /* (owned): of InletConnection, at least one */
} Group;

struct _InletSync
{
  GObject       parent_instance;

  InletContext *context;        /* (owned) */
  gint64        patience;
  gint64        row_id;         /* 0: all */
  gboolean      is_quiet;
  gboolean      only_looks;

  GPtrArray    *groups;         /* (owned): of Group */
  guint         next_group;
  GHashTable   *given_up;       /* (owned): IDs of accounts, a set */
  GPtrArray    *findings;       /* (owned): of InletFinding */
  GError       *failure;        /* (owned) (nullable): the first */

  /* Of the group that is looked up: */
  InletCall    *call;           /* (owned) (nullable) */
  GPtrArray    *remotes;        /* (owned) (nullable): of InletRemote */
  guint         next_row;
};

G_DEFINE_FINAL_TYPE (InletSync, inlet_sync, G_TYPE_OBJECT)

static void
group_free (Group *group)
{
  g_clear_object (&group->account);
  g_clear_pointer (&group->rows, g_ptr_array_unref);
  g_free (group);
}

static Group *
get_group (InletSync *self)
{
  return self->groups->pdata[self->next_group];
}

static InletConnection *
get_row (InletSync *self)
{
  return get_group (self)->rows->pdata[self->next_row];
}

static void look_up_next_group (GTask *task);
static void look_at_next_row (GTask *task);

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSync *self = g_task_get_source_object (task);

  /* It does not hold when another process was first: then that has told of the row. */
  if (!inlet_doubt_settle_finish (INLET_DATABASE (source), result, &error)) {
    g_ptr_array_set_size (self->findings, self->findings->len - 1);
    if (error != NULL) {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  }

  self->next_row++;
  look_at_next_row (task);
}

static void
on_known_found (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) known = NULL;
  InletSync *self = g_task_get_source_object (task);
  InletFinding *finding = NULL;

  known = inlet_doubt_find_ids_finish (INLET_DATABASE (source), result, &error);
  if (known == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  finding = inlet_finding_new (get_row (self), self->remotes, known,
                               inlet_account_get_api_key (get_group (self)->account),
                               self->patience, g_get_real_time () / G_USEC_PER_SEC);
  g_ptr_array_add (self->findings, finding);
  if (self->only_looks) {
    self->next_row++;
    look_at_next_row (task);
    return;
  }

  inlet_doubt_settle_async (INLET_DATABASE (source), inlet_finding_get_outcome (finding),
                            on_settled, g_object_ref (task));
}

/* Asked anew for each row: what was found for the one before it is known by now. */
static void
look_at_next_row (GTask *task)
{
  InletSync *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *name = NULL;

  if (self->next_row == get_group (self)->rows->len) {
    self->next_group++;
    look_up_next_group (task);
    return;
  }

  name = inlet_connection_get_name (get_row (self));
  for (guint i = 0; i < self->remotes->len; i++) {
    InletRemote *remote = self->remotes->pdata[i];

    if (g_str_equal (inlet_remote_get_name (remote), name))
      g_ptr_array_add (ids, (gpointer) inlet_receipt_get_remote_id (
                         inlet_remote_get_receipt (remote)));
  }
  g_ptr_array_add (ids, NULL);

  inlet_doubt_find_ids_async (inlet_context_get_database (self->context),
                              (const char * const *) ids->pdata, g_task_get_cancellable (task),
                              on_known_found, g_object_ref (task));
}

/* Goes on with what others may still find. A failure that is not about the sandbox is the account's
 * and would be the same for its other ones. */
static void
pass_over (GTask  *task,
           GError *error)
{
  InletSync *self = g_task_get_source_object (task);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);
  InletProfile *account = INLET_PROFILE (get_group (self)->account);

  if (inlet_problem_get_status (problem) == 0 ||
      inlet_problem_get_code (problem) == INLET_ERROR_SIGN_IN)
    g_hash_table_add (self->given_up, g_strdup (inlet_profile_get_id (account)));
  if (self->failure == NULL)
    self->failure = g_error_copy (error);

  self->next_group++;
  look_up_next_group (task);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSync *self = g_task_get_source_object (task);

  self->remotes = inlet_call_run_finish (INLET_CALL (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (self->remotes != NULL)
    look_at_next_row (task);
  else
    pass_over (task, error);
}

/* (nullable): the name that all rows of @group have. */
static const char *
get_common_name (Group *group)
{
  const char *name = inlet_connection_get_name (group->rows->pdata[0]);

  for (guint i = 1; i < group->rows->len; i++)
    if (!g_str_equal (inlet_connection_get_name (group->rows->pdata[i]), name))
      return NULL;

  return name;
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
  Group *group = data;

  inlet_flow_service_list_async (http, account, token, group->sandbox, get_common_name (group),
                                 cancellable, callback, user_data);
}

static gpointer
finish_list (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return inlet_flow_service_list_finish (http, result, error);
}

static const InletCallKind list_kind = {
  .name = "list-connections",
  .send = send_list,
  .finish = finish_list,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

static void
forget_group (InletSync *self)
{
  g_clear_object (&self->call);
  g_clear_pointer (&self->remotes, g_ptr_array_unref);
  self->next_row = 0;
}

static void
list (GTask *task)
{
  InletSync *self = g_task_get_source_object (task);
  Group *group = get_group (self);

  self->call = inlet_call_new (&list_kind, inlet_context_get_sign_in (self->context),
                               group->account, group);
  inlet_call_set_quiet (self->call, self->is_quiet);
  inlet_call_run_async (self->call, g_task_get_cancellable (task), on_listed,
                        g_object_ref (task));
}

static gboolean
is_given_up (InletSync *self,
             Group     *group)
{
  return g_hash_table_contains (self->given_up,
                                inlet_profile_get_id (INLET_PROFILE (group->account)));
}

static void
look_up_next_group (GTask *task)
{
  InletSync *self = g_task_get_source_object (task);

  forget_group (self);
  while (self->next_group < self->groups->len && is_given_up (self, get_group (self)))
    self->next_group++;

  if (self->next_group == self->groups->len) {
    g_task_return_pointer (task, g_ptr_array_ref (self->findings),
                           (GDestroyNotify) g_ptr_array_unref);
    return;
  }

  list (task);
}

static Group *
find_group (InletSync    *self,
            InletAccount *account,
            const char   *sandbox)
{
  Group *group = NULL;

  for (guint i = 0; i < self->groups->len; i++) {
    group = self->groups->pdata[i];
    if (group->account == account && g_str_equal (group->sandbox, sandbox))
      return group;
  }

  group = g_new0 (Group, 1);
  group->account = g_object_ref (account);
  group->sandbox = sandbox;
  group->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->groups, group);
  return group;
}

/* A row that is not asked for, or whose account is gone or another's, is left as it is. */
static void
add_row (InletSync       *self,
         InletConnection *row)
{
  InletAccount *account = inlet_context_find_account (self->context, row);
  const char *sandbox = inlet_connection_get_sandbox (row);

  if (self->row_id != 0 && self->row_id != inlet_connection_get_row_id (row))
    return;

  if (account != NULL && sandbox != NULL)
    g_ptr_array_add (find_group (self, account, sandbox)->rows, g_object_ref (row));
}

static void
on_uncertain_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  InletSync *self = g_task_get_source_object (task);

  rows = inlet_doubt_read_finish (INLET_DATABASE (source), result, &error);
  if (rows == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  for (guint i = 0; i < rows->len; i++)
    add_row (self, rows->pdata[i]);
  look_up_next_group (task);
}

static void
on_abandoned_settled (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletDatabase *database = INLET_DATABASE (source);

  if (inlet_attempt_settle_finish (database, result, &error) >= 0)
    inlet_doubt_read_async (database, g_task_get_cancellable (task), on_uncertain_read,
                            g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
inlet_sync_dispose (GObject *object)
{
  InletSync *self = INLET_SYNC (object);

  forget_group (self);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->given_up, g_hash_table_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_sync_parent_class)->dispose (object);
}

static void
inlet_sync_class_init (InletSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_sync_dispose;
}

static void
inlet_sync_init (InletSync *self)
{
  self->patience = INLET_FINDING_PATIENCE;
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->given_up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
}

InletSync *
inlet_sync_new (InletContext *context)
{
  InletSync *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);

  self = g_object_new (INLET_TYPE_SYNC, NULL);
  self->context = g_object_ref (context);
  return self;
}

void
inlet_sync_set_patience (InletSync *self,
                         gint64     patience)
{
  g_return_if_fail (INLET_IS_SYNC (self));
  g_return_if_fail (patience >= 0);

  self->patience = patience;
}

void
inlet_sync_set_row (InletSync *self,
                    gint64     row_id)
{
  g_return_if_fail (INLET_IS_SYNC (self));

  self->row_id = row_id;
}

void
inlet_sync_set_only_looks (InletSync *self,
                           gboolean   only_looks)
{
  g_return_if_fail (INLET_IS_SYNC (self));

  self->only_looks = only_looks;
}

void
inlet_sync_set_quiet (InletSync *self,
                      gboolean   is_quiet)
{
  g_return_if_fail (INLET_IS_SYNC (self));

  self->is_quiet = is_quiet;
}

void
inlet_sync_run_async (InletSync           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_SYNC (self));
  g_return_if_fail (self->groups->len == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_sync_run_async);
  inlet_attempt_settle_async (inlet_context_get_database (self->context), cancellable,
                              on_abandoned_settled, task);
}

GPtrArray *
inlet_sync_run_finish (InletSync     *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const GError *
inlet_sync_get_failure (InletSync *self)
{
  g_return_val_if_fail (INLET_IS_SYNC (self), NULL);

  return self->failure;
}
