/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

G_BEGIN_DECLS

/* Looks at Adobe for what became of @connection, which is uncertain, and writes it to the history;
 * the views follow that. Gives what to tell, a translated sentence. (transfer full) */
void  inlet_look_up_async  (InletContext        *context,
                            InletConnection     *connection,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
char *inlet_look_up_finish (GAsyncResult        *result,
                            GError             **error);

G_END_DECLS
