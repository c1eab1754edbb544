/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-renewal.h"

#include "inlet-error.h"
#include "inlet-import-text.h"

#include <glib/gi18n.h>

/* (transfer none) (nullable): where several have no such name, none of them is meant. */
static InletFound *
choose (GPtrArray  *all,
        const char *name)
{
  InletFound *found = NULL;
  guint n_found = 0;

  for (guint i = 0; i < all->len; i++) {
    if (inlet_found_get_kind (all->pdata[i]) != INLET_PROFILE_CREDENTIALS)
      continue;
    if (g_str_equal (inlet_found_get_name (all->pdata[i]), name))
      return all->pdata[i];

    found = all->pdata[i];
    n_found++;
  }

  return n_found == 1 ? found : NULL;
}

/* @reason: (transfer none) */
static gboolean
refuse (GError     **error,
        const char  *reason)
{
  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, reason);
  return FALSE;
}

static gboolean
check (InletFound  *found,
       gboolean     is_temporary,
       GError     **error)
{
  g_autofree char *reason = NULL;

  if (found == NULL)
    return refuse (error,
                   _("There is no AWS key in it, or more than one. Copy the lines that begin "
                     "with “export AWS_”, and try again."));

  reason = inlet_found_dup_reason (found);
  if (reason != NULL)
    return refuse (error, reason);

  if (is_temporary && !inlet_found_has (found, INLET_FIELD_SESSION_TOKEN))
    return refuse (error,
                   _("There is no session token in it. A lasting key is put in under Accounts "
                     "and Credentials."));

  return TRUE;
}

InletForm *
inlet_renewal_read (InletCredentials  *credentials,
                    const char        *text,
                    gsize              length,
                    gboolean           is_temporary,
                    GError           **error)
{
  static const InletField fields[] = {
    INLET_FIELD_ACCESS_KEY_ID, INLET_FIELD_SECRET_KEY, INLET_FIELD_SESSION_TOKEN,
    INLET_FIELD_SESSION_TOKEN_END,
  };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (InletForm) form = NULL;
  InletImportFormat format = INLET_IMPORT_UNKNOWN;
  InletFound *found = NULL;

  g_return_val_if_fail (INLET_IS_CREDENTIALS (credentials), NULL);
  g_return_val_if_fail (text != NULL || length == 0, NULL);

  all = inlet_import_text_read (text, length, NULL, &format);
  found = choose (all, inlet_profile_get_name (INLET_PROFILE (credentials)));
  if (!check (found, is_temporary, error))
    return NULL;

  form = inlet_form_new (INLET_FORM_CREDENTIALS);
  inlet_form_edit (form, INLET_PROFILE (credentials));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (inlet_found_has (found, fields[i]))
      inlet_form_set_text (form, fields[i],
                           inlet_form_get_text (inlet_found_get_form (found), fields[i]));

  return inlet_form_check (form, error) ? g_steal_pointer (&form) : NULL;
}
