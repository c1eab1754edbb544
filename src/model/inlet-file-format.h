/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The nicks of these are the words of Flow Service, as its tutorials write them, and of the
 * terminal. */

typedef enum {
  INLET_FILE_DELIMITED,
  INLET_FILE_JSON,
  INLET_FILE_PARQUET,
} InletFileType;

typedef enum {
  INLET_ENCODING_UTF_8,
  INLET_ENCODING_ISO_8859_1,
} InletEncoding;

typedef enum {
  INLET_COMPRESSION_NONE,
  INLET_COMPRESSION_BZIP2,
  INLET_COMPRESSION_GZIP,
  INLET_COMPRESSION_DEFLATE,
  INLET_COMPRESSION_ZIP_DEFLATE,
  INLET_COMPRESSION_TAR_GZIP,
  INLET_COMPRESSION_TAR,
} InletCompression;

#define INLET_TYPE_FILE_TYPE (inlet_file_type_get_type ())
GType inlet_file_type_get_type (void);
#define INLET_TYPE_ENCODING (inlet_encoding_get_type ())
GType inlet_encoding_get_type (void);
#define INLET_TYPE_COMPRESSION (inlet_compression_get_type ())
GType inlet_compression_get_type (void);

/* Puts the value of the enumeration @type that has @nick, in any case, in @value. */
gboolean inlet_nick_to_value (GType       type,
                              const char *nick,
                              int        *value);
/* The nick of @value. */
const char *inlet_value_to_nick (GType type,
                                 int   value);

/**
 * InletFileFormat:
 * @delimiter: between the columns of a delimited file
 * @encoding: of a delimited file
 *
 * How Adobe is to read a file.
 */
typedef struct
{
  InletFileType    type;
  gunichar         delimiter;
  InletEncoding    encoding;
  InletCompression compression;
} InletFileFormat;

/* What a file of this name most likely is, by its endings: `a.tsv.gz`. */
InletFileFormat inlet_file_format_guess    (const char            *name);
/* As it follows the other parameters in the address of a request: `&fileType=delimited…`. What is
 * the default is not said. (transfer full) */
char           *inlet_file_format_to_query (const InletFileFormat *self);

G_END_DECLS
