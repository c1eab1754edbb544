/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletRenewWindow:
 *
 * Takes another session token, with its keys, for credentials: what was copied as `export AWS_…`
 * lines, or in any other form that can be imported. Shows what it has recognised, without the
 * secrets, asks when it ends where that was not said, and stores it.
 *
 * Properties, read only, notify: `form` (nullable: nothing was pasted yet), `key`, `summary`.
 * Actions `renew.paste`, `renew.store` and `form.submit`.
 */
#define INLET_TYPE_RENEW_WINDOW (inlet_renew_window_get_type ())
G_DECLARE_FINAL_TYPE (InletRenewWindow, inlet_renew_window, INLET, RENEW_WINDOW, AdwWindow)

/* What came of it is told by the action `win.show-toast` of @parent (nullable). */
GtkWindow *inlet_renew_window_new (GtkWindow        *parent,
                                   InletContext     *context,
                                   InletCredentials *credentials);

G_END_DECLS
