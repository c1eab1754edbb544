/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * InletSecretContent:
 *
 * A text with secrets in it, for the clipboard, and for a short time only.
 *
 * It tells clipboard managers not to keep it (`x-kde-passwordManagerHint`, the name that they have
 * agreed on), it does not outlive the program, and when its time is over the text is overwritten
 * and the clipboard cleared, unless something else is on it by then. Where the desktop lets nobody
 * clear the clipboard from behind (Wayland), what is left on it is empty.
 */
#define INLET_TYPE_SECRET_CONTENT (inlet_secret_content_get_type ())
G_DECLARE_FINAL_TYPE (InletSecretContent, inlet_secret_content, INLET, SECRET_CONTENT,
                      GdkContentProvider)

#define INLET_SECRET_CONTENT_SECONDS 30

/* Puts @text on @clipboard for @seconds. @text: (transfer full). */
void inlet_secret_content_put (GdkClipboard *clipboard,
                               char         *text,
                               guint         seconds);

G_END_DECLS
