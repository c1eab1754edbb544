/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-standing.h"

#include "inlet-connection-error.h"
#include "inlet-connection-row.h"

InletConnection *
inlet_standing_find (sqlite3          *db,
                     InletConnection  *attempt,
                     GError          **error)
{
  /* The condition on the state is word for word that of the index, which is not used otherwise. */
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db,
                          "SELECT " INLET_CONNECTION_ROW_COLUMNS " FROM connections"
                          " WHERE access_key_id = ? AND sandbox = ? AND account_id = ?"
                          " AND state IN ('sending', 'uncertain', 'created')"
                          " ORDER BY id DESC LIMIT 1", error);

  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, inlet_connection_get_access_key_id (attempt), -1,
                     SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, inlet_connection_get_sandbox (attempt), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, inlet_connection_get_account_id (attempt), -1, SQLITE_STATIC);

  return inlet_sqlite_next (statement, error) ? inlet_connection_row_read (statement) : NULL;
}

gboolean
inlet_standing_is_free (sqlite3          *db,
                        InletConnection  *attempt,
                        GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InletConnection) standing = inlet_standing_find (db, attempt, &local_error);

  if (standing != NULL)
    local_error = inlet_connection_to_error (standing);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
