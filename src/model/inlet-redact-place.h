/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-redact-view.h"

G_BEGIN_DECLS

/* Marks what @view holds from @start to @end, in the source that it was decoded from. */
void     inlet_redact_mark        (InletRedactView *view,
                                   gsize            start,
                                   gsize            end,
                                   char            *mask);

/* Marks everything in @view that looks like a secret by the place where it stands. %FALSE when that
 * could not be found out. */
gboolean inlet_redact_mark_places (InletRedactView *view,
                                   char            *mask);

G_END_DECLS
