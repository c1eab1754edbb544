/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletEditWindow:
 *
 * Changes name, description and credentials of a connection at Adobe. What was typed stays until
 * that is done; where somebody else has changed the connection meanwhile, asks.
 */
#define INLET_TYPE_EDIT_WINDOW (inlet_edit_window_get_type ())
G_DECLARE_FINAL_TYPE (InletEditWindow, inlet_edit_window, INLET, EDIT_WINDOW, AdwWindow)

GtkWindow *inlet_edit_window_new (GtkWindow       *parent,
                                  InletContext    *context,
                                  InletConnection *connection);

G_END_DECLS
