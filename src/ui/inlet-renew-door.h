/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets session tokens be renewed in @window: its action `win.renew`, which is given the ID of
 * credentials, and a notification of the desktop before one ends, whose choice leads there by way
 * of `app.renew`. In a demo, of which nothing stays to be shown, a toast takes its place. */
void inlet_renew_door_open (GtkApplicationWindow *window,
                            InletContext         *context);

G_END_DECLS
