/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-renew.h"

#include "inlet-arguments.h"
#include "inlet-edit-due.h"
#include "inlet-renewal.h"

#include <glib/gi18n.h>

/* (transfer full) (nullable): the credentials as they are by then. */
static InletProfile *
save (InletTerminal  *terminal,
      InletForm      *form,
      GError        **error)
{
  InletVault *vault = inlet_context_get_vault (inlet_terminal_get_context (terminal));
  g_autoptr (InletProfile) profile = inlet_form_build_profile (form);
  g_autoptr (InletSecrets) secrets = inlet_form_build_secrets (form);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_vault_save_async (vault, profile, secrets, inlet_terminal_get_cancellable (terminal),
                          inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_vault_save_finish (vault, result, error) ? g_steal_pointer (&profile) : NULL;
}

static InletProfile *
renew (InletTerminal  *terminal,
       const char     *name,
       GError        **error)
{
  g_autoptr (InletProfile) credentials =
    inlet_terminal_choose (terminal, INLET_PROFILE_CREDENTIALS, name, error);
  g_autoptr (InletImportFile) text = NULL;
  g_autoptr (InletForm) form = NULL;

  if (credentials != NULL)
    text = inlet_terminal_read_text (terminal,
                                     _("Paste the new key, such as lines that begin with “export "
                                       "AWS_”, and end with Enter and Ctrl+D:"), error);
  if (text != NULL)
    form = inlet_renewal_read (INLET_CREDENTIALS (credentials), text->text, text->length, FALSE,
                               error);

  return form != NULL ? save (terminal, form, error) : NULL;
}

/* (nullable) (transfer full): the connections that lack the new key. */
static GPtrArray *
list_due (InletTerminal  *terminal,
          InletProfile   *credentials,
          GError        **error)
{
  InletDatabase *database = inlet_context_get_database (inlet_terminal_get_context (terminal));
  g_autoptr (GAsyncResult) result = NULL;

  inlet_edit_due_list_async (database, inlet_profile_get_id (credentials), FALSE, NULL,
                             inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_edit_due_list_finish (database, result, error);
}

static void
print_json (InletProfile *credentials,
            guint         n_due)
{
  g_autofree char *fields = inlet_profile_to_json (credentials);
  g_autoptr (JsonNode) node = json_from_string (fields, NULL);
  JsonObject *object = json_node_get_object (node);

  json_object_set_string_member (object, "name", inlet_profile_get_name (credentials));
  json_object_set_int_member (object, "due", n_due);
  inlet_terminal_print_json (node);
}

static void
say_due (InletProfile *credentials,
         guint         n_due)
{
  g_autofree char *name = g_shell_quote (inlet_profile_get_name (credentials));

  g_printerr (_("Renewed: “%s”\n"), inlet_profile_get_name (credentials));
  if (n_due == 0)
    return;

  /* Translators: the command is written as it is. */
  g_printerr (ngettext ("%u connection lacks the new key. It is sent with:\n"
                        "  inlet rotate --rest --credentials %s\n",
                        "%u connections lack the new key. It is sent with:\n"
                        "  inlet rotate --rest --credentials %s\n", n_due), n_due, name);
}

InletExit
inlet_cli_renew (char     **arguments,
                 gboolean   is_demo)
{
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (InletProfile) credentials = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;

  if (inlet_arguments_parse (arguments, "inlet credentials renew NAME [--json]", entries, 1,
                             &error))
    terminal = inlet_terminal_new (is_demo, &error);
  if (terminal != NULL)
    credentials = renew (terminal, arguments[1], &error);
  if (credentials != NULL)
    due = list_due (terminal, credentials, &error);
  if (due == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  inlet_terminal_warn_of_end (INLET_CREDENTIALS (credentials));
  say_due (credentials, due->len);
  if (is_json)
    print_json (credentials, due->len);
  return INLET_EXIT_DONE;
}
