/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  INLET_ASK_STANDING_CANCEL,
  INLET_ASK_STANDING_SKIP,
  INLET_ASK_STANDING_CREATE,
} InletAskStandingAnswer;

/* Asks once what to do with those of @n_all sandboxes where there is a connection already or may be
 * one: @standing (element-type InletConnection). */
void                   inlet_ask_standing_async  (GtkWindow           *parent,
                                                  GPtrArray           *standing,
                                                  guint                n_all,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
InletAskStandingAnswer inlet_ask_standing_finish (GAsyncResult        *result,
                                                  GError             **error);

G_END_DECLS
