/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What Inlet is and runs on, a line for each: its version, the distribution, the kernel, the
 * locale, the versions of the libraries; for whoever looks into a problem. Nothing of it says whose
 * computer it is. @more: (nullable): lines of the face that asks. (transfer full) */
char *inlet_system_describe (const char *more);

G_END_DECLS
