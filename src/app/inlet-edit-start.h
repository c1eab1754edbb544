/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-change.h"
#include "inlet-context.h"
#include "inlet-edit-mark.h"

G_BEGIN_DECLS

/**
 * InletEditStart:
 * @account: of the connection, as it is by now
 * @mark: (nullable): of an edit before, whose outcome is not known
 * @secrets: (nullable): of the new credentials, where there are any
 *
 * What an [class@Edit] needs before it asks Adobe anything.
 */
typedef struct
{
  InletAccount  *account;
  InletEditMark *mark;
  InletSecrets  *secrets;
} InletEditStart;

void            inlet_edit_start_free   (InletEditStart       *self);

/* @change: (nullable). %INLET_ERROR_NO_ACCOUNT where that was removed, and the errors of the mark
 * and of the keyring. */
void            inlet_edit_start_async  (InletContext         *context,
                                         InletConnection      *connection,
                                         InletChange          *change,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
InletEditStart *inlet_edit_start_finish (InletContext         *context,
                                         GAsyncResult         *result,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletEditStart, inlet_edit_start_free)

G_END_DECLS
