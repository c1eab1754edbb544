/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"

G_BEGIN_DECLS

/* What an error of the domain INLET_ERROR carries beside its code and message: an InletProblem or,
 * with %INLET_ERROR_EXISTS, the InletConnection. It is a plain object here, so that inlet-error
 * knows nothing of what stands above it. */

/* @error is of the domain INLET_ERROR. */
void     inlet_error_set_payload (GError       *error,
                                  GObject      *payload);
/* %NULL for an error without one, or of another domain. (transfer none) (nullable) */
GObject *inlet_error_get_payload (const GError *error);

G_END_DECLS
