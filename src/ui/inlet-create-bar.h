/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-proof.h"
#include "inlet-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletCreateBar:
 *
 * The foot of a form that makes a connection: the button; in its place, while a create is under
 * way, Cancel; and, above both, its steps as they happen, and why the last one did not come off.
 *
 * Its buttons activate `new.create` and `new.cancel`, which are those of the form.
 *
 * Properties `n-sandboxes` and `n-production`: in how many the button says that it is made.
 * Properties, all read only and notifying: `is-busy`, `lines` (nullable).
 * Signals `concluded (InletProof)`: a create has its row; `exists (GError)`: nothing was sent,
 * since the connection in that error is in the way, and whether to make another is to be asked;
 * `settled (InletConnection)`: the connection that was uncertain here was looked up, and is not.
 */
#define INLET_TYPE_CREATE_BAR (inlet_create_bar_get_type ())
G_DECLARE_FINAL_TYPE (InletCreateBar, inlet_create_bar, INLET, CREATE_BAR, AdwBin)

gboolean inlet_create_bar_get_is_busy (InletCreateBar *self);
/* From now on takes back what it says as soon as it is so no longer: that the keyring does not
 * answer, that a connection is uncertain. */
void     inlet_create_bar_follow (InletCreateBar *self,
                                  InletVault     *vault,
                                  InletWatch     *watch);
/* Not while busy. */
void     inlet_create_bar_run (InletCreateBar *self,
                               InletProof     *proof);
void     inlet_create_bar_cancel (InletCreateBar *self);
/* @error (nullable): %NULL takes away what is shown. A cancellation is not shown. */
void     inlet_create_bar_show_error (InletCreateBar *self,
                                      const GError   *error);

G_END_DECLS
