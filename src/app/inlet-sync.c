/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sync.h"

#include "inlet-attempt.h"
#include "inlet-doubt.h"
#include "inlet-flow-service.h"

struct _InletSync
{
  GObject       parent_instance;

  InletContext *context;        /* (owned) */
  gint64        patience;
  gint64        row_id;         /* 0: all */

  GPtrArray    *uncertain;      /* (owned) (nullable): of InletConnection */
  guint         next;
  GPtrArray    *findings;       /* (owned): of InletFinding */

  /* Of the row that is looked up: */
  InletAccount *account;        /* (owned) (nullable) */
  InletSecrets *token;          /* (owned) (nullable) */
  gboolean      has_renewed;    /* the token, after a 401 */
  GPtrArray    *remotes;        /* (owned) (nullable): of InletRemote */
};

G_DEFINE_FINAL_TYPE (InletSync, inlet_sync, G_TYPE_OBJECT)

static InletConnection *
get_current (InletSync * self)
{
  return self->uncertain->pdata[self->next];
}

static void
forget_row (InletSync *self)
{
  g_clear_object (&self->account);
  g_clear_pointer (&self->token, inlet_secrets_unref);
  g_clear_pointer (&self->remotes, g_ptr_array_unref);
  self->has_renewed = FALSE;
}

static void look_up_next (GTask *task);

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSync *self = g_task_get_source_object (task);

  /* Not written means that another process was first: then it has told of it. */
  if (!inlet_doubt_settle_finish (INLET_DATABASE (source), result, &error)) {
    g_ptr_array_set_size (self->findings, self->findings->len - 1);
    if (error != NULL) {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  }

  self->next++;
  look_up_next (task);
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
  InletConnection *outcome = NULL;

  known = inlet_doubt_find_ids_finish (INLET_DATABASE (source), result, &error);
  if (known == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  finding = inlet_finding_new (get_current (self), self->remotes, known,
                               inlet_account_get_api_key (self->account), self->patience,
                               g_get_real_time () / G_USEC_PER_SEC);
  g_ptr_array_add (self->findings, finding);
  outcome = inlet_finding_get_outcome (finding);

  if (outcome != get_current (self)) {
    inlet_doubt_settle_async (INLET_DATABASE (source), outcome, on_settled, g_object_ref (task));
  } else {
    self->next++;
    look_up_next (task);
  }
}

static void
find_known (GTask *task)
{
  InletSync *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->remotes->len; i++)
    g_ptr_array_add (ids, (gpointer) inlet_receipt_get_remote_id (
                       inlet_remote_get_receipt (self->remotes->pdata[i])));
  g_ptr_array_add (ids, NULL);

  inlet_doubt_find_ids_async (inlet_context_get_database (self->context),
                              (const char * const *) ids->pdata, g_task_get_cancellable (task),
                              on_known_found, g_object_ref (task));
}

static void sign_in (GTask        *task,
                     InletSecrets *refused);

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSync *self = g_task_get_source_object (task);

  self->remotes = inlet_flow_service_list_finish (INLET_HTTP (source), result, &error);
  if (self->remotes != NULL) {
    find_known (task);
  } else if (!self->has_renewed && inlet_sign_in_may_renew (self->account, error)) {
    g_autoptr (InletSecrets) refused = g_steal_pointer (&self->token);

    self->has_renewed = TRUE;
    sign_in (task, refused);
  } else {
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

static void
on_token_got (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSync *self = g_task_get_source_object (task);
  InletConnection *current = get_current (self);

  self->token = inlet_sign_in_get_token_finish (INLET_SIGN_IN (source), result, &error);
  if (self->token == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  inlet_flow_service_list_async (inlet_context_get_http (self->context), self->account,
                                 inlet_secrets_get (self->token, INLET_SECRET_ACCESS_TOKEN),
                                 inlet_connection_get_sandbox (current),
                                 inlet_connection_get_name (current),
                                 g_task_get_cancellable (task), on_listed, g_object_ref (task));
}

static void
sign_in (GTask        *task,
         InletSecrets *refused)
{
  InletSync *self = g_task_get_source_object (task);

  inlet_sign_in_get_token_async (inlet_context_get_sign_in (self->context), self->account, refused,
                                 g_task_get_cancellable (task), on_token_got, g_object_ref (task));
}

/* Whether the current row is to be looked up, and can be. */
static gboolean
find_account (InletSync *self)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  InletConnection *current = get_current (self);
  const char *id = inlet_connection_get_account_id (current);
  InletProfile *profile = NULL;

  if (self->row_id != 0 && self->row_id != inlet_connection_get_row_id (current))
    return FALSE;

  if (id != NULL)
    profile = inlet_profiles_find_by_id (inlet_vault_get_profiles (vault, INLET_PROFILE_ACCOUNT),
                                         id);
  if (profile == NULL)
    return FALSE;

  self->account = g_object_ref (INLET_ACCOUNT (profile));
  return TRUE;
}

static void
look_up_next (GTask *task)
{
  InletSync *self = g_task_get_source_object (task);

  for (forget_row (self); self->next < self->uncertain->len; self->next++) {
    if (find_account (self)) {
      sign_in (task, NULL);
      return;
    }
  }

  g_task_return_pointer (task, g_ptr_array_ref (self->findings),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
on_uncertain_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletSync *self = g_task_get_source_object (task);

  self->uncertain = inlet_doubt_read_finish (INLET_DATABASE (source), result, &error);
  if (self->uncertain != NULL)
    look_up_next (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
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

  forget_row (self);
  g_clear_pointer (&self->uncertain, g_ptr_array_unref);
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
inlet_sync_run_async (InletSync           *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_SYNC (self));
  g_return_if_fail (self->uncertain == NULL);

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
