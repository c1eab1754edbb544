/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletDoubtLine:
 *
 * Says how many connections are uncertain and why they still are, looks them up by itself and when
 * it is asked to (see [class@Watch]), and tells once what was found. Where none is, it offers to
 * send a new key to the connections that lack it.
 *
 * Signal `connection-chosen (InletConnection, gboolean is_looked_up)`: a person wants to choose
 * which of several it is, on its page.
 */
#define INLET_TYPE_DOUBT_LINE (inlet_doubt_line_get_type ())
G_DECLARE_FINAL_TYPE (InletDoubtLine, inlet_doubt_line, INLET, DOUBT_LINE, AdwBin)

/* Set once: opened. */
void inlet_doubt_line_set_context (InletDoubtLine *self,
                                   InletContext   *context);
/* (nullable) (transfer none): once it has a context. */
InletWatch *
     inlet_doubt_line_get_watch   (InletDoubtLine *self);

G_END_DECLS
