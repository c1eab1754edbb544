/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-new-order.h"

struct _InletNewOrder
{
  GPtrArray    *drafts;               /* (owned): of InletDraft */
  InletProfile *account;              /* (owned) */
  InletProfile *credentials;          /* (owned) */
  InletSecrets *account_secrets;      /* (owned) (nullable): it is not new without */
  InletSecrets *credentials_secrets;  /* (owned) (nullable): likewise */
};

InletNewOrder *
inlet_new_order_read (InletForm          *form,
                      InletProfileGroup  *account_group,
                      InletProfileGroup  *credentials_group,
                      InletProfile       *confirmed,
                      GError            **error)
{
  g_autoptr (InletNewOrder) self = NULL;

  g_return_val_if_fail (INLET_IS_FORM (form), NULL);

  if (!inlet_form_check (form, error))
    return NULL;

  self = g_new0 (InletNewOrder, 1);
  self->account = inlet_profile_group_dup_profile (account_group, &self->account_secrets, error);
  if (self->account == NULL)
    return NULL;
  self->credentials =
    inlet_profile_group_dup_profile (credentials_group, &self->credentials_secrets, error);
  if (self->credentials == NULL)
    return NULL;

  /* Stored as confirmed; one that is kept keeps its secrets. */
  if (confirmed != NULL && g_set_object (&self->account, confirmed) &&
      self->account_secrets == NULL)
    self->account_secrets = inlet_secrets_new ();

  self->drafts = inlet_draft_new_for_each (INLET_ACCOUNT (self->account),
                                           INLET_CREDENTIALS (self->credentials),
                                           inlet_form_get_text (form, INLET_FIELD_SANDBOX),
                                           inlet_form_get_text (form, INLET_FIELD_NAME),
                                           inlet_form_get_text (form, INLET_FIELD_DESCRIPTION));
  return g_steal_pointer (&self);
}

void
inlet_new_order_free (InletNewOrder *self)
{
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_object (&self->account);
  g_clear_object (&self->credentials);
  g_clear_pointer (&self->account_secrets, inlet_secrets_unref);
  g_clear_pointer (&self->credentials_secrets, inlet_secrets_unref);
  g_free (self);
}

GPtrArray *
inlet_new_order_get_drafts (InletNewOrder *self)
{
  return self->drafts;
}

void
inlet_new_order_prepare (InletNewOrder *self,
                         InletCreate   *create)
{
  if (self->account_secrets != NULL)
    inlet_create_store_first (create, self->account, self->account_secrets);
  if (self->credentials_secrets != NULL)
    inlet_create_store_first (create, self->credentials, self->credentials_secrets);
}

InletCreateMany *
inlet_new_order_build_many (InletNewOrder *self,
                            InletContext  *context)
{
  InletCreateMany *many = inlet_create_many_new (context, self->drafts);

  if (self->account_secrets != NULL)
    inlet_create_many_store_first (many, self->account, self->account_secrets);
  if (self->credentials_secrets != NULL)
    inlet_create_many_store_first (many, self->credentials, self->credentials_secrets);

  return many;
}
