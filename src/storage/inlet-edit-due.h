/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-database.h"

G_BEGIN_DECLS

/**
 * The connections that credentials with a new key are still to be sent to, kept so that it can go
 * on after a crash. Each goes from the list as the new key arrives; see [class@EditMark].
 */

/* Puts every connection that is there and uses the credentials on the list: part of a job that
 * writes. */
gboolean   inlet_edit_due_add          (sqlite3              *db,
                                        const char           *credentials_id,
                                        GError              **error);
/* The same alone. */
void       inlet_edit_due_add_async    (InletDatabase        *database,
                                        const char           *credentials_id,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   inlet_edit_due_add_finish   (InletDatabase        *database,
                                        GAsyncResult         *result,
                                        GError              **error);

/* Those on the list that use the credentials @credentials_id (nullable: any), or with @is_all every
 * connection that would be put on it, oldest first. Gives a GPtrArray of [class@Connection]. */
void       inlet_edit_due_list_async   (InletDatabase        *database,
                                        const char           *credentials_id,
                                        gboolean              is_all,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GPtrArray *inlet_edit_due_list_finish  (InletDatabase        *database,
                                        GAsyncResult         *result,
                                        GError              **error);

/* Takes them off the list, unless one was sent and nobody knows what came of it. */
void       inlet_edit_due_drop_async   (InletDatabase        *database,
                                        const char           *credentials_id,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   inlet_edit_due_drop_finish  (InletDatabase        *database,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
