/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-sqlite.h"

G_BEGIN_DECLS

/* An [class@Connection] as a row of the table `connections`, for jobs of [class@Database]. */

/* What inlet_connection_row_read() reads, in its order. */
#define INLET_CONNECTION_ROW_COLUMNS \
  "id, state, created_at, remote_id, etag, name, description, sandbox, account_id, " \
  "account_name, credentials_id, credentials_name, access_key_id, problem, sandbox_type, " \
  "org_id, created_client, broken_since"

/* (transfer full) */
InletConnection *inlet_connection_row_read           (sqlite3_stmt     *statement);
/* All rows of @statement, as a GPtrArray of [class@Connection]. %NULL with @error set, or where
 * there is no @statement (nullable), whose error that is. (transfer full) */
GPtrArray       *inlet_connection_row_read_all       (sqlite3_stmt     *statement,
                                                      GError          **error);
/* The statement for inlet_connection_row_insert(), for one row or many. */
sqlite3_stmt    *inlet_connection_row_prepare_insert (sqlite3          *db,
                                                      GError          **error);
/* Adds @connection as the newest row; its own row ID does not count. The new ID, 0 on error. */
gint64           inlet_connection_row_insert         (sqlite3_stmt     *statement,
                                                      InletConnection  *connection,
                                                      GError          **error);
/* Adds @connections (element-type InletConnection; not empty) as the newest rows, one after the
 * other, with one statement: each statement that changes what is searched writes a part of the
 * search index of its own. The new ID of the first, 0 on error. */
gint64           inlet_connection_row_insert_many    (sqlite3          *db,
                                                      GPtrArray        *connections,
                                                      GError          **error);
/* Makes the row @row_id what @connection says. */
gboolean         inlet_connection_row_update         (sqlite3          *db,
                                                      gint64            row_id,
                                                      InletConnection  *connection,
                                                      GError          **error);
/* Makes all rows what @connections (element-type InletConnection) say, each with another row ID;
 * with one statement as well. */
gboolean         inlet_connection_row_update_many    (sqlite3          *db,
                                                      GPtrArray        *connections,
                                                      GError          **error);

G_END_DECLS
