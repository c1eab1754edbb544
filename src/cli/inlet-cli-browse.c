/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-browse.h"

#include "inlet-arguments.h"
#include "inlet-browse.h"
#include "inlet-cli-find.h"
#include "inlet-cli-stage.h"
#include "inlet-error.h"

#include <glib/gi18n.h>

#define USAGE \
  "inlet browse ID|NAME [PATH] [--preview] [--delimiter C] [--encoding E] [--compression C]\n" \
  "             [--json]"

/* What is asked for. */
typedef struct
{
  char           **words;     /* (owned) (nullable): connection and path */
  gboolean         is_preview;
  gboolean         is_json;
  InletFileFormat  format;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_clear_pointer (&wish->words, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, sentence);
  return FALSE;
}

/* One character, or `\t` for a tab, as people type it. */
static gboolean
read_delimiter (const char  *text,
                gunichar    *delimiter,
                GError     **error)
{
  if (g_str_equal (text, "\\t"))
    *delimiter = '\t';
  else if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) == 1)
    *delimiter = g_utf8_get_char (text);
  else
    return refuse (error, _("A delimiter is one character, or “\\t” for a tab."));

  return TRUE;
}

static gboolean
read_format (Wish        *wish,
             const char  *delimiter,
             const char  *encoding,
             const char  *compression,
             GError     **error)
{
  int value = 0;

  wish->format = inlet_file_format_guess (wish->words[1]);
  if (delimiter != NULL && !read_delimiter (delimiter, &wish->format.delimiter, error))
    return FALSE;

  if (encoding != NULL && !inlet_nick_to_value (INLET_TYPE_ENCODING, encoding, &value))
    return refuse (error, _("An encoding is UTF-8 or ISO-8859-1."));
  if (encoding != NULL)
    wish->format.encoding = value;

  if (compression != NULL && !inlet_nick_to_value (INLET_TYPE_COMPRESSION, compression, &value))
    return refuse (error, _("A compression is none, bzip2, gzip, deflate, zipDeflate, tarGzip or "
                            "tar."));
  if (compression != NULL)
    wish->format.compression = value;

  return TRUE;
}

static gboolean
parse (char     **arguments,
       Wish      *wish,
       GError   **error)
{
  g_autofree char *delimiter = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *compression = NULL;
  GOptionEntry entries[] = {
    { "preview", 0, 0, G_OPTION_ARG_NONE, &wish->is_preview, NULL, NULL },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &delimiter, NULL, NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, NULL, NULL },
    { "compression", 0, 0, G_OPTION_ARG_STRING, &compression, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &wish->is_json, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &wish->words, NULL, NULL },
    { NULL }
  };
  guint n_words = 0;

  if (!inlet_arguments_parse (arguments, USAGE, entries, 0, error))
    return FALSE;

  n_words = wish->words != NULL ? g_strv_length (wish->words) : 0;
  if (n_words == 0 || n_words > 2) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("A word is missing or too many. It is written:\n  %s"), USAGE);
    return FALSE;
  }
  if (!wish->is_preview && (delimiter != NULL || encoding != NULL || compression != NULL))
    return refuse (error, _("Delimiter, encoding and compression are of a preview: add "
                            "--preview."));
  if (wish->is_preview && n_words == 1)
    return refuse (error, _("Give the path of the file. Without --preview, the files are listed."));

  return !wish->is_preview || read_format (wish, delimiter, encoding, compression, error);
}

/* A name may have anything in it, and a terminal obeys control characters. (transfer full) */
static char *
dup_printable (const char *text)
{
  g_autoptr (GString) printable = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar character = g_utf8_get_char (text);

    if (g_unichar_iscntrl (character))
      g_string_append_printf (printable, "\\u%04x", character);
    else
      g_string_append_unichar (printable, character);
  }

  return g_string_free (g_steal_pointer (&printable), FALSE);
}

/* Type, name and path, apart by tabs: for people and for `cut`. */
static void
print_entry (InletEntry *entry)
{
  g_autofree char *name = dup_printable (inlet_entry_get_name (entry));
  g_autofree char *path = dup_printable (inlet_entry_get_path (entry));

  g_print ("%s\t%s\t%s\n", inlet_entry_is_folder (entry) ? "folder" : "file", name, path);
}

