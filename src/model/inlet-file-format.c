/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-file-format.h"

#include <string.h>

G_DEFINE_ENUM_TYPE (InletFileType, inlet_file_type,
                    G_DEFINE_ENUM_VALUE (INLET_FILE_DELIMITED, "delimited"),
                    G_DEFINE_ENUM_VALUE (INLET_FILE_JSON, "json"),
                    G_DEFINE_ENUM_VALUE (INLET_FILE_PARQUET, "parquet"))

G_DEFINE_ENUM_TYPE (InletEncoding, inlet_encoding,
                    G_DEFINE_ENUM_VALUE (INLET_ENCODING_UTF_8, "UTF-8"),
                    G_DEFINE_ENUM_VALUE (INLET_ENCODING_ISO_8859_1, "ISO-8859-1"))

G_DEFINE_ENUM_TYPE (InletCompression, inlet_compression,
                    G_DEFINE_ENUM_VALUE (INLET_COMPRESSION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPRESSION_BZIP2, "bzip2"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPRESSION_GZIP, "gzip"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPRESSION_DEFLATE, "deflate"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPRESSION_ZIP_DEFLATE, "zipDeflate"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPRESSION_TAR_GZIP, "tarGzip"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPRESSION_TAR, "tar"))

/* Longer ones before those that they end in. */
static const struct
{
  const char       *ending;
  InletCompression  compression;
} compressions[] = {
  { ".tar.gz", INLET_COMPRESSION_TAR_GZIP },
  { ".tgz", INLET_COMPRESSION_TAR_GZIP },
  { ".tar", INLET_COMPRESSION_TAR },
  { ".gz", INLET_COMPRESSION_GZIP },
  { ".gzip", INLET_COMPRESSION_GZIP },
  { ".bz2", INLET_COMPRESSION_BZIP2 },
  { ".deflate", INLET_COMPRESSION_DEFLATE },
  { ".zip", INLET_COMPRESSION_ZIP_DEFLATE },
};

static const struct
{
  const char    *ending;
  InletFileType  type;
  gunichar       delimiter;
} types[] = {
  { ".tsv", INLET_FILE_DELIMITED, '\t' },
  { ".tab", INLET_FILE_DELIMITED, '\t' },
  { ".psv", INLET_FILE_DELIMITED, '|' },
  { ".json", INLET_FILE_JSON, ',' },
  { ".jsonl", INLET_FILE_JSON, ',' },
  { ".ndjson", INLET_FILE_JSON, ',' },
  { ".parquet", INLET_FILE_PARQUET, ',' },
};

static void
append_delimiter (GString  *query,
                  gunichar  delimiter)
{
  char character[7] = "";
  g_autofree char *escaped = NULL;

  /* A tab is written with a backslash in the tutorials. */
  g_unichar_to_utf8 (delimiter, character);
  escaped = g_uri_escape_string (delimiter == '\t' ? "\\t" : character, NULL, FALSE);
  g_string_append_printf (query, "&columnDelimiter=%s", escaped);
}

gboolean
inlet_nick_to_value (GType       type,
                     const char *nick,
                     int        *value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);

  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < class->n_values; i++) {
    if (g_ascii_strcasecmp (class->values[i].value_nick, nick) != 0)
      continue;
    *value = class->values[i].value;
    return TRUE;
  }

  return FALSE;
}

const char *
inlet_value_to_nick (GType type,
                     int   value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (class, value);

  g_return_val_if_fail (found != NULL, NULL);

  return found->value_nick;
}

InletFileFormat
inlet_file_format_guess (const char *name)
{
  InletFileFormat format = { INLET_FILE_DELIMITED, ',', INLET_ENCODING_UTF_8,
                             INLET_COMPRESSION_NONE };
  g_autofree char *rest = NULL;

  g_return_val_if_fail (name != NULL, format);

  rest = g_ascii_strdown (name, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (compressions); i++) {
    if (!g_str_has_suffix (rest, compressions[i].ending))
      continue;
    format.compression = compressions[i].compression;
    rest[strlen (rest) - strlen (compressions[i].ending)] = '\0';
    break;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    if (!g_str_has_suffix (rest, types[i].ending))
      continue;
    format.type = types[i].type;
    format.delimiter = types[i].delimiter;
    break;
  }

  return format;
}

char *
inlet_file_format_to_query (const InletFileFormat *self)
{
  g_autoptr (GString) query = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  query = g_string_new ("&fileType=");
  g_string_append (query, inlet_value_to_nick (INLET_TYPE_FILE_TYPE, self->type));
  if (self->type == INLET_FILE_DELIMITED && self->delimiter != ',')
    append_delimiter (query, self->delimiter);
  if (self->compression != INLET_COMPRESSION_NONE)
    g_string_append_printf (query, "&compressionType=%s",
                            inlet_value_to_nick (INLET_TYPE_COMPRESSION, self->compression));
  if (self->type == INLET_FILE_DELIMITED && self->encoding != INLET_ENCODING_UTF_8)
    g_string_append_printf (query, "&encoding=%s",
                            inlet_value_to_nick (INLET_TYPE_ENCODING, self->encoding));

  return g_string_free (g_steal_pointer (&query), FALSE);
}
