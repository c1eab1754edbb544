/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-flow-service.h"

#include "inlet-address.h"
#include "inlet-problem.h"

#define CONNECTIONS_PATH "data/foundation/flowservice/connections"

/* What must not be found in what is kept of a reply. */
typedef struct
{
  InletSecrets *secrets; /* (owned) */
  char         *token;   /* (owned) */
} InletMask;

static InletMask *
mask_new (InletSecrets *secrets,
          const char   *token)
{
  InletMask *mask = g_new0 (InletMask, 1);

  mask->secrets = inlet_secrets_ref (secrets);
  mask->token = g_strdup (token);

  return mask;
}

static void
mask_free (gpointer data)
{
  InletMask *mask = data;

  inlet_secrets_unref (mask->secrets);
  inlet_secret_free (mask->token);
  g_free (mask);
}

static InletProblem *
create_problem (InletReply *reply,
                InletMask  *mask)
{
  g_autofree const char **values = inlet_secrets_dup_values (mask->secrets);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (const char **value = values; *value != NULL; value++)
    g_ptr_array_add (all, (gpointer) * value);
  g_ptr_array_add (all, mask->token);
  g_ptr_array_add (all, NULL);

  return inlet_problem_new_from_reply (reply, (const char * const *) all->pdata);
}

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);
  g_autoptr (InletReceipt) receipt = NULL;
  g_autoptr (InletProblem) problem = NULL;

  if (reply == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  receipt = inlet_receipt_new_from_reply (reply, NULL);
  if (receipt != NULL) {
    g_task_return_pointer (task, g_steal_pointer (&receipt), g_object_unref);
    return;
  }

  problem = create_problem (reply, g_task_get_task_data (task));
  g_task_return_error (task, inlet_problem_to_error (problem));
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
  g_autofree char *url = NULL;
  inlet_autosecret char *authorization = NULL;
  InletAccount *account;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_DRAFT (draft));
  g_return_if_fail (token != NULL);
  g_return_if_fail (secrets != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_flow_service_create_async);
  /* The ID of what was made is given even to a caller who has cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, mask_new (secrets, token), mask_free);

  account = inlet_draft_get_account (draft);
  url = inlet_address_join (inlet_account_get_platform_url (account), CONNECTIONS_PATH);
  authorization = g_strconcat ("Bearer ", token, NULL);
  body = inlet_draft_to_body (draft, secrets);
  inlet_http_send_async (http, "POST", url,
                         (const char * const[]) {
    "Authorization", authorization,
    "x-api-key", inlet_account_get_api_key (account),
    "x-gw-ims-org-id", inlet_account_get_org_id (account),
    "x-sandbox-name", inlet_draft_get_sandbox (draft),
    NULL
  },
                         "application/json", body, cancellable, on_replied,
                         g_steal_pointer (&task));
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
