/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks whether @file, whose secrets are in the keyring by now, shall go to the bin, and moves it
 * there if so. Gives a sentence that says whether it did; %NULL where it shall stay.
 * (transfer full) (nullable) */
void  inlet_offer_bin_async  (GtkWindow           *parent,
                              GFile               *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
char *inlet_offer_bin_finish (GAsyncResult        *result);

G_END_DECLS
