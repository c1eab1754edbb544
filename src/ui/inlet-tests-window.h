/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletTestsWindow:
 *
 * Has Adobe test many connections: all, those of one sandbox, or those that the history's search
 * has found. It says how far it is, and which were not passed and why; what came of each is kept as
 * of a test by itself. It leaves the other windows be, and closing it cancels.
 *
 * Properties, read only, notify: `page`, "choose" or "run"; `progress`, a text; `fraction`;
 * `status`, why it takes longer (nullable); `has-failed`; `close-label`. Actions `tests.run` and
 * `tests.stop`. Signal `connection-chosen (InletConnection, gboolean)`: one that was not passed is
 * to be shown; the boolean is %FALSE.
 */
#define INLET_TYPE_TESTS_WINDOW (inlet_tests_window_get_type ())
G_DECLARE_FINAL_TYPE (InletTestsWindow, inlet_tests_window, INLET, TESTS_WINDOW, AdwWindow)

/* @shown: (nullable): the connection whose sandbox is offered. @search: (nullable): what is
 * searched for in the history; it is what is chosen then, and otherwise the sandbox. */
GtkWindow *inlet_tests_window_new (GtkWindow       *parent,
                                   InletContext    *context,
                                   InletConnection *shown,
                                   const char      *search);

G_END_DECLS
