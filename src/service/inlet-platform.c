/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-platform.h"

#include "inlet-address.h"
#include "inlet-secrets.h"

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
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();

  g_ptr_array_add (headers, "Authorization");
  g_ptr_array_add (headers, authorization);
  g_ptr_array_add (headers, "x-api-key");
  g_ptr_array_add (headers, (gpointer) inlet_account_get_api_key (account));
  g_ptr_array_add (headers, "x-gw-ims-org-id");
  g_ptr_array_add (headers, (gpointer) inlet_account_get_org_id (account));
  for (; *more != NULL; more++)
    g_ptr_array_add (headers, (gpointer) * more);
  g_ptr_array_add (headers, NULL);

  inlet_http_send_async (http, method, url, (const char * const *) headers->pdata,
                         body != NULL ? "application/json" : NULL, body, cancellable, callback,
                         user_data);
}
