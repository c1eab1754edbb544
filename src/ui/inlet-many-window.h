/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-create-many.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletManyWindow:
 *
 * Makes many connections: asks first about those that are there already, then shows a row of
 * progress each, and at the end what came of all of them.
 *
 * Closing it while it runs begins no other, and waits for the answers to what was sent. Closing it
 * again waits for none of them.
 *
 * Properties, read only, notify: `is-running`; `is-done`; `verb`, what closing does; `summary`;
 * `fraction`; `note` (nullable). Actions `many.copy`, `many.retry`.
 */
#define INLET_TYPE_MANY_WINDOW (inlet_many_window_get_type ())
G_DECLARE_FINAL_TYPE (InletManyWindow, inlet_many_window, INLET, MANY_WINDOW, AdwWindow)

/* Begins at once. */
GtkWindow *inlet_many_window_new (GtkWindow       *parent,
                                  InletContext    *context,
                                  InletCreateMany *many);

G_END_DECLS
