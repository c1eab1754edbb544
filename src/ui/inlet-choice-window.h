/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-finding.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletChoiceWindow:
 *
 * Asks which of several connections at Adobe is the one whose answer was lost, or whether it is
 * none of them, and writes that to the history; the views follow it. Where that fails it says
 * so and keeps what was chosen.
 *
 * Properties, read only, notify: `question`; `verb`, what the button does. Action `choice.settle`.
 */
#define INLET_TYPE_CHOICE_WINDOW (inlet_choice_window_get_type ())
G_DECLARE_FINAL_TYPE (InletChoiceWindow, inlet_choice_window, INLET, CHOICE_WINDOW, AdwWindow)

/* @finding has at least one candidate. What came of it is told by the action `win.show-toast` of
 * @parent (nullable). */
GtkWindow *inlet_choice_window_new (GtkWindow    *parent,
                                    InletContext *context,
                                    InletFinding *finding);

G_END_DECLS
