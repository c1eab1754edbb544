/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-platform.h"

#include "inlet-address.h"
#include "inlet-secrets.h"

/* (transfer container) */
static const char **
dup_headers (InletAccount       *account,
             const char         *authorization,
             const char * const *more)
{
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();

  g_ptr_array_add (headers, "Authorization");
  g_ptr_array_add (headers, (gpointer) authorization);
  g_ptr_array_add (headers, "x-api-key");
  g_ptr_array_add (headers, (gpointer) inlet_account_get_api_key (account));
  g_ptr_array_add (headers, "x-gw-ims-org-id");
  g_ptr_array_add (headers, (gpointer) inlet_account_get_org_id (account));
  for (; *more != NULL; more++)
    g_ptr_array_add (headers, (gpointer) * more);
  g_ptr_array_add (headers, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&headers), FALSE);
}

void
inlet_platform_send_async (InletHttp           *http,
                           InletAccount        *account,
                           const char          *token,
                           const char          *method,
                           const char          *path,
                           const char          *header,
                           const char          *value,
                           GBytes              *body,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  const char *more[] = { header, value, NULL };

  inlet_platform_send_with_async (http, account, token, method, path, more, body, cancellable,
                                  callback, user_data);
}

void
inlet_platform_send_with_async (InletHttp           *http,
                                InletAccount        *account,
                                const char          *token,
                                const char          *method,
                                const char          *path,
                                const char * const  *more,
                                GBytes              *body,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  inlet_autosecret char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autofree char *url = inlet_address_join (inlet_account_get_platform_url (account), path);
  g_autofree const char **headers = dup_headers (account, authorization, more);

  inlet_http_send_async (http, method, url, headers, body != NULL ? "application/json" : NULL, body,
                         cancellable, callback, user_data);
}

void
inlet_platform_get_async (InletHttp           *http,
                          InletAccount        *account,
                          const char          *token,
                          const char          *path,
                          const char          *sandbox,
                          gsize                max_bytes,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  inlet_autosecret char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autofree char *url = inlet_address_join (inlet_account_get_platform_url (account), path);
  const char *more[] = { "x-sandbox-name", sandbox, NULL };
  g_autofree const char **headers = dup_headers (account, authorization, more);

  inlet_http_get_async (http, url, headers, max_bytes, cancellable, callback, user_data);
}
