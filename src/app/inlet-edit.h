/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-change.h"
#include "inlet-context.h"
#include "inlet-remote.h"

G_BEGIN_DECLS

/**
 * InletEdit:
 *
 * Changes one connection at Adobe: its name, its description, or the credentials that it uses.
 *
 * What was sent is marked in the database before the first byte leaves, and what came of it is
 * written there before anybody is told. A change is sent for the etag that the connection has, and
 * so is never made twice. Where its answer is lost the connection is looked at: with the etag of
 * before, nothing was changed yet; with another, name, description and who changed it last tell
 * whether it was this. What a look does not tell yet stays marked; the next edit of the connection
 * begins with it, and inlet_settle_async() looks again.
 *
 * New credentials alone are sent for the etag of the history, without asking for another first.
 *
 * Used once. Property, read only, notifies: `status`: what is going on, translated. Belongs to one
 * thread.
 */
#define INLET_TYPE_EDIT (inlet_edit_get_type ())
G_DECLARE_FINAL_TYPE (InletEdit, inlet_edit, INLET, EDIT, GObject)

/* @connection: as a person sees it; it was created. */
InletEdit       *inlet_edit_new         (InletContext         *context,
                                         InletConnection      *connection,
                                         InletChange          *change);
/* That a person has seen it as @remote, of a conflict, and wants the change all the same. */
void             inlet_edit_set_seen    (InletEdit            *self,
                                         InletRemote          *remote);

/* Gives the connection as the history has it then. %INLET_ERROR_CONFLICT, and
 * inlet_edit_get_remote(), where somebody else has changed what a person sees of it, or changes it
 * at the same time: then nothing was changed. An error of unknown certainty where the answer was
 * lost and a look did not help. G_IO_ERROR_CANCELLED when nothing was changed. */
void             inlet_edit_run_async   (InletEdit            *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
InletConnection *inlet_edit_run_finish  (InletEdit            *self,
                                         GAsyncResult         *result,
                                         GError              **error);
/* What Adobe has, where that is in conflict. (nullable) (transfer none) */
InletRemote     *inlet_edit_get_remote  (InletEdit            *self);
const char      *inlet_edit_get_status  (InletEdit            *self);

G_END_DECLS
