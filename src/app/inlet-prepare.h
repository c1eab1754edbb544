/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-draft.h"

G_BEGIN_DECLS

/* What is done once before many creates: stores @new_profiles ([func@NewProfiles.new]), reads the
 * secrets of the credentials of @draft, so that a keyring which is locked asks once, and gets a
 * token of its account, so that no row waits for one. */
void     inlet_prepare_async  (InletContext         *context,
                               InletDraft           *draft,
                               GPtrArray            *new_profiles,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean inlet_prepare_finish (GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
