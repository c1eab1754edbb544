/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-problem.h"
#include "inlet-reply.h"

G_BEGIN_DECLS

/**
 * InletTestOutcome:
 * @INLET_TEST_PASSED: Adobe reaches the storage
 * @INLET_TEST_FAILED: the connection can't be used: its key, its bucket, its sandbox, or itself
 * @INLET_TEST_UNKNOWN: nobody could tell: the account, the network or Adobe itself stood in the way
 */
typedef enum {
  INLET_TEST_PASSED,
  INLET_TEST_FAILED,
  INLET_TEST_UNKNOWN,
} InletTestOutcome;

#define INLET_TYPE_TEST_OUTCOME (inlet_test_outcome_get_type ())
GType            inlet_test_outcome_get_type      (void);
/* "passed", "failed", "unknown": as `--json` prints it. */
const char      *inlet_test_outcome_to_nick       (InletTestOutcome   outcome);

/**
 * InletTestResult:
 *
 * What came of one test of a connection. Immutable; has no secret.
 */
#define INLET_TYPE_TEST_RESULT (inlet_test_result_get_type ())
G_DECLARE_FINAL_TYPE (InletTestResult, inlet_test_result, INLET, TEST_RESULT, GObject)

/* @tested_at: in seconds of Unix time. @problem: (nullable): what kept it from being passed. */
InletTestResult *inlet_test_result_new            (gint64             tested_at,
                                                   InletProblem      *problem);
gint64           inlet_test_result_get_tested_at  (InletTestResult   *self);
InletTestOutcome inlet_test_result_get_outcome    (InletTestResult   *self);
/* (nullable) (transfer none) */
InletProblem    *inlet_test_result_get_problem    (InletTestResult   *self);
/* The object that `inlet test --json` prints of @connection. (transfer full) */
JsonNode        *inlet_test_result_to_json        (InletTestResult   *self,
                                                   InletConnection   *connection);

/* Whether @reply, to `GET /connections/{id}/test`, says that the test was passed: a success with
 * `{"result": true}` (Flow Service's OpenAPI file, TestConnectionResponse). Everything else is a
 * problem to be read: `{"result": false}` too, and it gives no reason. */
gboolean         inlet_test_result_is_passed_reply (InletReply       *reply);
G_END_DECLS
