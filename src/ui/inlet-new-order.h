/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-create-many.h"
#include "inlet-profile-group.h"

G_BEGIN_DECLS

/**
 * InletNewOrder:
 *
 * What a form asks for: one connection or several, and the profiles that are new.
 */
typedef struct _InletNewOrder InletNewOrder;

/* @confirmed (nullable): the account as a person has confirmed it, in place of the group's. %NULL
 * with @error where something is wrong or missing. */
InletNewOrder   *inlet_new_order_read           (InletForm           *form,
                                                 InletProfileGroup   *account_group,
                                                 InletProfileGroup   *credentials_group,
                                                 InletProfile        *confirmed,
                                                 GError             **error);
void             inlet_new_order_free           (InletNewOrder       *self);
/* At least one. (transfer none) (element-type InletDraft) */
GPtrArray       *inlet_new_order_get_drafts     (InletNewOrder       *self);
/* Has @create, of the first draft, store the profiles that are new. */
void             inlet_new_order_prepare        (InletNewOrder       *self,
                                                 InletCreate         *create);
/* For all drafts. (transfer full) */
InletCreateMany *inlet_new_order_build_many     (InletNewOrder       *self,
                                                 InletContext        *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletNewOrder, inlet_new_order_free)

G_END_DECLS
