/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-import.h"

#include "inlet-arguments.h"
#include "inlet-import-file.h"
#include "inlet-import.h"
#include "inlet-side.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static const char synopsis[] =
  "inlet import FILE|- [--all] [--select NAME] [--trust-addresses]\n"
  "  [--move-to-bin] [--json]";

/* What was asked for. */
typedef struct
{
  char    *path;    /* (owned) (nullable): %NULL for standard input */
  gboolean is_all;
  GStrv    names;   /* (owned) (nullable) */
  gboolean trusts_addresses;
  gboolean moves_to_bin;
  gboolean is_json;
} Request;

static void
request_clear (Request *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->names, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static InletExit
say_and_exit (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_printerr ("%s\n", _("Cancelled. What was imported before stays."));
    return inlet_exit_from_error (error);
  }

  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}

static InletImportFile *
read_file (InletTerminal  *terminal,
           const char     *path,
           GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_import_file_load_async (file, inlet_terminal_get_cancellable (terminal),
                                inlet_terminal_on_answered, terminal);
  answer = inlet_terminal_wait (terminal);
  return inlet_import_file_read_finish (answer, error);
}

/* (nullable) (transfer full): compared with what is kept. */
static InletImport *
read_import (InletTerminal  *terminal,
             const char     *path,
             GError        **error)
{
  InletVault *vault = inlet_context_get_vault (inlet_terminal_get_context (terminal));
  g_autoptr (InletImport) import = NULL;
  g_autoptr (InletImportFile) file = NULL;
  g_autoptr (GAsyncResult) compared = NULL;

  if (path != NULL)
    file = read_file (terminal, path, error);
  else
    file = inlet_terminal_read_text (terminal, _("Paste what is to be imported, and end with Enter "
                                                 "and Ctrl+D:"), error);
  if (file == NULL)
    return NULL;

  import = inlet_import_new (vault, file->text, file->length, path);
  if (inlet_import_get_format (import) == INLET_IMPORT_UNKNOWN) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("There is nothing in it that Inlet knows."));
    return NULL;
  }

  inlet_import_compare_async (import, inlet_terminal_get_cancellable (terminal),
                              inlet_terminal_on_answered, terminal);
  compared = inlet_terminal_wait (terminal);
  return inlet_import_compare_finish (import, compared, error) ? g_steal_pointer (&import) : NULL;
}

/* (transfer none): the list keeps it. */
static InletImportItem *
get_item (InletImport *import,
          guint        position)
{
  g_autoptr (InletImportItem) item = g_list_model_get_item (G_LIST_MODEL (import), position);

  return item;
}

static guint
count_items (InletImport *import)
{
  return g_list_model_get_n_items (G_LIST_MODEL (import));
}

static JsonObject *
item_to_json (InletImportItem *item)
{
  JsonObject *object = json_object_new ();
  JsonArray *notes = json_array_new ();
  const char * const *note = inlet_import_item_get_notes (item);
  const GError *error = inlet_import_item_get_error (item);

  json_object_set_string_member (object, "kind", inlet_profile_kind_to_nick (
                                   inlet_import_item_get_kind (item)));
  json_object_set_string_member (object, "name", inlet_import_item_get_name (item));
  json_object_set_string_member (object, "state", inlet_import_state_to_nick (
                                   inlet_import_item_get_state (item)));
  json_object_set_string_member (object, "reason", inlet_import_item_get_reason (item));
  for (; *note != NULL; note++)
    json_array_add_string_element (notes, *note);
  json_object_set_array_member (object, "notes", notes);
  json_object_set_boolean_member (object, "imported", inlet_import_item_get_outcome (item) ==
                                  INLET_IMPORT_STORED);
  if (error != NULL) {
    g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

    json_object_set_object_member (object, "error", inlet_side_describe (problem));
  } else {
    json_object_set_null_member (object, "error");
  }

  return object;
}

static void
print_json (InletImport *import,
            gboolean     is_moved)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), json_object_new ());
  JsonObject *object = json_node_get_object (node);
  JsonArray *items = json_array_new ();

  /* The node has a reference of its own. */
  json_object_unref (object);
  json_object_set_string_member (object, "format", inlet_import_format_to_nick (
                                   inlet_import_get_format (import)));
  for (guint i = 0; i < count_items (import); i++)
    json_array_add_object_element (items, item_to_json (get_item (import, i)));
  json_object_set_array_member (object, "found", items);
  json_object_set_boolean_member (object, "moved_to_bin", is_moved);
  inlet_terminal_print_json (node);
}

/* State, kind, name, and what is known of it, apart by tabs: for people and for `cut`. */
static void
print_item (InletImportItem *item)
{
  g_autofree char *facts = inlet_import_item_dup_facts (item);
  const char *reason = inlet_import_item_get_reason (item);

  g_print ("%s\t%s\t%s\t%s\n", inlet_import_state_to_nick (inlet_import_item_get_state (item)),
           inlet_profile_kind_to_nick (inlet_import_item_get_kind (item)),
           inlet_import_item_get_name (item), reason != NULL ? reason : facts);
}

