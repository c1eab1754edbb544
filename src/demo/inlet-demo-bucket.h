/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the storage of every connection of the demo holds: folders and files as they are found in
 * buckets, with names that have to be escaped; one that is empty, one that the key may not list,
 * and one with 100,000 files. */

#define INLET_DEMO_MANY_ENTRIES 100000

typedef enum {
  INLET_DEMO_FOLDER,
  INLET_DEMO_FOLDER_DENIED,
  INLET_DEMO_FOLDER_MANY,
  INLET_DEMO_FILE,
  INLET_DEMO_NOTHING,
} InletDemoKind;

/* What is at @path; the root is "/". */
InletDemoKind inlet_demo_bucket_look_up (const char *path);
/* The entries of a folder, as Flow Service lists them. (transfer full) */
JsonArray    *inlet_demo_bucket_list    (const char *path);
/* The next few of the many entries of @path, from @first on, appended to @json; the place after
 * them. */
guint         inlet_demo_bucket_list_some (GString    *json,
                                           const char *path,
                                           guint       first);

/* What kind of file @path is: `delimited`, `json` or `parquet`, %NULL for none of these; and how it
 * is compressed, %NULL: not at all. */
const char   *inlet_demo_bucket_get_type (const char *path);
const char   *inlet_demo_bucket_get_compression (const char *path);
/* The columns of a file and its first rows, read with @delimiter between its columns and in
 * @encoding; wrong ones give what they give. (transfer full) */
JsonObject   *inlet_demo_bucket_preview (const char *path,
                                         const char *delimiter,
                                         const char *encoding);

G_END_DECLS
