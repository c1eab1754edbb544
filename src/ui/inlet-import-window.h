/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletImportWindow:
 *
 * Accounts and credentials from what other programs wrote: asks for a file or what was copied,
 * shows what is in it, imports what is ticked, and offers to move the file to the bin.
 *
 * Properties, read only, notify: `page`, `summary`. Actions `import.open`, `import.paste`,
 * `import.store`.
 */
#define INLET_TYPE_IMPORT_WINDOW (inlet_import_window_get_type ())
G_DECLARE_FINAL_TYPE (InletImportWindow, inlet_import_window, INLET, IMPORT_WINDOW, AdwWindow)

/* What came of it is told by the action `win.show-toast` of @parent (nullable). */
GtkWindow *inlet_import_window_new       (GtkWindow         *parent,
                                          InletContext      *context);
void       inlet_import_window_load      (InletImportWindow *self,
                                          GFile             *file);
void       inlet_import_window_read_text (InletImportWindow *self,
                                          const char        *text);

G_END_DECLS
