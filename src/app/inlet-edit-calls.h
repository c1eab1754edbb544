/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-call.h"
#include "inlet-change.h"

G_BEGIN_DECLS

/* What is asked of Adobe about one connection. That it is not there is an error of each, for
 * inlet_flow_edit_is_gone(). */

/* Gives a [class@Remote]; its data is the [class@Connection]. */
extern const InletCallKind inlet_edit_get_call;

/**
 * InletEditPatch:
 * @connection: that is changed, while it has @etag
 * @secrets: (nullable): those of the change's credentials
 *
 * The data of [const@inlet_edit_patch_call].
 */
typedef struct
{
  InletConnection *connection;
  const char      *etag;
  InletChange     *change;
  InletSecrets    *secrets;
} InletEditPatch;

/* Gives a [class@Receipt]. */
extern const InletCallKind inlet_edit_patch_call;

/* Gives anything but %NULL when it is deleted; its data is the [class@Connection]. */
extern const InletCallKind inlet_delete_call;

G_END_DECLS
