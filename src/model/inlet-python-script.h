/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"

G_BEGIN_DECLS

/* The request that makes @draft, and the sign-in before it, for Python 3.6 and newer with nothing
 * but its own library: for a file, or for a cell of a notebook. Without a secret: see
 * [func@script_dup_variables]. (transfer full) */
char *inlet_python_script_build (InletDraft *draft);

G_END_DECLS
