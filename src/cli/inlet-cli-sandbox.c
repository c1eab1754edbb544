/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-sandbox.h"

#include "inlet-arguments.h"
#include "inlet-sandbox-query.h"

/* What is not said is "-", so that the columns stay what they are. */
static const char *
say (const char *text)
{
  return *text != '\0' ? text : "-";
}

/* Name, type, state, region and title, apart by tabs: for people and for `cut`. */
static void
print_row (InletSandbox *sandbox)
{
  g_print ("%s\t%s\t%s\t%s\t%s\n", inlet_sandbox_get_name (sandbox),
           say (inlet_sandbox_get_kind (sandbox)), say (inlet_sandbox_get_state (sandbox)),
           say (inlet_sandbox_get_region (sandbox)), say (inlet_sandbox_get_title (sandbox)));
}

static void
set_text_or_null (JsonObject *object,
                  const char *name,
                  const char *text)
{
  if (*text != '\0')
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
build_object (InletSandbox *sandbox)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", inlet_sandbox_get_name (sandbox));
  set_text_or_null (object, "title", inlet_sandbox_get_title (sandbox));
  set_text_or_null (object, "type", inlet_sandbox_get_kind (sandbox));
  set_text_or_null (object, "state", inlet_sandbox_get_state (sandbox));
  set_text_or_null (object, "region", inlet_sandbox_get_region (sandbox));
  return object;
}

static void
print_list (GPtrArray *sandboxes,
            gboolean   is_json)
{
  g_autoptr (JsonNode) array = json_node_init_array (json_node_alloc (), json_array_new ());

  for (guint i = 0; i < sandboxes->len; i++) {
    if (is_json)
      json_array_add_object_element (json_node_get_array (array),
                                     build_object (sandboxes->pdata[i]));
    else
      print_row (sandboxes->pdata[i]);
  }

  if (is_json)
    inlet_terminal_print_json (array);
}

/* Asking changes nothing, so that a lost answer leaves nothing in doubt. */
static InletExit
tell_error (const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);
  g_autoptr (InletProblem) certain = NULL;

  inlet_terminal_say_error (error);
  if (inlet_problem_get_certainty (problem) != INLET_CERTAINTY_UNKNOWN)
    return inlet_exit_from_problem (problem);

  certain = inlet_problem_with_certainty (problem, INLET_CERTAINTY_NOT_SENT);
  return inlet_exit_from_problem (certain);
}

static GPtrArray *
list (InletTerminal  *terminal,
      const char     *account_name,
      GError        **error)
{
  InletContext *context = inlet_terminal_get_context (terminal);
  g_autoptr (InletProfile) account = inlet_terminal_choose (terminal, INLET_PROFILE_ACCOUNT,
                                                            account_name, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (account == NULL)
    return NULL;

  inlet_sandbox_query_async (context, INLET_ACCOUNT (account), FALSE,
                             inlet_terminal_get_cancellable (terminal),
                             inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_sandbox_query_finish (context, result, error);
}

InletExit
inlet_cli_sandboxes (char     **arguments,
                     gboolean   is_demo)
{
  g_autofree char *account = NULL;
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &account, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GPtrArray) sandboxes = NULL;
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  if (inlet_arguments_parse (arguments, "inlet sandboxes [--account A] [--json]", entries, 0,
                             &error))
    terminal = inlet_terminal_new (is_demo, &error);
  if (terminal != NULL)
    sandboxes = list (terminal, account, &error);

  if (sandboxes == NULL)
    return tell_error (error);

  print_list (sandboxes, is_json);
  problem = inlet_sandbox_query_explain (sandboxes);
  if (problem == NULL)
    return INLET_EXIT_DONE;

  inlet_terminal_say_problem (problem);
  return inlet_exit_from_problem (problem);
}
