/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletBanner:
 *
 * A line across the window with a button: AdwBanner (libadwaita 1.3) in small.
 *
 * Properties: `title`, `button-label` (nullable: no button), `revealed`. Signal `button-clicked`.
 */
#define INLET_TYPE_BANNER (inlet_banner_get_type ())
G_DECLARE_FINAL_TYPE (InletBanner, inlet_banner, INLET, BANNER, AdwBin)

G_END_DECLS
