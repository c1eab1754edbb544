/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-create-item.h"

G_BEGIN_DECLS

/**
 * InletCreateMany:
 *
 * Makes many connections with one account, some at a time.
 *
 * First new profiles are stored, the keyring is unlocked and a token is got, once for all of them.
 * Then each is a create of its own, which writes its row before its request is sent; one that has
 * not begun has none. Nothing is begun while Adobe asks all to slow down.
 *
 * Properties, read only, notify: `is-running`; `status` (nullable): what all of them wait for.
 * Belongs to one thread.
 */
#define INLET_TYPE_CREATE_MANY (inlet_create_many_get_type ())
G_DECLARE_FINAL_TYPE (InletCreateMany, inlet_create_many, INLET, CREATE_MANY, GObject)

/* @drafts (element-type InletDraft): at least one, all of one account and its credentials, each in
 * another sandbox. */
InletCreateMany *inlet_create_many_new         (InletContext         *context,
                                                GPtrArray            *drafts);
/* @profile, the account or the credentials, is new: it and @secrets are stored first. */
void             inlet_create_many_store_first (InletCreateMany      *self,
                                                InletProfile         *profile,
                                                InletSecrets         *secrets);

/* Looks for those that are there already, or may be, before anything is asked of anybody: a
 * GPtrArray of InletConnection, empty where there are none. */
void             inlet_create_many_check_async  (InletCreateMany      *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GPtrArray       *inlet_create_many_check_finish (InletCreateMany      *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
/* Leaves out those that were found. */
void             inlet_create_many_skip        (InletCreateMany      *self);
/* Makes another where there is one. Not unless a person who knows that has asked for it. */
void             inlet_create_many_set_again   (InletCreateMany      *self,
                                                gboolean              is_again);

/* Makes those that have still to be made: all at first, and later what has failed or was not begun.
 * What came of each is told by the item, and is no error here. An error means that nothing was
 * begun; G_IO_ERROR_CANCELLED that something was left undone. */
void             inlet_create_many_run_async   (InletCreateMany      *self,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         inlet_create_many_run_finish  (InletCreateMany      *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Begins no more of them, and ends those whose request is not under way; those that are end with
 * its answer. */
void             inlet_create_many_stop        (InletCreateMany      *self);
/* Ends all at once: those whose request is under way are uncertain then. */
void             inlet_create_many_cancel      (InletCreateMany      *self);

/* Of [class@CreateItem], which stay as they are. (transfer none) */
GListModel      *inlet_create_many_get_items   (InletCreateMany      *self);
gboolean         inlet_create_many_get_is_running (InletCreateMany   *self);
/* How many are in @state. */
guint            inlet_create_many_count       (InletCreateMany      *self,
                                                InletCreateItemState  state);

G_END_DECLS
