/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * InletCreateStep:
 *
 * Where a create is. Each is entered at most once, in this order, but that signing in, sending and
 * waiting may come again, see [class@Call].
 */
typedef enum {
  INLET_CREATE_IDLE,
  INLET_CREATE_CHECKING,
  INLET_CREATE_STORING,
  INLET_CREATE_UNLOCKING,
  INLET_CREATE_RECORDING,
  INLET_CREATE_SIGNING_IN,
  INLET_CREATE_SENDING,
  INLET_CREATE_WAITING,
  INLET_CREATE_CONCLUDING,
  INLET_CREATE_DONE,
} InletCreateStep;

#define INLET_TYPE_CREATE_STEP (inlet_create_step_get_type ())
GType       inlet_create_step_get_type (void);
/* What is going on, translated: "Signing in…" */
const char *inlet_create_step_to_text  (InletCreateStep step);

G_END_DECLS
