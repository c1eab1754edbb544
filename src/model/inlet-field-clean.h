/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How what was pasted becomes what was meant. The results hold what may be secret: every text that
 * is left behind on the way is overwritten. (transfer full): free with inlet_secret_free(). */

/* Without white space and invisible characters around it. */
char *inlet_clean_text    (const char *text);
/* Also without quotes around it. */
char *inlet_clean_key     (const char *text);
/* Also without `Authorization:` and `Bearer` before it. */
char *inlet_clean_token   (const char *text);
/* Also without a `)` that was left over from the sentence around it. */
char *inlet_clean_address (const char *text);
/* Separated by commas, whatever separated them before. */
char *inlet_clean_scopes  (const char *text);

G_END_DECLS
