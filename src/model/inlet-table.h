/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InletTable:
 *
 * The columns of a file and its first rows: a `GListModel` of [class@TableRow]. It never changes,
 * and may be made in one thread and used in another.
 */
#define INLET_TYPE_TABLE (inlet_table_get_type ())
G_DECLARE_FINAL_TYPE (InletTable, inlet_table, INLET, TABLE, GObject)

/* Reads the answer to `GET /connections/{id}/explore` of a file, which is one of
 *
 * - a bare array of columns, objects with `name` and `type` (Adobe's tutorial on exploring cloud
 *   storage);
 * - an object with `schema` and, for a preview, `data`, an array of objects, one for each row
 *   (Adobe's documentation of Data Landing Zone). In the schema of a flat file the columns are an
 *   array `columns`; in that of a hierarchical one they are the members of `properties`.
 *
 * A cell that is not a text is written as JSON. Of very many rows only the first are read. What has
 * one of @secrets in it is masked.
 * %INLET_ERROR_BAD_REPLY for anything else. Takes its time: not for the main thread. */
InletTable *inlet_table_new_from_reply   (InletReply         *reply,
                                          const char * const *secrets,
                                          GError            **error);

guint       inlet_table_get_n_columns    (InletTable         *self);
const char *inlet_table_get_column_name  (InletTable         *self,
                                          guint               column);
/* "" where it is not known. */
const char *inlet_table_get_column_type  (InletTable         *self,
                                          guint               column);
guint       inlet_table_get_n_rows       (InletTable         *self);
/* "" for a cell that is empty, and behind the last column. */
const char *inlet_table_get_text         (InletTable         *self,
                                          guint               row,
                                          guint               column);
/* Whether the answer had rows at all, be it none. */
gboolean    inlet_table_has_rows         (InletTable         *self);
/* The object that `inlet browse --preview --json` prints. (transfer full) */
JsonNode   *inlet_table_to_json          (InletTable         *self);

G_END_DECLS
