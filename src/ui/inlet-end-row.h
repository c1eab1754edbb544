/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profiles.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletEndRow:
 *
 * How long the session token of credentials still lasts, with a button that renews it (`win.renew`,
 * which is given the ID). Not to be seen where they have none. While it is on the screen, it
 * changes its words when they stop being true.
 *
 * Property `title` says it.
 */
#define INLET_TYPE_END_ROW (inlet_end_row_get_type ())
G_DECLARE_FINAL_TYPE (InletEndRow, inlet_end_row, INLET, END_ROW, AdwActionRow)

/* Shows the end of those with @id (nullable) among @credentials (nullable), which are followed. */
void inlet_end_row_follow (InletEndRow   *self,
                           InletProfiles *credentials,
                           const char    *id);

/* Calls @callback with @widget when what is said of the @end of a session token stops being true,
 * or somewhat before. The ID of a source; 0 where nothing is seen of @widget or it stays true. */
guint inlet_end_wait       (GtkWidget     *widget,
                            gint64         end,
                            GSourceFunc    callback);

G_END_DECLS
