/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InletCompareChange:
 * @INLET_COMPARE_GONE: it is no longer at Adobe
 * @INLET_COMPARE_UPDATED: it has another name, description or etag there, or is there again
 * @INLET_COMPARE_ADOPTED: it was made elsewhere, and is in the history now
 *
 * What a comparison has changed of a row.
 */
typedef enum {
  INLET_COMPARE_GONE,
  INLET_COMPARE_UPDATED,
  INLET_COMPARE_ADOPTED,
  INLET_COMPARE_N_CHANGES,
} InletCompareChange;

#define INLET_TYPE_COMPARE_CHANGE (inlet_compare_change_get_type ())
GType       inlet_compare_change_get_type (void);
/* "gone", "updated", "adopted": as the terminal prints it. */
const char *inlet_compare_change_to_nick  (InletCompareChange change);

G_END_DECLS
