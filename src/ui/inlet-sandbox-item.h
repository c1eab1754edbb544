/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-sandbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* InletSandboxItem: a sandbox in a list: its title, then name, type, region and state. */
#define INLET_TYPE_SANDBOX_ITEM (inlet_sandbox_item_get_type ())
G_DECLARE_FINAL_TYPE (InletSandboxItem, inlet_sandbox_item, INLET, SANDBOX_ITEM, GtkListBoxRow)

GtkWidget    *inlet_sandbox_item_new         (InletSandbox     *sandbox);
InletSandbox *inlet_sandbox_item_get_sandbox (InletSandboxItem *self);
/* The name, by which requests have it, then what tells it from others; that it is active is not
 * worth a word, nor is production beside its mark. (transfer full) */
char         *inlet_sandbox_item_describe    (InletSandbox     *sandbox);

G_END_DECLS
