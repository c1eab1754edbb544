/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  INLET_ASK_AGAIN_CANCEL,
  INLET_ASK_AGAIN_SHOW,
  INLET_ASK_AGAIN_LOOK_UP,
  INLET_ASK_AGAIN_CREATE,
} InletAskAgainAnswer;

/* Asks what to do where @standing stands for the same account, sandbox and key. @sentence says
 * which connection it is. */
void                inlet_ask_again_async  (GtkWindow           *parent,
                                            InletConnection     *standing,
                                            const char          *sentence,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
InletAskAgainAnswer inlet_ask_again_finish (GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
