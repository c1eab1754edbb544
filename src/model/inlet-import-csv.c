/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file that the IAM console gives with a new key: comma separated, with a byte order mark that
 * was taken off before, CRLF, and, by the age of the console, with or without the user's name. */

#include "inlet-import-readers.h"

#include "inlet-import-words.h"
#include "inlet-secret-buffer.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum {
  COLUMN_NAME,
  COLUMN_ACCESS_KEY_ID,
  COLUMN_SECRET_KEY,
  COLUMN_SESSION_TOKEN,
  N_COLUMNS,
} Column;

static const char * const titles[][2] = {
  [COLUMN_NAME] = { "user name", "username" },
  [COLUMN_ACCESS_KEY_ID] = { "access key id", "access key" },
  [COLUMN_SECRET_KEY] = { "secret access key", "secret key" },
  [COLUMN_SESSION_TOKEN] = { "session token", "session token" },
};

/* A cell, which in quotes may have anything in it (RFC 4180). Stops at what ends it. */
static const char *
read_cell (const char *text,
           char        separator,
           GPtrArray  *row)
{
  g_auto (InletSecretBuffer) cell = INLET_SECRET_BUFFER_INIT;
  gboolean is_quoted = FALSE;

  inlet_secret_buffer_append (&cell, "");
  for (; *text != '\0'; text++) {
    char character[2] = { *text, '\0' };

    if (!is_quoted && (*text == separator || *text == '\n'))
      break;
    if (*text == '"' && is_quoted && text[1] == '"')
      text++;
    else if (*text == '"') {
      is_quoted = !is_quoted;
      continue;
    }
    inlet_secret_buffer_append (&cell, character);
  }

  g_ptr_array_add (row, g_strstrip (inlet_secret_buffer_steal (&cell)));
  return text;
}

/* Advances @text; FALSE at the end. */
static gboolean
read_row (const char **text,
          char         separator,
          GPtrArray   *row)
{
  const char *c = *text;

  g_ptr_array_set_size (row, 0);
  if (*c == '\0')
    return FALSE;

  for (c = read_cell (c, separator, row); *c == separator;)
    c = read_cell (c + 1, separator, row);

  *text = *c == '\n' ? c + 1 : c;
  return TRUE;
}

/* An office program that has saved it again puts another sign there. */
static char
find_separator (const char *text)
{
  gsize length = strcspn (text, "\n");

  for (const char *c = ",;\t"; *c != '\0'; c++)
    if (memchr (text, *c, length) != NULL)
      return *c;

  return ',';
}

/* -1 where there is none. */
static int
find_column (GPtrArray *header,
             Column     column)
{
  for (guint i = 0; i < header->len; i++)
    for (guint title = 0; title < G_N_ELEMENTS (titles[column]); title++)
      if (g_ascii_strcasecmp (header->pdata[i], titles[column][title]) == 0)
        return (int) i;

  return -1;
}

/* (nullable) */
static const char *
get_cell (GPtrArray *row,
          int        column)
{
  return column >= 0 && (guint) column < row->len ? row->pdata[column] : NULL;
}

static void
add_row (GPtrArray  *row,
         const int  *columns,
         const char *name,
         GPtrArray  *found)
{
  const char *user = get_cell (row, columns[COLUMN_NAME]);
  InletFound *credentials = NULL;

  credentials = inlet_found_new (INLET_PROFILE_CREDENTIALS,
                                 user != NULL && *user != '\0' ? user : name);
  inlet_import_set (credentials, INLET_FIELD_ACCESS_KEY_ID,
                    get_cell (row, columns[COLUMN_ACCESS_KEY_ID]));
  inlet_import_set (credentials, INLET_FIELD_SECRET_KEY,
                    get_cell (row, columns[COLUMN_SECRET_KEY]));
  inlet_import_set (credentials, INLET_FIELD_SESSION_TOKEN,
                    get_cell (row, columns[COLUMN_SESSION_TOKEN]));
  g_ptr_array_add (found, credentials);
}

static gboolean
is_empty (GPtrArray *row)
{
  return row->len == 1 && *(char *) row->pdata[0] == '\0';
}

InletImportFormat
inlet_import_read_csv (const char *text,
                       const char *name,
                       GPtrArray  *found)
{
  g_autoptr (GPtrArray) row = inlet_import_words_new ();
  char separator = find_separator (text);
  int columns[N_COLUMNS] = { 0 };

  if (!read_row (&text, separator, row))
    return INLET_IMPORT_UNKNOWN;

  for (guint column = 0; column < N_COLUMNS; column++)
    columns[column] = find_column (row, column);
  if (columns[COLUMN_ACCESS_KEY_ID] < 0 || columns[COLUMN_SECRET_KEY] < 0)
    return INLET_IMPORT_UNKNOWN;

  while (!inlet_import_is_full (found) && read_row (&text, separator, row))
    if (!is_empty (row))
      add_row (row, columns, name, found);

  if (found->len == 0) {
    InletFound *nothing = inlet_found_new (INLET_PROFILE_CREDENTIALS, name);

    inlet_found_refuse (nothing, g_strdup (_("The table has only its heading, and no key.")));
    g_ptr_array_add (found, nothing);
  }

  return INLET_IMPORT_AWS_CSV;
}
