/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-compare-change.h"
#include "inlet-connection.h"
#include "inlet-context.h"

G_BEGIN_DECLS

/* How far a comparison is. */
typedef struct
{
  guint n_changed[INLET_COMPARE_N_CHANGES];
  guint n_unchanged;
  guint n_left;          /* not judged: something else is going on with them */
  guint n_listed;        /* connections that Adobe has listed */
  guint n_pages;         /* that were read */
  guint n_sandboxes;     /* 0 until it is known */
  guint n_compared;      /* sandboxes that were compared wholly */
} InletCompareCounts;

/**
 * InletCompare:
 *
 * Compares the history with what Adobe lists of an account, in one sandbox or in all that it may
 * use: marks rows that are gone, updates names and etags, and adopts connections that were made
 * elsewhere. It only asks; at Adobe nothing is changed. A row that is uncertain is left to
 * [class@Sync].
 *
 * Used once. Signal `changed (InletCompareChange, InletConnection)`, once the row is on the disk.
 * Properties, read only, notify: `status`: what is going on, translated; `n-listed`. Belongs to one
 * thread.
 */
#define INLET_TYPE_COMPARE (inlet_compare_get_type ())
G_DECLARE_FINAL_TYPE (InletCompare, inlet_compare, INLET, COMPARE, GObject)

/* @sandbox: (nullable): all that the account may use. */
InletCompare             *inlet_compare_new         (InletContext         *context,
                                                     InletAccount         *account,
                                                     const char           *sandbox);

/* A sandbox that could not be listed leaves its rows as they are, and the others not: see
 * inlet_compare_get_failure(). @error: that it was cancelled, or that the sandboxes could not be
 * listed. What was written before stays. */
void                      inlet_compare_run_async   (InletCompare         *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean                  inlet_compare_run_finish  (InletCompare         *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
const char               *inlet_compare_get_status  (InletCompare         *self);
const InletCompareCounts *inlet_compare_get_counts  (InletCompare         *self);
/* After the run: what kept the first sandbox of those that were not compared from it, and its name.
 * (nullable) */
const GError             *inlet_compare_get_failure (InletCompare         *self);
const char               *inlet_compare_get_failed_sandbox (InletCompare  *self);

G_END_DECLS
