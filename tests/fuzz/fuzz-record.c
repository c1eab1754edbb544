/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a page of a database: what is found in it lies in it. */

#include "fuzz.h"

#include "inlet-record.h"

#include <string.h>

#define LEAST_PAGE 512

static void
assert_within (const guint8 *place,
               gsize         size,
               const guint8 *bytes,
               gsize         length)
{
  g_assert_true (place >= bytes && size <= length && place <= bytes + (length - size));
}

static void
read_values (const guint8 *record,
             gsize         size)
{
  InletRecordValue values[INLET_RECORD_MAX_VALUES];
  guint n_values = inlet_record_read (record, size, values);

  g_assert_cmpuint (n_values, <=, INLET_RECORD_MAX_VALUES);
  for (guint i = 0; i < n_values; i++) {
    g_autofree char *text = inlet_record_dup_text (&values[i]);

    assert_within (values[i].data, values[i].size, record, size);
    inlet_record_get_int (&values[i]);
    fuzz_assert_utf8 (text);
    g_assert_true ((text != NULL) == inlet_record_is_text (&values[i]));
    g_assert_false (inlet_record_is_text (&values[i]) && inlet_record_is_int (&values[i]));
  }
}

static void
read_page (const guint8 *page,
           gsize         size)
{
  guint n_cells = inlet_record_count_cells (page, size);

  for (guint i = 0; i < n_cells; i++) {
    InletRecordCell cell;

    if (!inlet_record_find_cell (page, size, i, &cell))
      continue;

    assert_within (cell.local, cell.local_size, page, size);
    g_assert_cmpuint (cell.local_size, <=, cell.size);
    read_values (cell.local, cell.local_size);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  /* Each in memory of its own, behind which a sanitizer looks. */
  g_autofree guint8 *record = g_memdup2 (data, size);
  g_autofree guint8 *page = NULL;
  gsize page_size = LEAST_PAGE;

  read_values (record, size);

  while (page_size < size && page_size < 65536)
    page_size *= 2;
  page = g_malloc0 (page_size);
  memcpy (page, data, MIN (size, page_size));
  read_page (page, page_size);

  return 0;
}
