/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-form.h"
#include "inlet-profile-group.h"

G_BEGIN_DECLS

/* What the last connection was made with, which the form starts with the next time. */

/* @settings (nullable): nothing is remembered. */
void inlet_last_used_remember (GSettings         *settings,
                               InletConnection   *connection);
/* Leaves a sandbox that is there already. */
void inlet_last_used_restore  (GSettings         *settings,
                               InletProfileGroup *account_group,
                               InletProfileGroup *credentials_group,
                               InletForm         *form);

G_END_DECLS
