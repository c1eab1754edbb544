/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-json.h"

static void
set_text_or_null (JsonObject *object,
                  const char *name,
                  const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
set_problem (JsonObject   *object,
             InletProblem *problem)
{
  JsonObject *error;

  if (problem == NULL) {
    json_object_set_null_member (object, "error");
    return;
  }

  error = json_object_new ();
  json_object_set_string_member (error, "code",
                                 inlet_error_code_to_nick (inlet_problem_get_code (problem)));
  json_object_set_string_member (error, "title", inlet_problem_get_title (problem));
  json_object_set_string_member (error, "hint", inlet_problem_get_hint (problem));
  json_object_set_object_member (object, "error", error);
}

JsonNode *
inlet_connection_to_json (InletConnection *self)
{
  g_autofree char *created_at = NULL;
  g_autofree char *broken_since = NULL;
  InletConnectionState state;
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  state = inlet_connection_get_state (self);
  created_at = format_time (inlet_connection_get_created_at (self));
  if (inlet_connection_get_broken_since (self) != 0)
    broken_since = format_time (inlet_connection_get_broken_since (self));

  object = json_object_new ();
  set_text_or_null (object, "id", inlet_connection_get_remote_id (self));
  set_text_or_null (object, "etag", inlet_connection_get_etag (self));
  json_object_set_string_member (object, "name", inlet_connection_get_name (self));
  json_object_set_string_member (object, "description", inlet_connection_get_description (self));
  json_object_set_string_member (object, "sandbox", inlet_connection_get_sandbox (self));
  set_text_or_null (object, "sandbox_type", inlet_connection_get_sandbox_type (self));
  json_object_set_string_member (object, "account", inlet_connection_get_account_name (self));
  json_object_set_string_member (object, "credentials",
                                 inlet_connection_get_credentials_name (self));
  json_object_set_string_member (object, "state",
                                 inlet_connection_state_to_nick (state));
  set_text_or_null (object, "created_at", created_at);
  set_text_or_null (object, "created_client", inlet_connection_get_created_client (self));
  set_text_or_null (object, "broken_since", broken_since);
  set_problem (object, inlet_connection_get_problem (self));

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}
