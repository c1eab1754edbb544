/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-delete-calls.h"

#include "inlet-connection.h"
#include "inlet-flow-edit.h"

static void
send_delete (InletHttp           *http,
             InletAccount        *account,
             const char          *token,
             gpointer             data,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  inlet_flow_edit_delete_async (http, account, token, inlet_connection_get_sandbox (data),
                                inlet_connection_get_remote_id (data), cancellable, callback,
                                user_data);
}

static gpointer
finish_delete (InletHttp     *http,
               GAsyncResult  *result,
               GError       **error)
{
  return GINT_TO_POINTER (inlet_flow_edit_delete_finish (http, result, error));
}

const InletCallKind inlet_delete_call = {
  .name = "delete",
  .changes = TRUE,
  .send = send_delete,
  .finish = finish_delete,
};

static void
send_look (InletHttp           *http,
           InletAccount        *account,
           const char          *token,
           gpointer             data,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  inlet_flow_edit_get_async (http, account, token, inlet_connection_get_sandbox (data),
                             inlet_connection_get_remote_id (data), cancellable, callback,
                             user_data);
}

static gpointer
finish_look (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return inlet_flow_edit_get_finish (http, result, error);
}

const InletCallKind inlet_delete_look_call = {
  .name = "look-for-deleted",
  .send = send_look,
  .finish = finish_look,
  .free_result = g_object_unref,
};
