/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-problem.h"
#include "inlet-sandbox.h"

G_BEGIN_DECLS

/* Asks Adobe which sandboxes @account may use, and keeps the answer. @is_quiet: it is asked by
 * itself, so that the keyring must not ask anybody: %INLET_ERROR_KEYRING_LOCKED where it would.
 * Other errors: those of signing in and of the service. Gives a GPtrArray of [class@Sandbox], which
 * is empty for a credential that belongs to none. */
void          inlet_sandbox_query_async   (InletContext         *context,
                                           InletAccount         *account,
                                           gboolean              is_quiet,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray    *inlet_sandbox_query_finish  (InletContext         *context,
                                           GAsyncResult         *result,
                                           GError              **error);

/* What an empty list means: %INLET_ERROR_NO_SANDBOX. %NULL for any other.
 * (transfer full) (nullable) */
InletProblem *inlet_sandbox_query_explain (GPtrArray            *sandboxes);

G_END_DECLS
