/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox-query.h"

#include "inlet-call.h"
#include "inlet-kept-sandboxes.h"
#include "inlet-sandbox-service.h"

typedef struct
{
  InletAccount *account;      /* (owned) */
  InletCall    *call;         /* (owned) (nullable) */
  GPtrArray    *sandboxes;    /* (owned) (nullable) */
} Query;

static void
query_free (Query *query)
{
  g_clear_object (&query->account);
  g_clear_object (&query->call);
  g_clear_pointer (&query->sandboxes, g_ptr_array_unref);
  g_free (query);
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Query *query = g_task_get_task_data (task);

  /* They can be used all the same; next time they are asked for sooner than needed. */
  if (!inlet_kept_sandboxes_write_finish (INLET_DATABASE (source), result, &error))
    g_message ("The sandboxes could not be kept: %s", error->message);

  g_task_return_pointer (task, g_steal_pointer (&query->sandboxes),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* Whether the account is still the one that was asked for: edited, it may be another's. */
static gboolean
is_current (InletContext *context,
            InletAccount *account)
{
  InletProfiles *accounts = inlet_vault_get_profiles (inlet_context_get_vault (context),
                                                      INLET_PROFILE_ACCOUNT);
  InletProfile *profile =
    inlet_profiles_find_by_id (accounts, inlet_profile_get_id (INLET_PROFILE (account)));

  return profile != NULL && inlet_profile_equal (profile, INLET_PROFILE (account));
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletContext *context = g_task_get_source_object (task);
  Query *query = g_task_get_task_data (task);

  query->sandboxes = inlet_call_run_finish (INLET_CALL (source), result, &error);
  if (query->sandboxes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (is_current (context, query->account))
    inlet_kept_sandboxes_write_async (inlet_context_get_database (context),
                                      inlet_profile_get_id (INLET_PROFILE (query->account)),
                                      query->sandboxes, g_get_real_time () / G_USEC_PER_SEC,
                                      g_task_get_cancellable (task), on_kept,
                                      g_object_ref (task));
  else
    g_task_return_pointer (task, g_steal_pointer (&query->sandboxes),
                           (GDestroyNotify) g_ptr_array_unref);
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
  inlet_sandbox_service_list_async (http, account, token, cancellable, callback, user_data);
}

static gpointer
finish_list (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return inlet_sandbox_service_list_finish (http, result, error);
}

static const InletCallKind list_kind = {
  .name = "list-sandboxes",
  .send = send_list,
  .finish = finish_list,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
inlet_sandbox_query_async (InletContext        *context,
                           InletAccount        *account,
                           gboolean             is_quiet,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Query *query = NULL;

  g_return_if_fail (INLET_IS_CONTEXT (context));
  g_return_if_fail (INLET_IS_ACCOUNT (account));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_sandbox_query_async);
  query = g_new0 (Query, 1);
  query->account = g_object_ref (account);
  g_task_set_task_data (task, query, (GDestroyNotify) query_free);

  query->call = inlet_call_new (&list_kind, inlet_context_get_sign_in (context), account, NULL);
  inlet_call_set_quiet (query->call, is_quiet);
  inlet_call_run_async (query->call, cancellable, on_listed, g_object_ref (task));
}

GPtrArray *
inlet_sandbox_query_finish (InletContext  *context,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletProblem *
inlet_sandbox_query_explain (GPtrArray *sandboxes)
{
  g_autoptr (InletProblem) problem = NULL;

  g_return_val_if_fail (sandboxes != NULL, NULL);

  if (sandboxes->len > 0)
    return NULL;

  problem = inlet_problem_new (INLET_ERROR_NO_SANDBOX, "HTTP 200 with an empty list of sandboxes");
  return inlet_problem_with_certainty (problem, INLET_CERTAINTY_REFUSED);
}
