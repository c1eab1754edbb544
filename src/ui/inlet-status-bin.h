/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletStatusBin:
 *
 * Holds one GtkLabel that says what goes on, and has a status with its text for those who hear it.
 * A wait that counts down is seen second by second and said once.
 *
 * The label itself has the role `presentation`, because it would be told of each time it changes.
 * The status is a label, too: in GTK 4.18 a status has no name, only the text of a label.
 */
#define INLET_TYPE_STATUS_BIN (inlet_status_bin_get_type ())
G_DECLARE_FINAL_TYPE (InletStatusBin, inlet_status_bin, INLET, STATUS_BIN, AdwBin)

/* Whether @text (nullable) is news after @said (nullable): it is not where nothing but a number in
 * it is another. */
gboolean inlet_status_bin_is_news (const char *said,
                                   const char *text);

G_END_DECLS
