/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-create-step.h"

G_BEGIN_DECLS

/**
 * InletCreate:
 *
 * Makes one connection, from form to ID, in one walk with no way back: the history is asked whether
 * there is one already, new profiles are stored, secrets are read from the keyring, the attempt is
 * made durable in the history, a token is got, the request is sent, and the outcome is made durable
 * before anybody is told.
 *
 * Used once. Properties, read only, notify: `step`; `status`: what is going on, translated:
 * "Signing in…"; `is-saved`: false while the outcome waits to be written.
 */
#define INLET_TYPE_CREATE (inlet_create_get_type ())
G_DECLARE_FINAL_TYPE (InletCreate, inlet_create, INLET, CREATE, GObject)

InletCreate     *inlet_create_new          (InletContext         *context,
                                            InletDraft           *draft);
/* @profile, an account or credentials of the draft, is new: it and @secrets are stored first. */
void             inlet_create_store_first  (InletCreate          *self,
                                            InletProfile         *profile,
                                            InletSecrets         *secrets);
/* Makes one even where the account has one in that sandbox with that key, or may have. Not unless a
 * person who knows that has asked for it. */
void             inlet_create_set_again    (InletCreate          *self,
                                            gboolean              is_again);

/* Gives the connection as the history has it: created, failed or uncertain, all three without an
 * error. An error means that nothing was sent and there is no row: there is a connection already
 * (%INLET_ERROR_EXISTS, which has it; nothing was stored either, but for one that was begun in the
 * same moment), the keyring or the database failed before, or it was cancelled then. Cancelled
 * after the request has left, it answers at once with an uncertain connection. */
void             inlet_create_run_async    (InletCreate          *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
InletConnection *inlet_create_run_finish   (InletCreate          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
InletCreateStep  inlet_create_get_step     (InletCreate          *self);
const char      *inlet_create_get_status   (InletCreate          *self);
/* After the run: why the outcome could not be written to the history, although the connection was
 * made; its ID is then only in the connection that was given. It is tried again for as long as this
 * object lives: keep it until it is saved. (nullable) */
const GError    *inlet_create_get_unsaved  (InletCreate          *self);

G_END_DECLS
