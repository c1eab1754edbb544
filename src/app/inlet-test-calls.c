/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test-calls.h"

#include "inlet-connection.h"
#include "inlet-flow-service.h"
#include "inlet-flow-storage.h"

/* A damaged row may lack it; then Adobe says so. */
static const char *
get_sandbox (InletConnection *connection)
{
  const char *sandbox = inlet_connection_get_sandbox (connection);

  return sandbox != NULL ? sandbox : "";
}

static void
send_test (InletHttp           *http,
           InletAccount        *account,
           const char          *token,
           gpointer             data,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  InletConnection *connection = data;

  inlet_flow_service_test_async (http, account, token, get_sandbox (connection),
                                 inlet_connection_get_remote_id (connection), cancellable,
                                 callback, user_data);
}

static gpointer
finish_test (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return GINT_TO_POINTER (inlet_flow_service_test_finish (http, result, error));
}

const InletCallKind inlet_test_call = {
  .name = "test-connection",
  .send = send_test,
  .finish = finish_test,
};

static void
send_explore (InletHttp           *http,
              InletAccount        *account,
              const char          *token,
              gpointer             data,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  InletConnection *connection = data;

  inlet_flow_storage_list_async (http, account, token, get_sandbox (connection),
                                 inlet_connection_get_remote_id (connection), NULL, cancellable,
                                 callback, user_data);
}

/* A number that is never %NULL. */
static gpointer
finish_explore (InletHttp     *http,
                GAsyncResult  *result,
                GError       **error)
{
  g_autoptr (InletListing) listing = inlet_flow_storage_list_finish (http, result, error);
  gint64 n_entries = listing != NULL ? inlet_listing_get_n_entries (listing) : 0;

  return listing != NULL ? g_memdup2 (&n_entries, sizeof n_entries) : NULL;
}

const InletCallKind inlet_test_explore_call = {
  .name = "explore-connection",
  .send = send_explore,
  .finish = finish_explore,
  .free_result = g_free,
};
