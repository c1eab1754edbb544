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
  inlet_autosecret char *authorization = g_strconcat ("Bearer ", token, NULL);
  g_autofree char *url = inlet_address_join (inlet_account_get_platform_url (account), path);
  const char *headers[] = {
    "Authorization", authorization,
    "x-api-key", inlet_account_get_api_key (account),
    "x-gw-ims-org-id", inlet_account_get_org_id (account),
    header, value,
    NULL
  };

  inlet_http_send_async (http, method, url, headers, body != NULL ? "application/json" : NULL, body,
                         cancellable, callback, user_data);
}
