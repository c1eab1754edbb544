/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-draft.h"

G_BEGIN_DECLS

/**
 * InletDemo:
 *
 * Everything as it really is, but for the other side: a context whose account signs in to an
 * embedded [class@DemoService], whose secrets are in memory, and whose database is in a temporary
 * folder that goes when the demo does.
 */
#define INLET_TYPE_DEMO (inlet_demo_get_type ())
G_DECLARE_FINAL_TYPE (InletDemo, inlet_demo, INLET, DEMO, GObject)

InletDemo    *inlet_demo_new         (GError              **error);
/* (transfer none) */
InletContext *inlet_demo_get_context (InletDemo            *self);

/* Opens the context and saves the demo's account and credentials in it. */
void          inlet_demo_open_async  (InletDemo            *self,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean      inlet_demo_open_finish (InletDemo            *self,
                                      GAsyncResult         *result,
                                      GError              **error);

/* What a newcomer starts with, once the demo is open: the ready account and credentials, and a
 * sandbox. (transfer none) */
InletDraft   *inlet_demo_get_draft   (InletDemo            *self);

G_END_DECLS
