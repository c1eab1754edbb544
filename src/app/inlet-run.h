/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many items are under way at a time, unless set. */
#define INLET_RUN_PARALLEL 10

/**
 * InletRunKind:
 * @start: begins what is to be done with @item; @data is that of the run. Cancelled, it answers at
 *   once, and only then
 * @finish: whether it went well; if not, @error says why, and G_IO_ERROR_CANCELLED that it was
 *   left undone
 *
 * What is done with each item of a run.
 */
typedef struct
{
  void     (*start) (GObject             *item,
                     gpointer             data,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data);
  gboolean (*finish) (GObject       *item,
                      gpointer       data,
                      GAsyncResult  *result,
                      GError       **error);
} InletRunKind;

/**
 * InletRun:
 *
 * Does the same with many items, some at a time, in their order.
 *
 * An item is taken from the list when its turn comes and let go when it is done, so that a list
 * that makes its items on demand needs no more memory for a million of them. The list must not
 * change while it runs.
 *
 * Used once. Properties, read only, notify: `total`; `done`, of these, with those that failed;
 * `failed`, of those that are done. Signals: `item-started (uint position, GObject item)`;
 * `item-done (uint position, GObject item, GError error)`, where the error is %NULL for what went
 * well, and which comes for every item that was started. Belongs to one thread.
 */
#define INLET_TYPE_RUN (inlet_run_get_type ())
G_DECLARE_FINAL_TYPE (InletRun, inlet_run, INLET, RUN, GObject)

/* @kind is static; @data outlives the run. */
InletRun *inlet_run_new          (const InletRunKind  *kind,
                                  GListModel          *items,
                                  gpointer             data);
/* How many items are under way at a time. */
void      inlet_run_set_parallel (InletRun            *self,
                                  guint                parallel);

/* That items fail is not an error; see inlet_run_get_n_failed(). G_IO_ERROR_CANCELLED when any was
 * left undone: none is started any more, and it answers as soon as those that were have, which is
 * at once. */
void      inlet_run_run_async    (InletRun            *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean  inlet_run_run_finish   (InletRun            *self,
                                  GAsyncResult        *result,
                                  GError             **error);

guint     inlet_run_get_total    (InletRun            *self);
guint     inlet_run_get_n_done   (InletRun            *self);
guint     inlet_run_get_n_failed (InletRun            *self);
/* How much of it is done, from 0 to 1; 0 where there is nothing to do. */
double    inlet_run_get_fraction (InletRun            *self);

G_END_DECLS
