/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-import-text.h"

G_BEGIN_DECLS

/* One reader for each family of formats; each adds to @found what is in @text, which is UTF-8, and
 * stops at %INLET_IMPORT_MOST_FOUND. @name (nullable) is for what has none. Each gives the format
 * that it read, %INLET_IMPORT_UNKNOWN when @text is not one of its own. */

InletImportFormat inlet_import_read_aws_file  (const char *text,
                                               const char *name,
                                               GPtrArray  *found);
InletImportFormat inlet_import_read_csv       (const char *text,
                                               const char *name,
                                               GPtrArray  *found);
InletImportFormat inlet_import_read_json      (const char *text,
                                               const char *name,
                                               GPtrArray  *found);
InletImportFormat inlet_import_read_variables (const char *text,
                                               const char *name,
                                               GPtrArray  *found);
InletImportFormat inlet_import_read_curl      (const char *text,
                                               const char *name,
                                               GPtrArray  *found);

/* Whether no more is to be added; the last of @found then says so. */
gboolean          inlet_import_is_full        (GPtrArray  *found);

/* The field of which files and variables speak by @name, in whatever case and with `-` for `_`:
 * `AWS_ACCESS_KEY_ID`, `api_key`, `ORG_ID`; %INLET_FIELD_LAST for any other. */
InletField        inlet_import_find_field     (const char *name);
InletProfileKind  inlet_import_get_kind       (InletField  field);
/* Sets @field of @found as a file has it: an address may lack its scheme there, and what would be
 * replaced before use is refused. @value (nullable) */
void              inlet_import_set            (InletFound *found,
                                               InletField  field,
                                               const char *value);

G_END_DECLS
