/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletApplication:
 *
 * The program with a window. Owns the context (or the demo) for as long as it runs.
 */
#define INLET_TYPE_APPLICATION (inlet_application_get_type ())
G_DECLARE_FINAL_TYPE (InletApplication, inlet_application, INLET, APPLICATION, AdwApplication)

InletApplication *inlet_application_new (gboolean is_demo);

G_END_DECLS