static void
print_listing (InletListing *listing,
               gboolean      is_json)
{
  g_autoptr (JsonNode) array = json_node_init_array (json_node_alloc (), json_array_new ());

  for (guint i = 0; i < inlet_listing_get_n_entries (listing); i++) {
    g_autoptr (InletEntry) entry = g_list_model_get_item (G_LIST_MODEL (listing), i);

    if (is_json)
      json_array_add_element (json_node_get_array (array), inlet_entry_to_json (entry));
    else
      print_entry (entry);
  }

  if (is_json)
    inlet_terminal_print_json (array);
}

static void
print_cell (const char *text,
            gboolean    is_first)
{
  g_autofree char *printable = dup_printable (text);

  g_print ("%s%s", is_first ? "" : "\t", printable);
}

/* The names of the columns, then a line for each row. */
static void
print_rows (InletTable *table)
{
  for (guint i = 0; i < inlet_table_get_n_columns (table); i++)
    print_cell (inlet_table_get_column_name (table, i), i == 0);
  g_print ("\n");

  for (guint row = 0; row < inlet_table_get_n_rows (table); row++) {
    for (guint i = 0; i < inlet_table_get_n_columns (table); i++)
      print_cell (inlet_table_get_text (table, row, i), i == 0);
    g_print ("\n");
  }
}

static void
print_table (InletTable *table,
             gboolean    is_json)
{
  g_autoptr (JsonNode) node = NULL;

  if (!is_json) {
    print_rows (table);
    return;
  }

  node = inlet_table_to_json (table);
  inlet_terminal_print_json (node);
}

static void
on_status (InletBrowse *browse)
{
  if (inlet_browse_get_status (browse) != NULL)
    g_printerr ("%s\n", inlet_browse_get_status (browse));
}

/* As Adobe writes the path of a folder; people leave out what it ends with. @path (nullable): the
 * root. (transfer full) (nullable) */
static char *
dup_folder (const char *path)
{
  return path == NULL || g_str_has_suffix (path, "/") ? g_strdup (path)
                                                      : g_strconcat (path, "/", NULL);
}

static gboolean
list (InletTerminal  *terminal,
      InletBrowse    *browse,
      const Wish     *wish,
      GError        **error)
{
  g_autofree char *folder = dup_folder (wish->words[1]);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletListing) listing = NULL;

  inlet_browse_list_async (browse, folder, inlet_terminal_get_cancellable (terminal),
                           inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  listing = inlet_browse_list_finish (browse, result, error);
  if (listing != NULL)
    print_listing (listing, wish->is_json);

  return listing != NULL;
}

static gboolean
preview (InletTerminal  *terminal,
         InletBrowse    *browse,
         const Wish     *wish,
         GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletTable) table = NULL;

  inlet_browse_read_async (browse, wish->words[1], &wish->format, TRUE,
                           inlet_terminal_get_cancellable (terminal), inlet_terminal_on_answered,
                           terminal);
  result = inlet_terminal_wait (terminal);
  table = inlet_browse_read_finish (browse, result, error);
  if (table != NULL)
    print_table (table, wish->is_json);

  return table != NULL;
}

static gboolean
browse_connection (InletTerminal  *terminal,
                   const Wish     *wish,
                   GError        **error)
{
  g_autoptr (InletConnection) connection = inlet_cli_find (terminal, wish->words[0], error);
  g_autoptr (InletBrowse) browse = NULL;

  if (connection == NULL)
    return FALSE;

  browse = inlet_browse_new (inlet_terminal_get_context (terminal), connection);
  g_signal_connect (browse, "notify::status", G_CALLBACK (on_status), NULL);
  return wish->is_preview ? preview (terminal, browse, wish, error)
                          : list (terminal, browse, wish, error);
}

InletExit
inlet_cli_browse (char     **arguments,
                  gboolean   is_demo)
{
  g_auto (Wish) wish = { NULL };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GError) error = NULL;

  if (parse (arguments, &wish, &error))
    terminal = inlet_cli_stage_new (is_demo, &error);
  if (terminal != NULL && browse_connection (terminal, &wish, &error))
    return INLET_EXIT_DONE;

  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}
