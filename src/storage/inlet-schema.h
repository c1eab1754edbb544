/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What the tables of the database look like, and how they came to. */

/* Whether the schema is this program's. FALSE without an error for an older one, which
 * inlet_schema_upgrade() is for; %INLET_ERROR_STORAGE_NEWER for one that a newer Inlet made. */
gboolean inlet_schema_is_current (sqlite3  *db,
                                  GError  **error);
/* Brings the schema up to date, in the caller's transaction. */
gboolean inlet_schema_upgrade    (sqlite3  *db,
                                  GError  **error);

G_END_DECLS
