/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-settle.h"

#include "inlet-deletion.h"
#include "inlet-edit-calls.h"
#include "inlet-edit-mark.h"
#include "inlet-edit-verdict.h"
#include "inlet-error.h"
#include "inlet-flow-edit.h"

/* What @begin starts ends in a look, and what @conclude starts in going on: both with the task of
 * all, which has a row that is in doubt, and its account. */
struct _InletSettleKind
{
  void       (*list) (InletDatabase       *database,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data);
  GPtrArray *(*list_finish) (InletDatabase  *database,
                             GAsyncResult   *result,
                             GError        **error);
  void       (*begin) (GTask *task);
  /* That it is as @remote; one that is not there is gone, of whatever kind. */
  void       (*conclude) (GTask       *task,
                          InletRemote *remote);
};

typedef struct
{
  const InletSettleKind *kind;         /* (unowned): static */
  gint64                 row_id;
  gint64                 patience;
  gint64                 until;        /* of what was begun later, Adobe may still be at it */
  gboolean               is_quiet;
  GPtrArray             *rows;         /* (owned) (nullable): of InletConnection, all of them */
  guint                  next_row;
  InletAccount          *account;      /* (owned) (nullable): of the next row */
  InletEditMark         *mark;         /* (owned) (nullable): likewise, of an edit */
  InletCall             *call;         /* (owned) (nullable) */
  int                    n_left;
} Settling;

static void
settling_free (Settling *settling)
{
  g_clear_pointer (&settling->rows, g_ptr_array_unref);
  g_clear_object (&settling->account);
  g_clear_object (&settling->mark);
  g_clear_object (&settling->call);
  g_free (settling);
}

static InletConnection *
get_row (Settling *settling)
{
  return settling->rows->pdata[settling->next_row];
}

static gboolean
is_asked_for (Settling *settling)
{
  return settling->row_id == 0 ||
         settling->row_id == inlet_connection_get_row_id (get_row (settling));
}

static void
settle_next (GTask *task)
{
  Settling *settling = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);

  g_clear_object (&settling->account);
  g_clear_object (&settling->mark);
  g_clear_object (&settling->call);
  for (; settling->next_row < settling->rows->len; settling->next_row++) {
    if (!is_asked_for (settling))
      continue;

    g_set_object (&settling->account, inlet_context_find_account (context, get_row (settling)));
    if (settling->account != NULL) {
      settling->kind->begin (task);
      return;
    }

    settling->n_left++;
    if (settling->row_id != 0) {
      g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_NO_ACCOUNT, "%s",
                               inlet_connection_get_account_name (get_row (settling)));
      return;
    }
  }

  g_task_return_int (task, settling->n_left);
}

static void
go_on (GTask *task)
{
  Settling *settling = g_task_get_task_data (task);

  settling->next_row++;
  settle_next (task);
}

/* The row stays as it is; @error (nullable) is told where it was the one that was asked for. */
static void
leave (GTask  *task,
       GError *error)
{
  Settling *settling = g_task_get_task_data (task);

  settling->n_left++;
  if (error != NULL && settling->row_id != 0)
    g_task_return_error (task, g_error_copy (error));
  else
    go_on (task);
}

static void
on_edit_settled (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_edit_mark_settle_finish (INLET_DATABASE (source), result, &error))
    go_on (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_deletion_concluded (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);
  gboolean is_concluded = inlet_deletion_conclude_finish (INLET_DATABASE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!is_concluded)
    leave (task, NULL);
  else if (settling->mark != NULL)
    inlet_edit_mark_settle_async (INLET_DATABASE (source), settling->mark, get_row (settling),
                                  INLET_EDIT_REFUSED, on_edit_settled, g_object_ref (task));
  else
    go_on (task);
}

static void
conclude_deletion (GTask       *task,
                   InletRemote *remote)
{
  Settling *settling = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);

  inlet_deletion_conclude_async (inlet_context_get_database (context),
                                 inlet_connection_get_row_id (get_row (settling)), remote == NULL,
                                 settling->until, on_deletion_concluded, g_object_ref (task));
}

