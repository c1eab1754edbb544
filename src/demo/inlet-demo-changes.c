/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-changes.h"

#include "inlet-demo-connections.h"
#include "inlet-demo-ledger.h"
#include "inlet-demo-others.h"
#include "inlet-demo-profiles.h"
#include "inlet-demo-replies.h"
#include "inlet-json.h"

#include <string.h>

#define INVALID_REQUEST "Invalid request"
#define PARAMS_PATH     "/auth/params"

static const char *
get_key (JsonObject *params)
{
  const char *key = params != NULL ? inlet_json_get_string (params, "s3AccessKey") : NULL;

  return key != NULL ? key : "";
}

static JsonObject *
get_params (JsonObject *connection)
{
  return inlet_json_get_object (inlet_json_get_object (connection, "auth"), "params");
}

static void
refuse_instruction (SoupServerMessage *message,
                    const char        *what)
{
  g_autofree char *text = g_strdup_printf ("The patch instruction is invalid: %s", what);

  inlet_demo_reply_flow (message, "1455-400", INVALID_REQUEST, text);
}

/* (nullable) (transfer full): without them, @message is answered. */
static JsonArray *
read_operations (SoupServerMessage *message)
{
  g_autoptr (GBytes) body = inlet_demo_connections_read_body (message);
  JsonArray *operations = body != NULL ? inlet_json_parse_array (body) : NULL;

  if (body != NULL && operations == NULL)
    inlet_demo_reply_legacy (message, SOUP_STATUS_BAD_REQUEST,
                             "The request body is not a JSON array");

  return operations;
}

static gboolean
check_etag (SoupServerMessage *message,
            JsonObject        *connection)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *supplied = soup_message_headers_get_one (headers, "If-Match");
  const char *etag = inlet_json_get_string (connection, "etag");
  g_autofree char *text = NULL;

  if (supplied == NULL) {
    inlet_demo_reply_flow (message, "1403-400", INVALID_REQUEST,
                           "The header 'If-Match' is missing. Please provide the header and try "
                           "again.");
    return FALSE;
  }

  if (g_str_equal (supplied, etag))
    return TRUE;

  text = g_strdup_printf ("Supplied version=[%s] does not match the current version on entity=[%s]",
                          supplied, etag);
  inlet_demo_reply_flow (message, "1404-412", "Version not matching", text);
  return FALSE;
}

/* The members of a connection that a client may change. */
static gboolean
check_path (SoupServerMessage *message,
            const char        *path)
{
  const char *const paths[] = { "/name", "/description", PARAMS_PATH, NULL };

  if (g_str_has_prefix (path, "/connectionSpec"))
    inlet_demo_reply_flow (message, "1414-400", INVALID_REQUEST,
                           "The connection spec of a connection cannot be updated.");
  else if (!g_strv_contains (paths, path) && !g_str_has_prefix (path, PARAMS_PATH "/"))
    refuse_instruction (message, "Unknown field");
  else
    return TRUE;

  return FALSE;
}

/* @params: what is to be `auth.params`, of which an operation may name a member.
 * @owner: (out): where the member @name is. */
static const char *
find_member (JsonObject  *item,
             JsonObject  *params,
             const char  *path,
             JsonObject **owner)
{
  const char *name = path + 1;

  *owner = item;
  if (g_str_has_prefix (path, PARAMS_PATH "/")) {
    *owner = params;
    name = path + strlen (PARAMS_PATH "/");
  }

  return name;
}

static gboolean
check_operation (SoupServerMessage *message,
                 JsonObject        *operation,
                 JsonObject        *owner,
                 const char        *member)
{
  const char *const ops[] = { "add", "replace", "remove", NULL };
  const char *op = inlet_json_get_string (operation, "op");

  if (op == NULL || !g_strv_contains (ops, op))
    inlet_demo_reply_flow (message, "1434-400", INVALID_REQUEST,
                           "The patch operation is not supported. Use add, replace or remove.");
  else if (!g_str_equal (op, "remove") && !json_object_has_member (operation, "value"))
    refuse_instruction (message, "Missing field \"value\"");
  else if (!g_str_equal (op, "add") && !g_str_equal (member, PARAMS_PATH + 1) &&
           !json_object_has_member (owner, member))
    refuse_instruction (message, "no such path in target JSON document");
  else
    return TRUE;

  return FALSE;
}

