/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `~/.aws/credentials` and `~/.aws/config` ("Shared config and credentials file format" in the
 * reference guide of the AWS SDKs), as they are found: quoted, with sections twice, with values
 * that have a `#` in them. GKeyFile takes none of these. */

#include "inlet-import-readers.h"

#include "inlet-secrets.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GPtrArray  *found;
  GHashTable *profiles;   /* (owned): from their names, to those of @found */
  GHashTable *reasons;    /* (owned): from profiles, to why they have no keys */
  InletFound *profile;    /* (nullable): of the section that is read */
  gboolean    has_nested; /* the lines that follow belong to the value before them */
  gboolean    is_known;   /* there was a setting that other files do not have */
} Reader;

/* A profile that gets its keys from elsewhere, and the settings that tell so. */
static const struct
{
  const char *prefix;
  const char *reason;
} elsewhere[] = {
  { "sso_", N_("Its keys come from signing in at the AWS access portal.") },
  { "credential_process", N_("Its keys come from another program, which is not run from here.") },
  { "credential_source", N_("Its keys come from the computer that it is on.") },
  { "web_identity_token_file", N_("It takes on a role with the token of another service.") },
  { "role_arn", N_("It takes on a role and has no keys of its own.") },
  { "source_profile", N_("It takes on a role and has no keys of its own.") },
};

static char *
strip_quotes (char *text)
{
  gsize length;

  g_strstrip (text);
  length = strlen (text);
  if (length >= 2 && strchr ("\"'", text[0]) != NULL && text[length - 1] == text[0]) {
    text[length - 1] = '\0';
    memmove (text, text + 1, length - 1);
  }

  return text;
}

/* (transfer none) (nullable): the one of that name, a new one where there is none and room. */
static InletFound *
find_profile (Reader     *self,
              const char *name)
{
  InletFound *profile = g_hash_table_lookup (self->profiles, name);

  if (profile != NULL || inlet_import_is_full (self->found))
    return profile;

  profile = inlet_found_new (INLET_PROFILE_CREDENTIALS, name);
  g_ptr_array_add (self->found, profile);
  g_hash_table_insert (self->profiles, g_strdup (name), profile);
  return profile;
}

/* `[default]`, `[profile NAME]`, or `[NAME]` in a credentials file; `[sso-session …]` and
 * `[services …]` are not profiles. */
static void
read_section (Reader *self,
              char   *line)
{
  char *end = strrchr (line, ']');
  char *name = line + 1;

  self->profile = NULL;
  self->has_nested = FALSE;
  if (end == NULL)
    return;

  *end = '\0';
  g_strstrip (name);
  if (g_str_has_prefix (name, "sso-session") || g_str_has_prefix (name, "services "))
    return;

  if (g_str_has_prefix (name, "profile") && g_ascii_isspace (name[strlen ("profile")]))
    name += strlen ("profile");
  strip_quotes (name);
  if (*name != '\0')
    self->profile = find_profile (self, name);
}

/* How to have it all the same ("export-credentials" in the reference of the AWS command line). */
static char *
build_reason (InletFound *profile,
              const char *reason)
{
  const char *name = inlet_found_get_name (profile);
  gboolean is_plain = strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._@-") ==
                      strlen (name);
  g_autofree char *word = is_plain ? g_strdup (name) : g_shell_quote (name);

  /* Translators: the first is a sentence, the second the name of a profile in a command. */
  return g_strdup_printf (_("%s Run “aws configure export-credentials --profile %s "
                            "--format env-no-export” and paste what it prints."), reason, word);
}

static void
note_elsewhere (Reader     *self,
                const char *key)
{
  self->is_known |= strcmp (key, "region") == 0 || strcmp (key, "output") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (g_str_has_prefix (key, elsewhere[i].prefix)) {
      self->is_known = TRUE;
      g_hash_table_insert (self->reasons, self->profile, (gpointer) elsewhere[i].reason);
      return;
    }
}

static void
read_setting (Reader *self,
              char   *line)
{
  char *value = strchr (line, '=');
  InletField field;

  if (value == NULL || self->profile == NULL)
    return;

  *value++ = '\0';
  g_strstrip (value);
  self->has_nested = *value == '\0';
  line = g_strstrip (line);
  field = inlet_import_find_field (line);
  if (field != INLET_FIELD_LAST && inlet_import_get_kind (field) == INLET_PROFILE_CREDENTIALS) {
    self->is_known = TRUE;
    inlet_import_set (self->profile, field, value);
  } else {
    g_autofree char *key = g_ascii_strdown (line, -1);

    note_elsewhere (self, key);
  }
}

static void
read_line (Reader *self,
           char   *line)
{
  gboolean is_indented = *line == ' ' || *line == '\t';

  g_strstrip (line);
  if (*line == '\0' || *line == '#' || *line == ';')
    return;

  if (*line == '[')
    read_section (self, line);
  else if (!is_indented || !self->has_nested)
    read_setting (self, line);
}

/* Says of a profile without keys where they are. */
static void
conclude (Reader     *self,
          InletFound *profile)
{
  InletForm *form = inlet_found_get_form (profile);
  const char *reason = g_hash_table_lookup (self->reasons, profile);

  if (*inlet_form_get_text (form, INLET_FIELD_ACCESS_KEY_ID) != '\0' ||
      *inlet_form_get_text (form, INLET_FIELD_SECRET_KEY) != '\0')
    return;

  inlet_found_refuse (profile, reason != NULL
                      ? build_reason (profile, _(reason))
                      : g_strdup (_("It has no keys in it. They may be in another file, "
                                    "~/.aws/credentials.")));
}

InletImportFormat
inlet_import_read_aws_file (const char *text,
                            const char *name,
                            GPtrArray  *found)
{
  Reader self = {
    .found = found,
    .profiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .reasons = g_hash_table_new (NULL, NULL),
  };

  while (*text != '\0') {
    gsize length = strcspn (text, "\n");
    inlet_autosecret char *line = g_strndup (text, length);

    read_line (&self, line);
    text += length + (text[length] == '\n');
  }

  for (guint i = 0; i < found->len; i++)
    conclude (&self, found->pdata[i]);
  g_hash_table_unref (self.profiles);
  g_hash_table_unref (self.reasons);

  return self.is_known ? INLET_IMPORT_AWS_FILE : INLET_IMPORT_UNKNOWN;
}
