/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletProfilesWindow:
 *
 * Accounts and credentials as two lists: add, rename, edit, remove (which asks, and takes the
 * secret out of the keyring too).
 */
#define INLET_TYPE_PROFILES_WINDOW (inlet_profiles_window_get_type ())
G_DECLARE_FINAL_TYPE (InletProfilesWindow, inlet_profiles_window, INLET, PROFILES_WINDOW, AdwWindow)

GtkWindow *inlet_profiles_window_new (GtkWindow * parent,
                                      InletContext * context);

G_END_DECLS
