/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Variables as shells set them: `NAME=value`, `export NAME=value`, `$Env:NAME="value"`,
 * `set NAME=value`, `set -gx NAME "value"`, `setenv NAME value`. */

#include "inlet-import-readers.h"

#include "inlet-import-words.h"
#include "inlet-secrets.h"

#include <string.h>

/* What is being put together, of each kind. */
typedef struct
{
  GPtrArray  *found;
  const char *name;     /* (nullable) */
  InletFound *current[2]; /* (nullable), by kind */
} Reader;

/* The first variable of a set; when it comes again, so does another set. */
static gboolean
begins_another (InletFound *current,
                InletField  field,
                const char *value)
{
  const char *text = inlet_form_get_text (inlet_found_get_form (current), field);

  return (field == INLET_FIELD_ACCESS_KEY_ID || field == INLET_FIELD_API_KEY) && *text != '\0' &&
         strcmp (text, value) != 0;
}

static void
set_variable (Reader     *self,
              InletField  field,
              const char *value)
{
  InletProfileKind kind = inlet_import_get_kind (field);
  InletFound *current = self->current[kind];

  if (current == NULL || begins_another (current, field, value)) {
    if (inlet_import_is_full (self->found))
      return;

    current = inlet_found_new (kind, self->name);
    self->current[kind] = current;
    g_ptr_array_add (self->found, current);
  }

  inlet_import_set (current, field, value);
}

static const char *
skip_environment (const char *word)
{
  return g_ascii_strncasecmp (word, "$env:",
                              strlen ("$env:")) == 0 ? word + strlen ("$env:") : word;
}

static InletField
find_variable (const char *name,
               gsize       length)
{
  inlet_autosecret char *text = g_strndup (name, length);

  return inlet_import_find_field (text);
}

/* Only behind one of these is a name followed by its value without a `=`. */
static gboolean
is_command (const char *word)
{
  static const char * const commands[] = { "set", "setenv", "setx", NULL };

  return g_strv_contains (commands, word);
}

/* @words from @i on: `NAME=value`, `NAME = value`, `NAME value`. How many they were. */
static guint
read_assignment (Reader    *self,
                 GPtrArray *words,
                 guint      i)
{
  const char *word = skip_environment (words->pdata[i]);
  gsize length = strcspn (word, "=");
  InletField field = length < 64 ? find_variable (word, length) : INLET_FIELD_LAST;
  const char *value = word[length] == '=' ? word + length + 1 : "";
  const char *next = i + 1 < words->len ? words->pdata[i + 1] : "";
  guint n_words = 1;

  if (field == INLET_FIELD_LAST)
    return 1;

  if (*value == '\0' && word[length] != '=' && (*next == '=' || is_command (words->pdata[0]))) {
    value = *next == '=' ? next + 1 : next;
    n_words = 2;
  }
  if (*value == '\0' && n_words == 2 && i + 2 < words->len) {
    value = words->pdata[i + 2];
    n_words = 3;
  }

  if (*value != '\0')
    set_variable (self, field, value);
  return n_words;
}

/* Addresses and scopes alone may stand in any text. */
static gboolean
is_something (InletFound *found)
{
  static const InletField fields[][4] = {
    [INLET_PROFILE_ACCOUNT] = { INLET_FIELD_ORG_ID, INLET_FIELD_API_KEY, INLET_FIELD_CLIENT_SECRET,
                                INLET_FIELD_ACCESS_TOKEN },
    [INLET_PROFILE_CREDENTIALS] = { INLET_FIELD_ACCESS_KEY_ID, INLET_FIELD_SECRET_KEY,
                                    INLET_FIELD_SESSION_TOKEN, INLET_FIELD_SECRET_KEY },
  };
  const InletField *own = fields[inlet_found_get_kind (found)];

  for (guint i = 0; i < G_N_ELEMENTS (fields[0]); i++)
    if (*inlet_form_get_text (inlet_found_get_form (found), own[i]) != '\0')
      return TRUE;

  return inlet_found_is_refused (found);
}

InletImportFormat
inlet_import_read_variables (const char *text,
                             const char *name,
                             GPtrArray  *found)
{
  g_autoptr (GPtrArray) words = inlet_import_words_new ();
  Reader self = { .found = found, .name = name };

  while (inlet_import_words_read (&text, words))
    for (guint i = 0; i < words->len;)
      i += read_assignment (&self, words, i);

  for (guint i = found->len; i > 0; i--)
    if (!is_something (found->pdata[i - 1]))
      g_ptr_array_remove_index (found, i - 1);

  return found->len > 0 ? INLET_IMPORT_VARIABLES : INLET_IMPORT_UNKNOWN;
}
