/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-ims.h"

#include "inlet-address.h"
#include "inlet-problem.h"

#include <string.h>

/* Room for the names of the fields, and for a character that is escaped. */
#define FORM_BYTES    128
#define ESCAPED_BYTES 3

static void
append_field (GString    *form,
              const char *name,
              const char *value)
{
  g_string_append_printf (form, "&%s=", name);
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

/* The form is made in one piece of memory that is large enough from the start and is overwritten
 * when it is freed, so that no copy of the client secret stays behind. */
static GBytes *
create_form (InletAccount *account,
             const char   *client_secret)
{
  const char *client_id = inlet_account_get_api_key (account);
  const char *scopes = inlet_account_get_scopes (account);
  gsize room = FORM_BYTES +
               ESCAPED_BYTES * (strlen (client_id) + strlen (client_secret) + strlen (scopes));
  GString *form = g_string_sized_new (room);
  gsize length;
  char *text;

  g_string_append (form, "grant_type=client_credentials");
  append_field (form, "client_id", client_id);
  append_field (form, "client_secret", client_secret);
  append_field (form, "scope", scopes);
  length = form->len;
  text = g_string_free (form, FALSE);

  return inlet_secret_to_bytes (text, length);
}

static void
return_problem (GTask          *task,
                InletProblem   *problem,
                InletCertainty  certainty)
{
  g_autoptr (InletProblem) certain = inlet_problem_with_certainty (problem, certainty);

  g_task_return_error (task, inlet_problem_to_error (certain));
}

/* What was asked for is a token. However it ends, no connection has been made. */
static void
return_http_error (GTask        *task,
                   const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  return_problem (task, problem, INLET_CERTAINTY_NOT_SENT);
}

static void
return_refusal (GTask      *task,
                InletReply *reply)
{
  InletSecrets *secrets = g_task_get_task_data (task);
  g_autofree const char **values = inlet_secrets_dup_values (secrets);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_reply (reply, values);

  return_problem (task, problem, INLET_CERTAINTY_REFUSED);
}

static void
on_replied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReply) reply = inlet_http_send_finish (INLET_HTTP (source), result, &error);
  g_autoptr (InletSecrets) token = NULL;

  if (reply == NULL) {
    return_http_error (task, error);
    return;
  }

  if (inlet_reply_is_success (reply))
    token = inlet_secrets_new_from_token_reply (reply, g_get_real_time () / G_USEC_PER_SEC, NULL);

  if (token != NULL)
    g_task_return_pointer (task, g_steal_pointer (&token), (GDestroyNotify) inlet_secrets_unref);
  else
    return_refusal (task, reply);
}

void
inlet_ims_fetch_token_async (InletHttp           *http,
                             InletAccount        *account,
                             InletSecrets        *secrets,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) form = NULL;
  g_autofree char *url = NULL;
  const char *client_secret;

  g_return_if_fail (INLET_IS_HTTP (http));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (secrets != NULL);

  task = g_task_new (http, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_ims_fetch_token_async);
  g_task_set_task_data (task, inlet_secrets_ref (secrets), (GDestroyNotify) inlet_secrets_unref);

  client_secret = inlet_secrets_get (secrets, INLET_SECRET_CLIENT_SECRET);
  if (client_secret == NULL) {
    g_autoptr (InletProblem) problem =
      inlet_problem_new (INLET_ERROR_NO_SECRET, "There is no client secret");

    g_task_return_error (task, inlet_problem_to_error (problem));
    return;
  }

  url = inlet_address_join (inlet_account_get_ims_url (account), INLET_TOKEN_PATH);
  form = create_form (account, client_secret);
  inlet_http_send_async (http, "POST", url, NULL, "application/x-www-form-urlencoded", form,
                         cancellable, on_replied, g_steal_pointer (&task));
}

InletSecrets *
inlet_ims_fetch_token_finish (InletHttp     *http,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
