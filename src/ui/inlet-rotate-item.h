/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletRotateState:
 *
 * How far the new key is on its way to a connection.
 */
typedef enum {
  INLET_ROTATE_WAITING,
  INLET_ROTATE_SENDING,
  INLET_ROTATE_DONE,
  INLET_ROTATE_FAILED,
  INLET_ROTATE_UNCERTAIN,
} InletRotateState;

/**
 * InletRotateItem:
 *
 * A connection in the list of an [class@RotateWindow]. Signal `changed ()`. Belongs to one thread.
 */
#define INLET_TYPE_ROTATE_ITEM (inlet_rotate_item_get_type ())
G_DECLARE_FINAL_TYPE (InletRotateItem, inlet_rotate_item, INLET, ROTATE_ITEM, GObject)

InletRotateItem *inlet_rotate_item_new            (InletConnection *connection);

InletConnection *inlet_rotate_item_get_connection (InletRotateItem *self);
InletRotateState inlet_rotate_item_get_state      (InletRotateItem *self);
/* What there is to say of the state, translated. (transfer full) */
char            *inlet_rotate_item_dup_text       (InletRotateItem *self);

/* It is its turn. */
void             inlet_rotate_item_begin          (InletRotateItem *self);
/* @error: (nullable): of its edit; G_IO_ERROR_CANCELLED where it waits again. */
void             inlet_rotate_item_conclude       (InletRotateItem *self,
                                                   const GError    *error);

G_END_DECLS
