/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test-result.h"

#include "inlet-json.h"
#include "inlet-side.h"

struct _InletTestResult
{
  GObject       parent_instance;

  gint64        tested_at;
  InletProblem *problem;   /* (owned) (nullable) */
};

G_DEFINE_ENUM_TYPE (InletTestOutcome, inlet_test_outcome,
                    G_DEFINE_ENUM_VALUE (INLET_TEST_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (INLET_TEST_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (INLET_TEST_UNKNOWN, "unknown"))

G_DEFINE_FINAL_TYPE (InletTestResult, inlet_test_result, G_TYPE_OBJECT)

/* An account that may not ask, or a line that is cut, says nothing of the connection. */
static gboolean
is_of_connection (InletProblem *problem)
{
  switch (inlet_side_of_problem (problem)) {
    case INLET_SIDE_KEY:
    case INLET_SIDE_BUCKET:
    case INLET_SIDE_STORAGE:
    case INLET_SIDE_CONNECTION:
    case INLET_SIDE_SANDBOX:
      return TRUE;
    case INLET_SIDE_PERMISSION:
    case INLET_SIDE_ACCOUNT:
    case INLET_SIDE_NETWORK:
    case INLET_SIDE_ADOBE:
    case INLET_SIDE_COMPUTER:
    default:
      return FALSE;
  }
}

static void
inlet_test_result_finalize (GObject *object)
{
  g_clear_object (&INLET_TEST_RESULT (object)->problem);

  G_OBJECT_CLASS (inlet_test_result_parent_class)->finalize (object);
}

static void
inlet_test_result_class_init (InletTestResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_test_result_finalize;
}

static void
inlet_test_result_init (InletTestResult *self)
{
}

const char *
inlet_test_outcome_to_nick (InletTestOutcome outcome)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_TEST_OUTCOME);
  GEnumValue *value = g_enum_get_value (class, outcome);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

InletTestResult *
inlet_test_result_new (gint64        tested_at,
                       InletProblem *problem)
{
  InletTestResult *self = NULL;

  g_return_val_if_fail (problem == NULL || INLET_IS_PROBLEM (problem), NULL);

  self = g_object_new (INLET_TYPE_TEST_RESULT, NULL);
  self->tested_at = tested_at;
  g_set_object (&self->problem, problem);
  return self;
}

gint64
inlet_test_result_get_tested_at (InletTestResult *self)
{
  g_return_val_if_fail (INLET_IS_TEST_RESULT (self), 0);

  return self->tested_at;
}

InletTestOutcome
inlet_test_result_get_outcome (InletTestResult *self)
{
  g_return_val_if_fail (INLET_IS_TEST_RESULT (self), INLET_TEST_UNKNOWN);

  if (self->problem == NULL)
    return INLET_TEST_PASSED;

  return is_of_connection (self->problem) ? INLET_TEST_FAILED : INLET_TEST_UNKNOWN;
}

InletProblem *
inlet_test_result_get_problem (InletTestResult *self)
{
  g_return_val_if_fail (INLET_IS_TEST_RESULT (self), NULL);

  return self->problem;
}

JsonNode *
inlet_test_result_to_json (InletTestResult *self,
                           InletConnection *connection)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *tested_at = NULL;
  JsonObject *object = NULL;
  JsonNode *node = NULL;

  g_return_val_if_fail (INLET_IS_TEST_RESULT (self), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  time = g_date_time_new_from_unix_utc (self->tested_at);
  tested_at = time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");

  object = json_object_new ();
  json_object_set_string_member (object, "id", inlet_connection_get_remote_id (connection));
  json_object_set_string_member (object, "name", inlet_connection_get_name (connection));
  json_object_set_string_member (object, "sandbox", inlet_connection_get_sandbox (connection));
  json_object_set_string_member (object, "account", inlet_connection_get_account_name (connection));
  json_object_set_string_member (object, "outcome",
                                 inlet_test_outcome_to_nick (inlet_test_result_get_outcome (self)));
  json_object_set_string_member (object, "tested_at", tested_at);
  if (self->problem != NULL)
    json_object_set_object_member (object, "error", inlet_side_describe (self->problem));
  else
    json_object_set_null_member (object, "error");

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

gboolean
inlet_test_result_is_passed_reply (InletReply *reply)
{
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (INLET_IS_REPLY (reply), FALSE);

  object = inlet_json_parse_object (inlet_reply_get_body (reply));
  return inlet_reply_is_success (reply) && inlet_json_get_boolean (object, "result", FALSE);
}
