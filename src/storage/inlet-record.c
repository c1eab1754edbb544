/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-record.h"

#define LEAF_HEADER 8
#define TYPE_ZERO 8
#define TYPE_ONE 9
#define TYPE_BLOB 12

/* More would not be a row of ours: an answer of Adobe is kept up to a few thousand bytes. */
#define MAX_RECORD (16 * 1024 * 1024)

static guint
read_uint16 (const guint8 *bytes)
{
  return bytes[0] << 8 | bytes[1];
}

/* How many bytes the number took, 0 when @size ends before it does. */
static gsize
read_varint (const guint8 *bytes,
             gsize         size,
             guint64      *value)
{
  *value = 0;

  for (gsize i = 0; i < size && i < 9; i++) {
    if (i == 8) {
      *value = *value << 8 | bytes[i];
      return 9;
    }

    *value = *value << 7 | (bytes[i] & 0x7f);
    if ((bytes[i] & 0x80) == 0)
      return i + 1;
  }

  return 0;
}

static gsize
get_size (guint64 type)
{
  static const gsize sizes[TYPE_BLOB] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };

  return type < TYPE_BLOB ? sizes[type] : (type - TYPE_BLOB) / 2;
}

/* How much of a record is on the leaf itself. */
static gsize
get_local_size (gsize size,
                gsize page_size)
{
  gsize max_local = page_size - 35;
  gsize min_local = (page_size - 12) * 32 / 255 - 23;
  gsize local = min_local;

  if (size <= max_local)
    return size;

  local += (size - min_local) % (page_size - 4);

  return local <= max_local ? local : min_local;
}

guint
inlet_record_count_cells (const guint8 *page,
                          gsize         page_size)
{
  guint n_cells = read_uint16 (page + 3);

  return MIN (n_cells, (page_size - LEAF_HEADER) / 2);
}

gboolean
inlet_record_find_cell (const guint8    *page,
                        gsize            page_size,
                        guint            i,
                        InletRecordCell *cell)
{
  gsize place = read_uint16 (page + LEAF_HEADER + 2 * i);
  guint64 size, row_id;
  gsize length;

  if (place < LEAF_HEADER || place >= page_size)
    return FALSE;

  length = read_varint (page + place, page_size - place, &size);
  place += length;
  if (length == 0 || size == 0 || size > MAX_RECORD)
    return FALSE;

  length = read_varint (page + place, page_size - place, &row_id);
  place += length;
  cell->local_size = get_local_size (size, page_size);
  if (length == 0 || place + cell->local_size > page_size)
    return FALSE;

  cell->row_id = (gint64) row_id;
  cell->size = size;
  cell->local = page + place;
  cell->overflow = 0;
  place += cell->local_size;

  if (cell->local_size < size && place + 4 <= page_size)
    cell->overflow = (guint32) read_uint16 (page + place) << 16 | read_uint16 (page + place + 2);

  return TRUE;
}

guint
inlet_record_read (const guint8     *record,
                   gsize             size,
                   InletRecordValue *values)
{
  guint64 header_size;
  gsize place = read_varint (record, size, &header_size);
  gsize data = header_size;
  guint n = 0;

  if (place == 0 || header_size < place || header_size > size)
    return 0;

  while (place < header_size && n < INLET_RECORD_MAX_VALUES && data <= size) {
    InletRecordValue *value = &values[n];
    gsize length = read_varint (record + place, header_size - place, &value->type);

    if (length == 0)
      return 0;

    place += length;
    value->size = get_size (value->type);
    if (value->size > size - data)
      break;

    value->data = record + data;
    data += value->size;
    n++;
  }

  return n;
}

gboolean
inlet_record_is_text (const InletRecordValue *value)
{
  return value->type > TYPE_BLOB && value->type % 2 == 1;
}

gboolean
inlet_record_is_int (const InletRecordValue *value)
{
  return (value->type >= 1 && value->type <= 6) || value->type == TYPE_ZERO ||
         value->type == TYPE_ONE;
}

gint64
inlet_record_get_int (const InletRecordValue *value)
{
  guint64 result;

  if (value->type == TYPE_ZERO || value->type == TYPE_ONE)
    return value->type - TYPE_ZERO;
  if (!inlet_record_is_int (value))
    return 0;

  /* Its first bit is its sign. */
  result = (value->data[0] & 0x80) != 0 ? G_MAXUINT64 : 0;
  for (gsize i = 0; i < value->size; i++)
    result = result << 8 | value->data[i];

  return (gint64) result;
}

char *
inlet_record_dup_text (const InletRecordValue *value)
{
  if (!inlet_record_is_text (value))
    return NULL;

  return g_utf8_make_valid ((const char *) value->data, value->size);
}