/* Whether there is somebody to say which are to be imported, and nobody has. */
static gboolean
is_to_ask (const Request *request)
{
  return !request->is_all && request->names == NULL && request->path != NULL &&
         !request->is_json && isatty (STDIN_FILENO);
}

static void
print_preview (InletImport   *import,
               const Request *request)
{
  gboolean has_numbers = is_to_ask (request) && isatty (STDOUT_FILENO);

  g_printerr ("%s\n", inlet_import_format_to_text (inlet_import_get_format (import)));
  for (guint i = 0; i < count_items (import); i++) {
    InletImportItem *item = get_item (import, i);
    g_autofree char *foreign = inlet_import_item_dup_foreign (item);
    const char * const *note = inlet_import_item_get_notes (item);

    /* For the answer; what is piped has the columns that it always has. */
    if (has_numbers)
      g_print ("%u\t", i + 1);
    print_item (item);
    for (; *note != NULL; note++)
      g_printerr ("  %s: %s\n", inlet_import_item_get_name (item), *note);
    if (foreign != NULL)
      /* Translators: a name, and an address or two. */
      g_printerr (_("  %s: not an address of Adobe’s: %s\n"), inlet_import_item_get_name (item),
                  foreign);
  }
}

static void
untick_all (InletImport *import)
{
  for (guint i = 0; i < count_items (import); i++)
    inlet_import_item_set_is_ticked (get_item (import, i), FALSE);
}

/* Another secret of the same account is never taken unless it is named. */
static void
tick_all (InletImport *import)
{
  for (guint i = 0; i < count_items (import); i++)
    inlet_import_item_set_is_ticked (get_item (import, i),
                                     !inlet_import_item_is_alternative (get_item (import, i)));
}

static gboolean
tick_by_name (InletImport  *import,
              const char   *name,
              GError      **error)
{
  gboolean is_there = FALSE;

  for (guint i = 0; i < count_items (import); i++) {
    InletImportItem *item = get_item (import, i);

    if (!g_str_equal (inlet_import_item_get_name (item), name))
      continue;

    is_there = TRUE;
    inlet_import_item_set_is_ticked (item, TRUE);
    if (inlet_import_item_get_state (item) == INLET_IMPORT_UNUSABLE) {
      g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, _("“%s” cannot be imported: %s"),
                   name, inlet_import_item_get_reason (item));
      return FALSE;
    }
  }

  if (!is_there)
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, _("There is no “%s” in it."), name);
  return is_there;
}

/* @answer: numbers of the preview. */
static gboolean
tick_by_number (InletImport  *import,
                const char   *answer,
                GError      **error)
{
  g_auto (GStrv) words = g_strsplit_set (answer, " ,\t", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    guint64 number;

    if (*words[i] == '\0')
      continue;
    if (!g_ascii_string_to_unsigned (words[i], 10, 1, count_items (import), &number, NULL)) {
      g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                   _("“%s” is none of these numbers."), words[i]);
      return FALSE;
    }
    inlet_import_item_set_is_ticked (get_item (import, (guint) number - 1), TRUE);
  }

  return TRUE;
}

static gboolean
ask_which (InletTerminal  *terminal,
           InletImport    *import,
           GError        **error)
{
  g_autofree char *answer =
    inlet_terminal_ask (terminal, _("Which shall be imported? Numbers, “all”, or nothing:"),
                        error);

  if (answer == NULL)
    return FALSE;

  g_strstrip (answer);
  if (g_str_equal (answer, "all") || g_str_equal (answer, _("all"))) {
    tick_all (import);
    return TRUE;
  }

  return tick_by_number (import, answer, error);
}

/* Ticks what was asked for; FALSE with an error where that is not clear. */
static gboolean
choose (InletTerminal  *terminal,
        InletImport    *import,
        const Request  *request,
        GError        **error)
{
  untick_all (import);
  if (request->is_all) {
    tick_all (import);
    return TRUE;
  }

  if (request->names != NULL) {
    for (guint i = 0; request->names[i] != NULL; i++)
      if (!tick_by_name (import, request->names[i], error))
        return FALSE;
    return TRUE;
  }

  if (is_to_ask (request))
    return ask_which (terminal, import, error);

  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
               _("Nothing was imported. Say what with “--all” or “--select NAME”."));
  return FALSE;
}

static void
trust_addresses (InletImport *import)
{
  for (guint i = 0; i < count_items (import); i++) {
    InletImportItem *item = get_item (import, i);
    g_autofree char *foreign = inlet_import_item_dup_foreign (item);

    if (foreign != NULL && inlet_import_item_is_ticked (item))
      inlet_import_item_confirm (item);
  }
}