/* The row is to be what the change was to make of it, if it was made, or what Adobe shows. */
static void
conclude_edit (GTask       *task,
               InletRemote *remote)
{
  Settling *settling = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);
  InletReceipt *receipt = inlet_remote_get_receipt (remote);
  g_autoptr (InletConnection) current = NULL;
  g_autoptr (InletConnection) outcome = NULL;
  const InletEditSituation situation = {
    .account = settling->account, .seen = get_row (settling), .mark = settling->mark,
    .has_looked = TRUE, .patience = settling->patience,
  };
  InletEditVerdict verdict = inlet_edit_verdict_find (&situation, remote);

  if (verdict == INLET_EDIT_VERDICT_DOUBT) {
    leave (task, NULL);
    return;
  }

  current = verdict == INLET_EDIT_VERDICT_DONE
            ? g_object_ref (inlet_edit_mark_get_intended (settling->mark))
            : inlet_edit_verdict_take_over (get_row (settling), remote);
  outcome = inlet_connection_with_receipt (current, receipt);
  inlet_edit_mark_settle_async (inlet_context_get_database (context), settling->mark, outcome,
                                INLET_EDIT_SEEN, on_edit_settled, g_object_ref (task));
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);
  g_autoptr (InletRemote) remote = inlet_call_run_finish (INLET_CALL (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (remote != NULL)
    settling->kind->conclude (task, remote);
  else if (inlet_flow_edit_is_gone (error))
    conclude_deletion (task, NULL);
  else
    leave (task, error);
}

static void
look (GTask *task)
{
  Settling *settling = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);

  settling->call = inlet_call_new (&inlet_edit_get_call, inlet_context_get_sign_in (context),
                                   settling->account, get_row (settling));
  inlet_call_set_quiet (settling->call, settling->is_quiet);
  inlet_call_run_async (settling->call, g_task_get_cancellable (task), on_looked,
                        g_object_ref (task));
}

/* One without a mark was settled meanwhile, and one of a living process will be. */
static void
on_mark_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);

  settling->mark = inlet_edit_mark_read_finish (INLET_DATABASE (source), result, &error);
  if (settling->mark != NULL)
    look (task);
  else if (error == NULL)
    go_on (task);
  else if (g_error_matches (error, INLET_ERROR, INLET_ERROR_STORAGE_BUSY))
    leave (task, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
begin_edit (GTask *task)
{
  Settling *settling = g_task_get_task_data (task);
  InletContext *context = g_task_get_source_object (task);

  inlet_edit_mark_read_async (inlet_context_get_database (context), get_row (settling),
                              g_task_get_cancellable (task), on_mark_read, g_object_ref (task));
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Settling *settling = g_task_get_task_data (task);

  settling->rows = settling->kind->list_finish (INLET_DATABASE (source), result, &error);
  if (settling->rows != NULL)
    settle_next (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

const InletSettleKind inlet_settle_edits = {
  inlet_edit_mark_list_async, inlet_edit_mark_list_finish, begin_edit, conclude_edit,
};

const InletSettleKind inlet_settle_deletions = {
  inlet_deletion_list_async, inlet_deletion_list_finish, look, conclude_deletion,
};

void
inlet_settle_async (InletContext          *context,
                    const InletSettleKind *kind,
                    gint64                 row_id,
                    gint64                 patience,
                    gboolean               is_quiet,
                    GCancellable          *cancellable,
                    GAsyncReadyCallback    callback,
                    gpointer               user_data)
{
  Settling *settling = NULL;
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_CONTEXT (context));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_settle_async);
  settling = g_new0 (Settling, 1);
  settling->kind = kind;
  settling->row_id = row_id;
  settling->patience = patience;
  settling->until = g_get_real_time () / G_USEC_PER_SEC - patience;
  settling->is_quiet = is_quiet;
  g_task_set_task_data (task, settling, (GDestroyNotify) settling_free);
  kind->list (inlet_context_get_database (context), cancellable, on_listed, task);
}

int
inlet_settle_finish (InletContext  *context,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
