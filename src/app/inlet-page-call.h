/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-call.h"

G_BEGIN_DECLS

/* Asks for the next page of an [class@FlowList], which is the call's data. Gives a GPtrArray of
 * [class@Remote]. */
extern const InletCallKind inlet_page_call;

G_END_DECLS
