/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-last-used.h"

#define LAST_ACCOUNT "last-account"
#define LAST_CREDENTIALS "last-credentials"
#define LAST_SANDBOX "last-sandbox"

void
inlet_last_used_remember (GSettings       *settings,
                          InletConnection *connection)
{
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  if (settings == NULL)
    return;

  g_settings_set_string (settings, LAST_ACCOUNT, inlet_connection_get_account_id (connection));
  g_settings_set_string (settings, LAST_CREDENTIALS,
                         inlet_connection_get_credentials_id (connection));
  g_settings_set_string (settings, LAST_SANDBOX, inlet_connection_get_sandbox (connection));
}

void
inlet_last_used_restore (GSettings         *settings,
                         InletProfileGroup *account_group,
                         InletProfileGroup *credentials_group,
                         InletForm         *form)
{
  g_autofree char *account_id = NULL;
  g_autofree char *credentials_id = NULL;
  g_autofree char *sandbox = NULL;

  g_return_if_fail (G_IS_SETTINGS (settings));

  account_id = g_settings_get_string (settings, LAST_ACCOUNT);
  credentials_id = g_settings_get_string (settings, LAST_CREDENTIALS);
  sandbox = g_settings_get_string (settings, LAST_SANDBOX);
  inlet_profile_group_select (account_group, account_id);
  inlet_profile_group_select (credentials_group, credentials_id);
  if (*inlet_form_get_text (form, INLET_FIELD_SANDBOX) == '\0')
    inlet_form_set_text (form, INLET_FIELD_SANDBOX, sandbox);
}
