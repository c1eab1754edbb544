/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-text.h"

#include "inlet-import-readers.h"
#include "inlet-secrets.h"

#include <glib/gi18n.h>
#include <string.h>

typedef InletImportFormat (*Reader) (const char *text,
                                     const char *name,
                                     GPtrArray  *found);

G_DEFINE_ENUM_TYPE (InletImportFormat, inlet_import_format,
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_AWS_FILE, "aws-file"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_AWS_CSV, "aws-csv"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_AWS_JSON, "aws-json"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_VARIABLES, "variables"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_CONSOLE, "developer-console"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_POSTMAN, "postman"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_AEPP, "aepp"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_CURL, "curl"))

/* What PowerShell and old editors of Windows write. (transfer full) (nullable) */
static char *
read_utf16 (const char *text,
            gsize       length,
            gboolean    is_swapped)
{
  gsize n_units = length / 2;
  gunichar2 *units = g_new (gunichar2, n_units + 1);
  char *utf8 = NULL;

  memcpy (units, text, n_units * 2);
  for (gsize i = 0; is_swapped && i < n_units; i++)
    units[i] = GUINT16_SWAP_LE_BE (units[i]);
  if (n_units <= G_MAXLONG)
    utf8 = g_utf16_to_utf8 (units, (glong) n_units, NULL, NULL, NULL);

  explicit_bzero (units, n_units * 2);
  g_free (units);
  return utf8;
}

/* As UTF-8 without a byte order mark; %NULL for what is not a text.
 * (transfer full): inlet_secret_free() */
static char *
decode (const char *text,
        gsize       length)
{
  static const char little[] = "\xff\xfe";
  static const char big[] = "\xfe\xff";
  static const char utf8[] = "\xef\xbb\xbf";

  if (length > INLET_IMPORT_MOST_BYTES)
    return NULL;
  if (length >= 2 && memcmp (text, little, 2) == 0)
    return read_utf16 (text + 2, length - 2, G_BYTE_ORDER != G_LITTLE_ENDIAN);
  if (length >= 2 && memcmp (text, big, 2) == 0)
    return read_utf16 (text + 2, length - 2, G_BYTE_ORDER != G_BIG_ENDIAN);

  if (length >= 3 && memcmp (text, utf8, 3) == 0) {
    text += 3;
    length -= 3;
  }

  return g_utf8_validate_len (text, length, NULL) ? g_strndup (text, length) : NULL;
}

/* (transfer full) (nullable): `accessKeys` of `accessKeys.csv`. Files that are named so that nobody
 * sees them have no name to take. */
static char *
dup_stem (const char *file_name)
{
  g_autofree char *base = file_name != NULL ? g_path_get_basename (file_name) : NULL;
  char *dot = base != NULL ? strrchr (base, '.') : NULL;

  if (base == NULL || *base == '.' || !g_utf8_validate (base, -1, NULL))
    return NULL;
  if (dot != NULL && dot != base)
    *dot = '\0';

  return g_steal_pointer (&base);
}

static void
say_full (GPtrArray *found)
{
  InletFound *rest = inlet_found_new (INLET_PROFILE_CREDENTIALS, "…");

  inlet_found_refuse (rest, g_strdup_printf (_("There are more than %d. Take the rest into another "
                                               "file."), INLET_IMPORT_MOST_FOUND));
  g_ptr_array_add (found, rest);
}

/* The narrowest first: a command may hold JSON, and almost anything may hold a `=`. */
static InletImportFormat
read_decoded (const char *text,
              const char *name,
              GPtrArray  *found)
{
  static const Reader readers[] = {
    inlet_import_read_curl, inlet_import_read_csv, inlet_import_read_aws_file,
    inlet_import_read_variables,
  };
  const char *start = text + strspn (text, " \t\r\n");
  InletImportFormat format = INLET_IMPORT_UNKNOWN;

  if (*start == '{')
    return inlet_import_read_json (start, name, found);

  for (guint i = 0; i < G_N_ELEMENTS (readers) && format == INLET_IMPORT_UNKNOWN; i++) {
    g_ptr_array_set_size (found, 0);
    format = readers[i] (start, name, found);
  }

  return format;
}

const char *
inlet_import_format_to_nick (InletImportFormat format)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (INLET_TYPE_IMPORT_FORMAT);
  GEnumValue *value = g_enum_get_value (klass, format);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

const char *
inlet_import_format_to_text (InletImportFormat format)
{
  switch (format) {
    case INLET_IMPORT_AWS_FILE:
      return _("AWS credentials or configuration file");
    case INLET_IMPORT_AWS_CSV:
      return _("Access keys of the AWS console");
    case INLET_IMPORT_AWS_JSON:
      return _("Credentials of the AWS command line");
    case INLET_IMPORT_VARIABLES:
      return _("Variables of a shell");
    case INLET_IMPORT_CONSOLE:
      return _("Credential of Adobe’s Developer Console");
    case INLET_IMPORT_POSTMAN:
      return _("Postman environment");
    case INLET_IMPORT_AEPP:
      return _("Configuration of aepp");
    case INLET_IMPORT_CURL:
      return _("Command of curl");
    case INLET_IMPORT_UNKNOWN:
    default:
      return _("Nothing known");
  }
}

GPtrArray *
inlet_import_text_read (const char        *text,
                        gsize              length,
                        const char        *file_name,
                        InletImportFormat *format)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = dup_stem (file_name);
  inlet_autosecret char *decoded = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (format != NULL, NULL);

  decoded = length > 0 ? decode (text, length) : NULL;
  *format = decoded != NULL ? read_decoded (decoded, name, found) : INLET_IMPORT_UNKNOWN;
  if (*format == INLET_IMPORT_UNKNOWN)
    g_ptr_array_set_size (found, 0);
  else if (inlet_import_is_full (found))
    say_full (found);

  return g_steal_pointer (&found);
}

gboolean
inlet_import_text_is_known (const char *text,
                            gsize       length)
{
  InletImportFormat format;
  g_autoptr (GPtrArray) found = inlet_import_text_read (text, length, NULL, &format);

  return found->len > 0;
}
