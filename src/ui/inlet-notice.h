/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells by a notification of the desktop what came of @connection, unless @window, where that is
 * said as well, or another of the application is in front. To choose it shows the connection. Not
 * in a demo, of which nothing stays to be shown. */
void inlet_notice_send (GtkWindow       *window,
                        InletConnection *connection);

G_END_DECLS
