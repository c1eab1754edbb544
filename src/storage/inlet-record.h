/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Records and cells of SQLite's file format (https://www.sqlite.org/fileformat2.html, sections 1.6
 * and 2.1), read from bytes that may be anything. */

#define INLET_RECORD_MAX_VALUES 24

/* One value of a record, in the memory of the record. */
typedef struct
{
  guint64       type; /* the serial type: 0 NULL, 1 to 6 and 8, 9 integers, 13 and on text… */
  const guint8 *data;
  gsize         size;
} InletRecordValue;

/* Where the row in a cell of a leaf of a table is. */
typedef struct
{
  gint64        row_id;
  const guint8 *local;      /* the beginning of the record, all of it when there is no overflow */
  gsize         local_size;
  gsize         size;       /* of the record */
  guint32       overflow;   /* number of the page where it goes on, 0 for none */
} InletRecordCell;

/* How many cells @page, taken for a leaf of a table, may have. */
guint    inlet_record_count_cells (const guint8     *page,
                                   gsize             page_size);
/* FALSE when there is no such cell. */
gboolean inlet_record_find_cell   (const guint8     *page,
                                   gsize             page_size,
                                   guint             i,
                                   InletRecordCell  *cell);

/* How many values were read, at most %INLET_RECORD_MAX_VALUES, as far as @size bytes reach; 0 when
 * it is no record. */
guint    inlet_record_read        (const guint8     *record,
                                   gsize             size,
                                   InletRecordValue *values);

gboolean inlet_record_is_text     (const InletRecordValue *value);
gboolean inlet_record_is_int      (const InletRecordValue *value);
gint64   inlet_record_get_int     (const InletRecordValue *value);
/* %NULL for what is no text; what is no UTF-8 in it is replaced. (transfer full) */
char    *inlet_record_dup_text    (const InletRecordValue *value);

G_END_DECLS
