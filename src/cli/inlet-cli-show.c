/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-show.h"

#include "inlet-arguments.h"
#include "inlet-cli-find.h"
#include "inlet-cli-stage.h"
#include "inlet-connection-json.h"
#include "inlet-curl-script.h"
#include "inlet-json.h"
#include "inlet-python-script.h"
#include "inlet-same-draft.h"

#include <glib/gi18n.h>

#define USAGE "inlet show ID|NAME [--json | --curl | --python]"

/* A member a line, apart by tabs, as --json names them: for people and for `cut`. */
static void
print_members (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *name = names; name != NULL; name = name->next) {
    const char *text = inlet_json_get_string (object, name->data);

    if (text != NULL && *text != '\0')
      g_print ("%s\t%s\n", (const char *) name->data, text);
  }
}

static void
print_connection (InletConnection *connection,
                  gboolean         is_json)
{
  g_autoptr (JsonNode) node = inlet_connection_to_json (connection);
  JsonObject *object = json_node_get_object (node);
  JsonObject *error = inlet_json_get_object (object, "error");

  if (is_json) {
    inlet_terminal_print_json (node);
    return;
  }

  print_members (object);
  if (error != NULL)
    print_members (error);
}

/* The request that makes another one like @connection. */
static gboolean
print_script (InletTerminal    *terminal,
              InletConnection  *connection,
              gboolean          is_python,
              GError          **error)
{
  InletVault *vault = inlet_context_get_vault (inlet_terminal_get_context (terminal));
  g_autoptr (InletDraft) draft = inlet_same_draft_new (vault, connection, error);
  g_autofree char *script = NULL;

  if (draft == NULL)
    return FALSE;

  script = is_python ? inlet_python_script_build (draft) : inlet_curl_script_build (draft);
  g_print ("%s", script);
  return TRUE;
}

static gboolean
parse (char        **arguments,
       gboolean     *is_json,
       gboolean     *is_curl,
       gboolean     *is_python,
       GError      **error)
{
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, is_json, NULL, NULL },
    { "curl", 0, 0, G_OPTION_ARG_NONE, is_curl, NULL, NULL },
    { "python", 0, 0, G_OPTION_ARG_NONE, is_python, NULL, NULL },
    { NULL }
  };

  if (!inlet_arguments_parse (arguments, USAGE, entries, 1, error))
    return FALSE;

  if (!!*is_json + !!*is_curl + !!*is_python <= 1)
    return TRUE;

  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                       _("Only one of --json, --curl and --python can be had at a time."));
  return FALSE;
}

InletExit
inlet_cli_show (char     **arguments,
                gboolean   is_demo)
{
  gboolean is_json = FALSE;
  gboolean is_curl = FALSE;
  gboolean is_python = FALSE;
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (parse (arguments, &is_json, &is_curl, &is_python, &error))
    terminal = inlet_cli_stage_new (is_demo, &error);
  if (terminal != NULL)
    connection = inlet_cli_find_latest (terminal, arguments[1], &error);

  if (connection != NULL && (is_curl || is_python))
    print_script (terminal, connection, is_python, &error);
  else if (connection != NULL)
    print_connection (connection, is_json);

  if (error == NULL)
    return INLET_EXIT_DONE;

  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}