/* What @operation does, to @item and to @params, which replace the connection's in the end. */
static gboolean
apply_operation (SoupServerMessage *message,
                 JsonNode          *node,
                 JsonObject        *item,
                 JsonObject       **params)
{
  JsonObject *operation = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *path = operation != NULL ? inlet_json_get_string (operation, "path") : NULL;
  JsonObject *owner = NULL;
  const char *member = NULL;

  if (path == NULL) {
    refuse_instruction (message, "Missing field \"path\"");
    return FALSE;
  }

  if (!check_path (message, path))
    return FALSE;
  member = find_member (item, *params, path, &owner);
  if (!check_operation (message, operation, owner, member))
    return FALSE;

  if (g_str_equal (path, PARAMS_PATH)) {
    JsonObject *value = inlet_json_get_object (operation, "value");

    json_object_unref (*params);
    *params = value != NULL ? json_object_ref (value) : json_object_new ();
  } else if (g_str_equal (inlet_json_get_string (operation, "op"), "remove")) {
    json_object_remove_member (owner, member);
  } else {
    json_object_set_member (owner, member, json_object_dup_member (operation, "value"));
  }

  return TRUE;
}

static JsonObject *
copy_object (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  JsonObject *copy = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_object_dup_member (object, l->data));

  return copy;
}

/* What would become of it. The secret key is not kept, so that only new keys are looked at. */
static InletDemoFate
find_fate (JsonObject *connection,
           JsonObject *params)
{
  const char *secret_key = inlet_json_get_string (params, "s3SecretKey");

  if (secret_key != NULL)
    return inlet_demo_profiles_find_fate (get_key (params), secret_key);

  return inlet_demo_profiles_loses_answers (get_key (get_params (connection)))
         ? INLET_DEMO_FATE_LOST : INLET_DEMO_FATE_MADE;
}

static void
take_over (SoupServerMessage *message,
           JsonObject        *connection,
           JsonObject        *item,
           JsonObject        *params)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *const names[] = { "name", "description" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (item, names[i]))
      json_object_set_member (connection, names[i], json_object_dup_member (item, names[i]));
    else
      json_object_remove_member (connection, names[i]);

  json_object_remove_member (params, "s3SecretKey");
  json_object_remove_member (params, "s3SessionToken");
  json_object_set_object_member (inlet_json_get_object (connection, "auth"), "params",
                                 json_object_ref (params));
  json_object_set_string_member (connection, "updatedClient",
                                 soup_message_headers_get_one (headers, "x-api-key"));
  inlet_demo_ledger_renew (connection);
}

static void
give_receipt (SoupServerMessage *message,
              JsonObject        *connection)
{
  JsonObject *receipt = json_object_new ();

  json_object_set_string_member (receipt, "id", inlet_json_get_string (connection, "id"));
  json_object_set_string_member (receipt, "etag", inlet_json_get_string (connection, "etag"));
  inlet_demo_reply_json (message, SOUP_STATUS_OK, receipt);
}

void
inlet_demo_changes_show (SoupServerMessage *message,
                         JsonObject        *connection)
{
  JsonObject *root = json_object_new ();
  JsonArray *items = json_array_new ();

  json_array_add_object_element (items, json_object_ref (connection));
  json_object_set_array_member (root, "items", items);
  inlet_demo_reply_json (message, SOUP_STATUS_OK, root);
}

gboolean
inlet_demo_changes_patch (SoupServerMessage *message,
                          JsonObject        *connection)
{
  g_autoptr (JsonArray) operations = read_operations (message);
  g_autoptr (JsonObject) item = copy_object (connection);
  g_autoptr (JsonObject) params = copy_object (get_params (connection));
  InletDemoFate fate;

  if (operations == NULL)
    return TRUE;
  inlet_demo_others_get_in_between (connection);
  if (!check_etag (message, connection))
    return TRUE;

  for (guint i = 0; i < json_array_get_length (operations); i++)
    if (!apply_operation (message, json_array_get_element (operations, i), item, &params))
      return TRUE;

  fate = find_fate (connection, params);
  if (fate == INLET_DEMO_FATE_MADE || fate == INLET_DEMO_FATE_LOST) {
    take_over (message, connection, item, params);
    give_receipt (message, connection);
  } else {
    inlet_demo_connections_refuse (message, fate);
  }

  return fate != INLET_DEMO_FATE_LOST;
}

gboolean
inlet_demo_changes_delete (SoupServerMessage *message,
                           GPtrArray         *ledger,
                           JsonObject        *connection)
{
  if (inlet_demo_profiles_has_dataflows (get_key (get_params (connection)))) {
    inlet_demo_reply_flow (message, "1418-400", INVALID_REQUEST,
                           "The base connection is used in one or more flows: \"Daily import\", "
                           "\"Weekly import\". Delete these flows first, then try again.");
    return FALSE;
  }

  g_ptr_array_remove (ledger, connection);
  soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
  return TRUE;
}
