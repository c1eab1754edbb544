/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-edit.h"

#include "inlet-arguments.h"
#include "inlet-cli-find.h"
#include "inlet-cli-stage.h"
#include "inlet-connection-json.h"
#include "inlet-edit.h"
#include "inlet-field.h"

#include <glib/gi18n.h>

/* Only what goes beyond a step: that it takes longer, and why. */
static void
on_status (InletEdit *edit)
{
  const char *status = inlet_edit_get_status (edit);

  if (strchr (status, ':') != NULL)
    g_printerr ("%s\n", status);
}

/* What is typed is cleaned and checked as in a form. (transfer full) (nullable) */
static char *
check_text (InletField   field,
            const char  *text,
            GError     **error)
{
  g_autofree char *clean = inlet_field_clean (field, text);
  const char *message = NULL;

  if (field == INLET_FIELD_NAME && *clean == '\0')
    message = _("A connection needs a name.");
  else if (inlet_field_check (field, clean, &message) != INLET_VERDICT_WRONG)
    return g_steal_pointer (&clean);

  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, "%s", message);
  return NULL;
}

static gboolean
clean_text (InletField   field,
            char       **text,
            GError     **error)
{
  char *clean = NULL;

  if (*text == NULL)
    return TRUE;

  clean = check_text (field, *text, error);
  if (clean == NULL)
    return FALSE;

  g_free (*text);
  *text = clean;
  return TRUE;
}

static gboolean
check_texts (char   **name,
             char   **description,
             GError **error)
{
  if (*name == NULL && *description == NULL) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, "%s",
                 _("Say what to change: --name, --description, or both."));
    return FALSE;
  }

  return clean_text (INLET_FIELD_NAME, name, error) &&
         clean_text (INLET_FIELD_DESCRIPTION, description, error);
}

static InletExit
say_conflict (InletRemote *remote)
{
  g_printerr (_("Somebody else has changed the connection. Nothing of yours was changed.\n"
                "At Adobe it has the name “%s” and the description “%s”.\n"
                "To change it all the same, repeat the command with --again.\n"),
              inlet_remote_get_name (remote), inlet_remote_get_description (remote));
  return INLET_EXIT_REFUSED;
}

/* (nullable) (transfer full) */
static InletConnection *
run_edit (InletTerminal  *terminal,
          InletEdit      *edit,
          GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_signal_connect (edit, "notify::status", G_CALLBACK (on_status), NULL);
  inlet_edit_run_async (edit, inlet_terminal_get_cancellable (terminal),
                        inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_edit_run_finish (edit, result, error);
}

static void
print_connection (InletConnection *connection,
                  gboolean         is_json)
{
  g_autoptr (JsonNode) node = NULL;

  if (!is_json) {
    g_print ("%s\t%s\n", inlet_connection_get_remote_id (connection),
             inlet_connection_get_name (connection));
    return;
  }

  node = inlet_connection_to_json (connection);
  inlet_terminal_print_json (node);
}

/* With @is_again, what Adobe has is taken as seen, once. */
static InletExit
edit_connection (InletTerminal   *terminal,
                 InletConnection *connection,
                 InletChange     *change,
                 gboolean         is_again,
                 gboolean         is_json)
{
  InletContext *context = inlet_terminal_get_context (terminal);
  g_autoptr (InletEdit) edit = inlet_edit_new (context, connection, change);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletConnection) changed = run_edit (terminal, edit, &error);

  if (changed == NULL && is_again && inlet_edit_get_remote (edit) != NULL) {
    g_autoptr (InletEdit) first = g_steal_pointer (&edit);

    g_clear_error (&error);
    edit = inlet_edit_new (context, connection, change);
    inlet_edit_set_seen (edit, inlet_edit_get_remote (first));
    changed = run_edit (terminal, edit, &error);
  }

  if (changed != NULL) {
    print_connection (changed, is_json);
    return INLET_EXIT_DONE;
  }
  if (inlet_edit_get_remote (edit) != NULL)
    return say_conflict (inlet_edit_get_remote (edit));

  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}

InletExit
inlet_cli_edit (char     **arguments,
                gboolean   is_demo)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  gboolean is_again = FALSE;
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "description", 0, 0, G_OPTION_ARG_STRING, &description, NULL, NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &is_again, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words, NULL, NULL },
    { NULL }
  };
  static const char usage[] =
    "inlet edit ID|NAME [--name N] [--description D] [--again] [--json]";
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (InletChange) change = NULL;
  g_autoptr (GError) error = NULL;

  /* Without a word, or with two, it asks for one, and so is not understood. */
  if (inlet_arguments_parse (arguments, usage, entries, 0, &error) &&
      ((words != NULL && words[1] == NULL) ||
       inlet_arguments_parse (arguments, usage, entries, 1, &error)) &&
      check_texts (&name, &description, &error))
    terminal = inlet_cli_stage_new (is_demo, &error);

  if (terminal != NULL)
    connection = inlet_cli_find (terminal, words[0], &error);
  if (connection == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  change = inlet_change_new (name, description, NULL);
  return edit_connection (terminal, connection, change, is_again, is_json);
}
