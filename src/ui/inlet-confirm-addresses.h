/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows an address of @profile that is not Adobe's, if it is an account that has one, and asks
 * whether its secrets may be sent there. Gives @profile where there is nothing to ask; a copy that
 * is confirmed where the answer was yes; %NULL without an error where it was no.
 * (transfer full) */
void          inlet_confirm_addresses_async  (GtkWindow           *parent,
                                              InletProfile        *profile,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
InletProfile *inlet_confirm_addresses_finish (GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
