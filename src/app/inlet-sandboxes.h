/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-problem.h"
#include "inlet-sandbox.h"

G_BEGIN_DECLS

/**
 * InletSandboxes:
 *
 * The sandboxes that an account may use: a `GListModel` of [class@Sandbox]. At once those that were
 * kept the last time, and behind them those that Adobe lists now.
 *
 * It asks by itself when what is kept is older than a day, and when the keyring that was locked has
 * been unlocked for something else; then the keyring never asks anybody. It follows what other
 * processes keep.
 *
 * Properties, read only, notify: `account` (nullable); `is-asking`; `problem` (nullable): why Adobe
 * could not be asked the last time, or that it lists none; `seen-at`: when Adobe listed them, in
 * seconds of Unix time, 0 for never.
 * Belongs to one thread.
 */
#define INLET_TYPE_SANDBOXES (inlet_sandboxes_get_type ())
G_DECLARE_FINAL_TYPE (InletSandboxes, inlet_sandboxes, INLET, SANDBOXES, GObject)

InletSandboxes *inlet_sandboxes_new         (InletContext   *context);
/* Forgets the list, and gets that of @account (nullable), which is among those that are kept. */
void            inlet_sandboxes_set_account (InletSandboxes *self,
                                             InletAccount   *account);
/* Because somebody asks, who may be asked to unlock the keyring. */
void            inlet_sandboxes_ask         (InletSandboxes *self);
/* Because somebody looks: quietly, and at most once a minute. */
void            inlet_sandboxes_refresh     (InletSandboxes *self);

InletProblem   *inlet_sandboxes_get_problem (InletSandboxes *self);
gboolean        inlet_sandboxes_get_is_asking (InletSandboxes *self);
gint64          inlet_sandboxes_get_seen_at (InletSandboxes *self);
/* The one of that name. (transfer none) (nullable) */
InletSandbox   *inlet_sandboxes_find        (InletSandboxes *self,
                                             const char     *name);

G_END_DECLS
