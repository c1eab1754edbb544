/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-create.h"

G_BEGIN_DECLS

/**
 * InletCreateItemState:
 * @INLET_CREATE_ITEM_WAITING: for its turn; there is no row of it
 * @INLET_CREATE_ITEM_UNDER_WAY: being made
 * @INLET_CREATE_ITEM_CREATED: made
 * @INLET_CREATE_ITEM_FAILED: not made; there is a row of it, unless nothing was sent
 * @INLET_CREATE_ITEM_UNCERTAIN: sent, and the answer was lost
 * @INLET_CREATE_ITEM_SKIPPED: left out, since there is one already
 * @INLET_CREATE_ITEM_LEFT: not begun when all was stopped; there is no row of it
 */
typedef enum {
  INLET_CREATE_ITEM_WAITING,
  INLET_CREATE_ITEM_UNDER_WAY,
  INLET_CREATE_ITEM_CREATED,
  INLET_CREATE_ITEM_FAILED,
  INLET_CREATE_ITEM_UNCERTAIN,
  INLET_CREATE_ITEM_SKIPPED,
  INLET_CREATE_ITEM_LEFT,
} InletCreateItemState;

#define INLET_TYPE_CREATE_ITEM_STATE (inlet_create_item_state_get_type ())
GType                inlet_create_item_state_get_type (void);

/**
 * InletCreateItem:
 *
 * One of many connections that are made in one go, see [class@CreateMany], and what came of it.
 *
 * Properties, read only, notify: `state`; `status`, a translated text that says what is going on,
 * or why it was not made; `connection` (nullable): the row; with state skipped, the one that there
 * is. Belongs to one thread.
 */
#define INLET_TYPE_CREATE_ITEM (inlet_create_item_get_type ())
G_DECLARE_FINAL_TYPE (InletCreateItem, inlet_create_item, INLET, CREATE_ITEM, GObject)

InletCreateItem     *inlet_create_item_new            (InletDraft           *draft);
InletDraft          *inlet_create_item_get_draft      (InletCreateItem      *self);
InletCreateItemState inlet_create_item_get_state      (InletCreateItem      *self);
/* (not nullable) */
const char          *inlet_create_item_get_status     (InletCreateItem      *self);
/* (nullable) (transfer none) */
InletConnection     *inlet_create_item_get_connection (InletCreateItem      *self);
/* Why it was not made, or is not known to be. (nullable) (transfer none) */
InletProblem        *inlet_create_item_get_problem    (InletCreateItem      *self);
/* Why the outcome is not in the history, where it is tried to be written as long as this object
 * lives. (nullable) */
const GError        *inlet_create_item_get_unsaved    (InletCreateItem      *self);
/* Whether it has still to be made, or again. */
gboolean             inlet_create_item_is_to_do       (InletCreateItem      *self);
/* What was learnt of it since, as the history has it. */
void                 inlet_create_item_set_connection (InletCreateItem      *self,
                                                       InletConnection      *connection);

/* For [class@CreateMany]: */

/* It is not to be made, since there is @standing. */
void                 inlet_create_item_skip           (InletCreateItem      *self,
                                                       InletConnection      *standing);
/* It was not begun, and is not going to be. */
void                 inlet_create_item_leave          (InletCreateItem      *self);
/* Makes it, once it is to do: even where there is one, if @is_again. Gives whether it was made; if
 * not, the error says why, and G_IO_ERROR_CANCELLED that it was left undone. */
void                 inlet_create_item_run_async      (InletCreateItem      *self,
                                                       InletContext         *context,
                                                       gboolean              is_again,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean             inlet_create_item_run_finish     (InletCreateItem      *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
/* Ends it, unless its request is under way: the answer to that is waited for. */
void                 inlet_create_item_stop           (InletCreateItem      *self);
/* Ends it at once; where its request is under way it is uncertain then. */
void                 inlet_create_item_cancel         (InletCreateItem      *self);

G_END_DECLS
