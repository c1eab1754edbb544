/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-found.h"

G_BEGIN_DECLS

/**
 * InletImportFormat:
 *
 * What people already have accounts and credentials in.
 */
typedef enum {
  INLET_IMPORT_UNKNOWN,
  INLET_IMPORT_AWS_FILE,
  INLET_IMPORT_AWS_CSV,
  INLET_IMPORT_AWS_JSON,
  INLET_IMPORT_VARIABLES,
  INLET_IMPORT_CONSOLE,
  INLET_IMPORT_POSTMAN,
  INLET_IMPORT_AEPP,
  INLET_IMPORT_CURL,
} InletImportFormat;

#define INLET_TYPE_IMPORT_FORMAT (inlet_import_format_get_type ())
GType       inlet_import_format_get_type (void);
/* "aws-file", "curl"…: for programs. */
const char *inlet_import_format_to_nick  (InletImportFormat  format);
/* "AWS credentials file"…, translated. */
const char *inlet_import_format_to_text  (InletImportFormat  format);

/* More is not read. */
#define INLET_IMPORT_MOST_BYTES (1024 * 1024)
#define INLET_IMPORT_MOST_FOUND 500

/* Reads all accounts and credentials in the @length bytes at @text, which may be anything: what it
 * is, is told by what is in it. @file_name (nullable) is what those are named after that have no
 * name in it. @format: (out). An array of InletFound, empty where the format is unknown, and never
 * else: what is there and cannot be used says why. (transfer full) */
GPtrArray  *inlet_import_text_read       (const char        *text,
                                          gsize              length,
                                          const char        *file_name,
                                          InletImportFormat *format);

/* Whether there is something to be read: for what was pasted or dropped without a word. */
gboolean    inlet_import_text_is_known   (const char        *text,
                                          gsize              length);

G_END_DECLS
