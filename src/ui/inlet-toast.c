/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-toast.h"

/* A title of libadwaita's own has one line, which ends where the window does. */
static GtkWidget *
build_label (const char *text)
{
  const char *classes[] = { "heading", NULL };

  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0,
                       "css-classes", classes,
                       NULL);
}

void
inlet_show_toast (AdwToastOverlay *overlay,
                  const char      *text)
{
  g_autofree char *title = NULL;
  AdwToast *toast = NULL;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (text != NULL);

  /* Markup, with libadwaita 1.2. */
  title = g_markup_escape_text (text, -1);
  toast = adw_toast_new (title);
  adw_toast_set_custom_title (toast, build_label (text));
  adw_toast_overlay_add_toast (overlay, toast);
}
