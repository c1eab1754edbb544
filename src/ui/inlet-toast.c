/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-toast.h"

/* What is beside the text: margins, padding, and the button that closes it. */
#define BESIDE 120
#define FEWEST_LETTERS 20

/* How many letters of usual width fit in a line. */
static int
count_letters (GtkWidget *overlay)
{
  PangoContext *context = gtk_widget_get_pango_context (overlay);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                    pango_font_metrics_get_approximate_digit_width (metrics));
  int room = gtk_widget_get_width (overlay) - BESIDE;

  pango_font_metrics_unref (metrics);
  return letter > 0 ? MAX (room * PANGO_SCALE / letter, FEWEST_LETTERS) : FEWEST_LETTERS;
}

/* A title of libadwaita's own has one line, which ends where the window does. And a toast is only
 * as high as it would be without the window, so its lines have to be short enough even then. Nor
 * would libadwaita 1.2 have it read out. */
static GtkWidget *
build_label (GtkWidget  *overlay,
             const char *text)
{
  const char *classes[] = { "heading", NULL };

  return g_object_new (GTK_TYPE_LABEL,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                       "label", text,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "max-width-chars", count_letters (overlay),
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
  adw_toast_set_custom_title (toast, build_label (GTK_WIDGET (overlay), text));
  adw_toast_overlay_add_toast (overlay, toast);
}
