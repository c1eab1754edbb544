/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-run.h"

G_BEGIN_DECLS

/* What is said of sending credentials to connections. */

/* That @n connections use the credentials @name, or with @is_rest lack their new key.
 * (transfer full) */
char *inlet_rotate_text_offer    (const char *name,
                                  guint       n,
                                  gboolean    is_rest);
/* How far @run is, or has come. (transfer full) */
char *inlet_rotate_text_progress (InletRun   *run,
                                  gboolean    is_running,
                                  gboolean    was_cancelled);

G_END_DECLS
