/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-vault.h"

G_BEGIN_DECLS

/* What was asked for when @connection was made, with the account and the credentials as they are
 * now. %INLET_ERROR_INVALID_INPUT with a sentence where one of them was removed: nothing else takes
 * its place. (transfer full) */
InletDraft *inlet_same_draft_new (InletVault       *vault,
                                  InletConnection  *connection,
                                  GError          **error);

G_END_DECLS
