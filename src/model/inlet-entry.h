/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InletEntry:
 *
 * A file or a folder in the storage of a connection, as Flow Service names it. Immutable.
 */
#define INLET_TYPE_ENTRY (inlet_entry_get_type ())
G_DECLARE_FINAL_TYPE (InletEntry, inlet_entry, INLET, ENTRY, GObject)

typedef enum {
  INLET_ENTRY_FOLDER           = 1 << 0,
  INLET_ENTRY_CAN_PREVIEW      = 1 << 1,
  INLET_ENTRY_CAN_FETCH_SCHEMA = 1 << 2,
} InletEntryFlags;

InletEntry *inlet_entry_new              (InletEntryFlags  flags,
                                          const char      *name,
                                          const char      *path);
gboolean    inlet_entry_is_folder        (InletEntry      *self);
/* What it is called in its folder; "" is possible in a bucket. */
const char *inlet_entry_get_name         (InletEntry      *self);
/* What a request names it by, as it was given: nothing is escaped in it. Never "". */
const char *inlet_entry_get_path         (InletEntry      *self);
/* Whether Adobe can show its first rows, and its columns. */
gboolean    inlet_entry_can_preview      (InletEntry      *self);
gboolean    inlet_entry_can_fetch_schema (InletEntry      *self);
/* The object that `inlet browse --json` prints. (transfer full) */
JsonNode   *inlet_entry_to_json          (InletEntry      *self);

G_END_DECLS
