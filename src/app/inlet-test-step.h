/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InletTestStep:
 * @INLET_TEST_SIGNING_IN: until there is a token
 * @INLET_TEST_TESTING: Adobe tries the storage, and what came of it is written down
 * @INLET_TEST_LISTING: its root is listed
 *
 * Where a test is. Each is entered once, in this order; listing only where it was asked for.
 */
typedef enum {
  INLET_TEST_IDLE,
  INLET_TEST_SIGNING_IN,
  INLET_TEST_TESTING,
  INLET_TEST_LISTING,
  INLET_TEST_DONE,
} InletTestStep;

#define INLET_TYPE_TEST_STEP (inlet_test_step_get_type ())
GType       inlet_test_step_get_type (void);
/* What is going on, translated: "Signing in…" */
const char *inlet_test_step_to_text  (InletTestStep step);

G_END_DECLS
