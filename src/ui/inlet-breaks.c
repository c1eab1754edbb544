/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-breaks.h"

#include <string.h>

/* Less is no line, wherever it is. */
#define FEWEST_LETTERS 20

static void
never_hyphenate (GtkLabel *label)
{
  PangoAttrList *own = gtk_label_get_attributes (label);
  g_autoptr (PangoAttrList) attributes = own != NULL ? pango_attr_list_copy (own)
                                                     : pango_attr_list_new ();

  pango_attr_list_change (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
}

void
inlet_never_hyphenate (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LABEL (widget))
    never_hyphenate (GTK_LABEL (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    inlet_never_hyphenate (child);
}

PangoAttrList *
inlet_break_after_hyphens (const char *id)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  const char *text = id != NULL ? id : "";
  const char *part = text;

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));

  while (*part != '\0') {
    const char *hyphen = strchr (part, '-');
    const char *end = hyphen != NULL ? hyphen + 1 : part + strlen (part);
    PangoAttribute *word = pango_attr_word_new ();

    word->start_index = (guint) (part - text);
    word->end_index = (guint) (end - text);
    pango_attr_list_insert (attributes, word);
    part = end;
  }

  return attributes;
}

int
inlet_count_letters (GtkWidget *widget,
                     int        width)
{
  PangoFontMetrics *metrics = NULL;
  int letter;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FEWEST_LETTERS);

  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  letter = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                pango_font_metrics_get_approximate_digit_width (metrics));
  pango_font_metrics_unref (metrics);

  return letter > 0 ? MAX (width * PANGO_SCALE / letter, FEWEST_LETTERS) : FEWEST_LETTERS;
}
