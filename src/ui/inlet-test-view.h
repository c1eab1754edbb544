/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-proof.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletTestView:
 *
 * Tests a connection that was created: a button, what came of it in words, and a strip of marks for
 * the last tests. It follows the history, and so shows tests that were made elsewhere too.
 *
 * Properties: `connection` (nullable); read only, notify: `title`, `subtitle`, `problem`
 * and `lines` (both nullable), `is-testing`, `has-tests`. Actions: `test.run`, `test.cancel`.
 */
#define INLET_TYPE_TEST_VIEW (inlet_test_view_get_type ())
G_DECLARE_FINAL_TYPE (InletTestView, inlet_test_view, INLET, TEST_VIEW, AdwBin)

/* Where it is tested; without it, it cannot be. */
void inlet_test_view_set_context    (InletTestView   *self,
                                     InletContext    *context);
/* A test that is under way goes on when it is the same row as before, and is cancelled
 * otherwise. */
void inlet_test_view_set_connection (InletTestView   *self,
                                     InletConnection *connection);
/* Tests the connection, which is that of @proof and has just been created, and shows its steps
 * until it is tested once more. */
void inlet_test_view_prove          (InletTestView   *self,
                                     InletProof      *proof);

G_END_DECLS
