/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says @text, which is no markup, in passing. */
void inlet_show_toast (AdwToastOverlay *overlay,
                       const char      *text);

G_END_DECLS
