/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-call.h"

G_BEGIN_DECLS

/* What a test asks of Adobe; the data of both is the [class@Connection]. */

/* Gives anything but %NULL when the test was passed. */
extern const InletCallKind inlet_test_call;
/* Gives how many entries the root of the storage has, as a gint64. */
extern const InletCallKind inlet_test_explore_call;

G_END_DECLS
