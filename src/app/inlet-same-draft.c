/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-same-draft.h"

#include <glib/gi18n.h>

static InletProfile *
find (InletVault       *vault,
      InletProfileKind  kind,
      const char       *id)
{
  return id != NULL ? inlet_profiles_find_by_id (inlet_vault_get_profiles (vault, kind), id) : NULL;
}

InletDraft *
inlet_same_draft_new (InletVault       *vault,
                      InletConnection  *connection,
                      GError          **error)
{
  InletProfile *account;
  InletProfile *credentials;

  g_return_val_if_fail (INLET_IS_VAULT (vault), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  account = find (vault, INLET_PROFILE_ACCOUNT, inlet_connection_get_account_id (connection));
  credentials = find (vault, INLET_PROFILE_CREDENTIALS,
                      inlet_connection_get_credentials_id (connection));
  if (account != NULL && credentials != NULL)
    return inlet_draft_new (INLET_ACCOUNT (account), INLET_CREDENTIALS (credentials),
                            inlet_connection_get_sandbox (connection),
                            inlet_connection_get_name (connection),
                            inlet_connection_get_description (connection));

  /* One that was made elsewhere never had any here. */
  if (account == NULL)
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                         _("The account of this connection is no longer here, and without it the "
                           "request is not known."));
  else
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                         _("The credentials of this connection are not here, and without them the "
                           "request is not known."));
  return NULL;
}
