/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-credentials.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletRotateWindow:
 *
 * Sends credentials to the connections that use them, in all sandboxes and accounts: those that
 * lack a new key, where there are any, and otherwise all. It lists them first, says what comes of
 * each, and goes on with what was left when it is asked to. Closing it cancels, and what is left
 * stays on offer.
 *
 * Properties, read only, notify: `has-list`; `may-forget`, whether it is on offer; `progress`, a
 * text; `fraction`; `status`, why it takes longer, or why it cannot go on (nullable); `run-label`;
 * `close-label`. Actions `rotate.run`, `rotate.stop`, and `rotate.forget`, after which it is not
 * offered any more.
 */
#define INLET_TYPE_ROTATE_WINDOW (inlet_rotate_window_get_type ())
G_DECLARE_FINAL_TYPE (InletRotateWindow, inlet_rotate_window, INLET, ROTATE_WINDOW, AdwWindow)

/* Takes @parent (nullable) as the window that it belongs to. */
GtkWindow *inlet_rotate_window_new (GtkWindow        *parent,
                                    InletContext     *context,
                                    InletCredentials *credentials);

G_END_DECLS
