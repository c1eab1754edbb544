/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-create-many.h"

G_BEGIN_DECLS

/* How many of the connections that @many makes have come to what, a translated line.
 * (transfer full) */
char *inlet_many_summary_new (InletCreateMany *many);

G_END_DECLS
