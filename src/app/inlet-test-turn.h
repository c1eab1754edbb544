/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-run.h"
#include "inlet-test.h"
#include "inlet-test-result.h"

G_BEGIN_DECLS

/**
 * InletTestTurn:
 *
 * One of many connections that are tested: its row is read when its turn comes, so that those who
 * wait are no more than a number.
 *
 * Property, read only, notifies: `status`, see [property@Call:status]: why it takes longer.
 */
#define INLET_TYPE_TEST_TURN (inlet_test_turn_get_type ())
G_DECLARE_FINAL_TYPE (InletTestTurn, inlet_test_turn, INLET, TEST_TURN, GObject)

/* Tests the rows @row_ids, gint64, of connections that were created; its items are of this type. An
 * item fails when its test was not passed or could not be kept. (transfer full) */
InletRun        *inlet_test_turn_create_run     (InletContext  *context,
                                                 GArray        *row_ids);

/* The same, and the storage of each is listed. (transfer full) */
InletRun        *inlet_test_turn_create_proof_run (InletContext  *context,
                                                   GArray        *row_ids);

/* (nullable) */
const char      *inlet_test_turn_get_status     (InletTestTurn *self);
/* These three of one that is done. (nullable) (transfer none): %NULL where its row could not be
 * read. */
InletConnection *inlet_test_turn_get_connection (InletTestTurn *self);
/* (nullable) (transfer none): %NULL where it was cancelled, too. */
InletTestResult *inlet_test_turn_get_result     (InletTestTurn *self);
/* What tested it, to be asked for more. (nullable) (transfer none) */
InletTest       *inlet_test_turn_get_test       (InletTestTurn *self);
/* Why what came of it could not be written to the history. (nullable) */
const GError    *inlet_test_turn_get_unsaved    (InletTestTurn *self);

G_END_DECLS
