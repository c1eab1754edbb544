/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-page-call.h"

#include "inlet-flow-list.h"

static void
send_next (InletHttp           *http,
           InletAccount        *account,
           const char          *token,
           gpointer             data,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  inlet_flow_list_next_async (data, http, account, token, cancellable, callback, user_data);
}

static gpointer
finish_next (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return inlet_flow_list_next_finish (http, result, error);
}

const InletCallKind inlet_page_call = {
  .name = "list-page",
  .send = send_next,
  .finish = finish_next,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};