static void
say_outcome (InletImportItem *item)
{
  const GError *error = inlet_import_item_get_error (item);

  if (inlet_import_item_get_outcome (item) == INLET_IMPORT_STORED)
    g_printerr (_("Imported: “%s”\n"), inlet_import_item_get_name (item));
  if (error == NULL)
    return;

  g_printerr (_("Not imported: “%s”\n"), inlet_import_item_get_name (item));
  if (g_error_matches (error, INLET_ERROR, INLET_ERROR_UNCONFIRMED))
    g_printerr (_("“%s” is not an address of Adobe’s. If the secrets may be sent there, add "
                  "“--trust-addresses”.\n"), error->message);
  else
    inlet_terminal_say_error (error);
}

static gboolean
store (InletTerminal  *terminal,
       InletImport    *import,
       GError        **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  gboolean is_stored;

  inlet_import_store_async (import, inlet_terminal_get_cancellable (terminal),
                            inlet_terminal_on_answered, terminal);
  answer = inlet_terminal_wait (terminal);
  is_stored = inlet_import_store_finish (import, answer, error);
  for (guint i = 0; i < count_items (import); i++)
    say_outcome (get_item (import, i));

  return is_stored;
}

/* A locked keyring and the like stop all, and are nobody's own. */
static gboolean
is_said (InletImport *import)
{
  for (guint i = 0; i < count_items (import); i++)
    if (inlet_import_item_get_error (get_item (import, i)) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
move_to_bin (InletTerminal  *terminal,
             const char     *path,
             GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) cause = NULL;

  g_file_trash_async (file, G_PRIORITY_DEFAULT, inlet_terminal_get_cancellable (terminal),
                      inlet_terminal_on_answered, terminal);
  answer = inlet_terminal_wait (terminal);
  if (g_file_trash_finish (file, answer, &cause)) {
    g_printerr (_("Moved to the bin: “%s”\n"), path);
    return TRUE;
  }

  /* Translators: a file, and why, by the system. */
  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
               _("“%s” could not be moved to the bin: %s"), path, cause->message);
  return FALSE;
}

/* After all that was chosen was imported: the file and its secrets are still there. */
static gboolean
settle_file (InletTerminal  *terminal,
             InletImport    *import,
             const Request  *request,
             gboolean       *is_moved,
             GError        **error)
{
  InletImportItem *left = inlet_import_find_left (import);

  *is_moved = FALSE;
  if (request->path == NULL || !inlet_import_has_secret (import))
    return TRUE;

  if (!request->moves_to_bin) {
    g_printerr (_("“%s” still has secrets that anybody can read who can read the file. With "
                  "“--move-to-bin”, it is moved to the bin.\n"), request->path);
    return TRUE;
  }

  if (left != NULL) {
    /* Translators: a file, and what is in it. */
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("“%s” was not moved to the bin: the secrets of “%s” in it were not imported. "
                   "Import them too, or delete the file yourself."),
                 request->path, inlet_import_item_get_name (left));
    return FALSE;
  }

  *is_moved = move_to_bin (terminal, request->path, error);
  return *is_moved;
}

static InletExit
run (InletTerminal *terminal,
     const Request *request)
{
  g_autoptr (InletImport) import = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_chosen = FALSE;
  gboolean is_moved = FALSE;

  import = read_import (terminal, request->path, &error);
  if (import == NULL)
    return say_and_exit (error);

  if (!request->is_json)
    print_preview (import, request);
  is_chosen = choose (terminal, import, request, &error);
  if (is_chosen && request->trusts_addresses)
    trust_addresses (import);

  if (is_chosen && inlet_import_count_ticked (import) == 0)
    g_printerr ("%s\n", _("Nothing was imported."));
  if (is_chosen && store (terminal, import, &error))
    settle_file (terminal, import, request, &is_moved, &error);
  if (request->is_json)
    print_json (import, is_moved);

  if (error == NULL)
    return INLET_EXIT_DONE;
  return is_said (import) ? inlet_exit_from_error (error) : say_and_exit (error);
}

InletExit
inlet_cli_import (char     **arguments,
                  gboolean   is_demo)
{
  g_auto (Request) request = { NULL };
  GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &request.is_all, NULL, NULL },
    { "select", 0, 0, G_OPTION_ARG_STRING_ARRAY, &request.names, NULL, NULL },
    { "trust-addresses", 0, 0, G_OPTION_ARG_NONE, &request.trusts_addresses, NULL, NULL },
    { "move-to-bin", 0, 0, G_OPTION_ARG_NONE, &request.moves_to_bin, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GError) error = NULL;

  if (!inlet_arguments_parse (arguments, synopsis, entries, 1, &error))
    return say_and_exit (error);

  if (!g_str_equal (arguments[1], "-"))
    request.path = g_strdup (arguments[1]);
  terminal = inlet_terminal_new (is_demo, &error);

  return terminal != NULL ? run (terminal, &request) : say_and_exit (error);
}
