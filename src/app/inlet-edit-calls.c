/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-calls.h"

#include "inlet-connection.h"
#include "inlet-flow-edit.h"

static void
send_get (InletHttp           *http,
          InletAccount        *account,
          const char          *token,
          gpointer             data,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  InletConnection *connection = data;

  inlet_flow_edit_get_async (http, account, token, inlet_connection_get_sandbox (connection),
                             inlet_connection_get_remote_id (connection), cancellable, callback,
                             user_data);
}

static gpointer
finish_get (InletHttp     *http,
            GAsyncResult  *result,
            GError       **error)
{
  return inlet_flow_edit_get_finish (http, result, error);
}

const InletCallKind inlet_edit_get_call = {
  .name = "get-connection",
  .send = send_get,
  .finish = finish_get,
  .free_result = g_object_unref,
};

static void
send_patch (InletHttp           *http,
            InletAccount        *account,
            const char          *token,
            gpointer             data,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  InletEditPatch *patch = data;

  inlet_flow_edit_patch_async (http, account, token,
                               inlet_connection_get_sandbox (patch->connection),
                               inlet_connection_get_remote_id (patch->connection), patch->etag,
                               patch->change, patch->secrets, cancellable, callback, user_data);
}

static gpointer
finish_patch (InletHttp     *http,
              GAsyncResult  *result,
              GError       **error)
{
  return inlet_flow_edit_patch_finish (http, result, error);
}

const InletCallKind inlet_edit_patch_call = {
  .name = "patch-connection",
  .changes = TRUE,
  .send = send_patch,
  .finish = finish_patch,
  .free_result = g_object_unref,
};

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
