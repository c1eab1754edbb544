/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-finding.h"

G_BEGIN_DECLS

/* Looks at Adobe for what became of @connection, which is uncertain, and writes it to the history;
 * the views follow that. Gives what was found; %NULL without an error where there is nothing left
 * to look up. (nullable) (transfer full) */
void  inlet_look_up_async  (InletContext        *context,
                            InletConnection     *connection,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
InletFinding *
      inlet_look_up_finish (GAsyncResult        *result,
                            GError             **error);
/* What to tell of @finding (nullable), a translated sentence. (transfer full) */
char *
      inlet_look_up_describe (InletFinding      *finding);

G_END_DECLS
