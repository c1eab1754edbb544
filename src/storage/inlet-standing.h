/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-sqlite.h"

G_BEGIN_DECLS

/* Connections that stand: made, perhaps made, or being made. One is enough for an account, a
 * sandbox and a key, whichever credentials have the key. */

/* The newest row that stands for the account, sandbox and key of @attempt. %NULL with @error set,
 * or where there is none. For jobs of [class@Database]. (transfer full) (nullable) */
InletConnection *inlet_standing_find    (sqlite3          *db,
                                         InletConnection  *attempt,
                                         GError          **error);
/* Whether there is none; %INLET_ERROR_EXISTS where there is one. */
gboolean         inlet_standing_is_free (sqlite3          *db,
                                         InletConnection  *attempt,
                                         GError          **error);

G_END_DECLS
