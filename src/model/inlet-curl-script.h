/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"

G_BEGIN_DECLS

/* The request that makes @draft, and the sign-in before it, as lines for a POSIX shell, to be
 * pasted into any or kept in a file; they need `curl` and nothing else that a plain system does not
 * have. Without a secret: see [func@script_dup_variables]. While they run none is in the words of a
 * program, where everybody on the computer could read it. (transfer full) */
char *inlet_curl_script_build (InletDraft *draft);

G_END_DECLS
