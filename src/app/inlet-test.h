/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-test-result.h"
#include "inlet-test-step.h"

G_BEGIN_DECLS

/**
 * InletTest:
 *
 * Has Adobe test one connection, and keeps what came of it. It only asks; nothing is changed at
 * Adobe. Where a test fails without a reason, the storage is listed to learn one.
 *
 * Used once. Properties, read only, notify: `step`; `status`: what is going on, translated:
 * "Testing the connection…". Belongs to one thread.
 */
#define INLET_TYPE_TEST (inlet_test_get_type ())
G_DECLARE_FINAL_TYPE (InletTest, inlet_test, INLET, TEST, GObject)

/* @connection was created: it has an ID. */
InletTest       *inlet_test_new                 (InletContext         *context,
                                                 InletConnection      *connection);
/* Lists the root of the storage as well, once the test was passed. */
void             inlet_test_set_lists           (InletTest            *self,
                                                 gboolean              lists);

/* Gives what came of it, kept by then unless it never left this computer; see also
 * inlet_test_get_unsaved(). That it was not passed is not an error; that it was cancelled is. */
void             inlet_test_run_async           (InletTest            *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
InletTestResult *inlet_test_run_finish          (InletTest            *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
InletTestStep    inlet_test_get_step            (InletTest            *self);
const char      *inlet_test_get_status          (InletTest            *self);

/* All of these after the run. What kept the storage from being listed, if that was tried.
 * (nullable) (transfer none) */
InletProblem    *inlet_test_get_listing_problem (InletTest            *self);
/* How many entries its root has, -1 where it was not listed. */
gint64           inlet_test_get_n_entries       (InletTest            *self);
/* Why what came of it could not be written to the history. (nullable) */
const GError    *inlet_test_get_unsaved         (InletTest            *self);

G_END_DECLS
