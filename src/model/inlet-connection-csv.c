/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-csv.h"

#include "inlet-connection-json.h"
#include "inlet-json.h"

#include <string.h>

#define LINE_END "\r\n"

static const char *const columns[] = {
  "created_at", "state", "name", "description", "id", "etag", "sandbox", "sandbox_type", "account",
  "credentials", "created_client", "broken_since"
};

/* Of the error, where there is one. */
static const char *const error_columns[] = { "code", "title", "hint" };

/* Those of full width are taken for the others, too. */
static gboolean
is_formula (gunichar character)
{
  switch (character) {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0xff0b:
    case 0xff0d:
    case 0xff1d:
    case 0xff20:
      return TRUE;
    default:
      return FALSE;
  }
}

static gboolean
is_separator (gunichar character)
{
  return character == ';' || character == '\t' || character == '\n' || character == '\r';
}

static void
append_cell (GString    *csv,
             const char *text)
{
  gboolean is_beginning = TRUE;

  g_string_append_c (csv, '"');
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar character = g_utf8_get_char (text);

    if (is_beginning && is_formula (character))
      g_string_append_c (csv, '\'');
    if (character == '"')
      g_string_append_c (csv, '"');
    g_string_append_unichar (csv, character);

    /* What is quoted begins after its quote. */
    is_beginning = is_separator (character) || (is_beginning && character == '"');
  }
  g_string_append_c (csv, '"');
}

/* %NULL is an empty cell, as "" is. */
static void
append_member (GString    *csv,
               JsonObject *object,
               const char *name)
{
  const char *text = object != NULL ? inlet_json_get_string (object, name) : NULL;

  if (text != NULL && *text != '\0')
    append_cell (csv, text);
}

void
inlet_connection_csv_append_header (GString *csv)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "", columns[i]);
  for (guint i = 0; i < G_N_ELEMENTS (error_columns); i++)
    g_string_append_printf (csv, ",error_%s", error_columns[i]);
  g_string_append (csv, LINE_END);
}

void
inlet_connection_csv_append_row (GString         *csv,
                                 InletConnection *connection)
{
  g_autoptr (JsonNode) node = inlet_connection_to_json (connection);
  JsonObject *object = json_node_get_object (node);
  JsonObject *error = inlet_json_get_object (object, "error");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_string_append (csv, i > 0 ? "," : "");
    append_member (csv, object, columns[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (error_columns); i++) {
    g_string_append_c (csv, ',');
    append_member (csv, error, error_columns[i]);
  }
  g_string_append (csv, LINE_END);
}
