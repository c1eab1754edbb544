/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-breaks.h"

#define ID   "02138695-1234-4321-8888-012345678901"
#define WORD "Clickstreamofalldevicesandallshops"

/* @text as a label would break it that has @attributes and room for so many letters. (transfer
 * full) */
static PangoLayout *
lay_out (const char    *text,
         PangoAttrList *attributes,
         int            n_letters)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));
  PangoLayout *layout = gtk_widget_create_pango_layout (label, NULL);
  g_autofree char *letters = g_strnfill (n_letters, '8');
  int width;

  pango_layout_set_text (layout, letters, -1);
  pango_layout_get_size (layout, &width, NULL);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width);
  return layout;
}

/* Whether a line of it ends in a hyphen that is not in the text. */
static gboolean
is_hyphenated (PangoLayout *layout)
{
  for (GSList *link = pango_layout_get_lines_readonly (layout); link != NULL; link = link->next) {
    PangoLayoutLine *line = link->data;

    for (GSList *run = line->runs; run != NULL; run = run->next)
      if (((PangoLayoutRun *) run->data)->item->analysis.flags & PANGO_ANALYSIS_FLAG_NEED_HYPHEN)
        return TRUE;
  }

  return FALSE;
}

/* The lines of it, with a bar between. (transfer full) */
static char *
dup_lines (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  GString *lines = g_string_new (NULL);

  for (GSList *link = pango_layout_get_lines_readonly (layout); link != NULL; link = link->next) {
    PangoLayoutLine *line = link->data;

    g_string_append_len (lines, text + line->start_index, line->length);
    g_string_append (lines, link->next != NULL ? "|" : "");
  }

  return g_string_free (lines, FALSE);
}

static void
assert_lines (const char *text,
              int         n_letters,
              const char *expected)
{
  g_autoptr (PangoAttrList) attributes = inlet_break_after_hyphens (text);
  g_autoptr (PangoLayout) layout = lay_out (text != NULL ? text : "", attributes, n_letters);
  g_autofree char *lines = dup_lines (layout);

  g_assert_cmpstr (lines, ==, expected);
  g_assert_false (is_hyphenated (layout));
}

/* Unicode lets no line end before a digit there. */
static void
test_breaks_after_hyphens (void)
{
  assert_lines (ID, 40, ID);
  assert_lines (ID, 21, "02138695-1234-4321-|8888-012345678901");
  assert_lines (ID, 15, "02138695-1234-|4321-8888-|012345678901");
  assert_lines ("-12-", 40, "-12-");
  assert_lines ("", 10, "");
  assert_lines (NULL, 10, "");
}

static void
test_breaks_in_what_is_too_long (void)
{
  assert_lines ("12345678901234567890", 10, "1234567890|1234567890");
}

static void
test_breaks_never_hyphenate (void)
{
  g_autoptr (GtkWidget) box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autoptr (PangoLayout) usual = lay_out (WORD, NULL, 12);
  g_autoptr (PangoLayout) plain = NULL;
  g_autofree char *attributes = NULL;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (GTK_LABEL (label), bold);
  gtk_box_append (GTK_BOX (inner), label);
  gtk_box_append (GTK_BOX (box), inner);
  g_assert_true (is_hyphenated (usual));

  inlet_never_hyphenate (box);
  attributes = pango_attr_list_to_string (gtk_label_get_attributes (GTK_LABEL (label)));
  plain = lay_out (WORD, gtk_label_get_attributes (GTK_LABEL (label)), 12);
  g_assert_cmpint (pango_layout_get_line_count (plain), >, 1);
  g_assert_false (is_hyphenated (plain));
  g_assert_nonnull (strstr (attributes, "weight bold"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/ui/breaks/after-hyphens", test_breaks_after_hyphens);
  g_test_add_func ("/inlet/ui/breaks/in-what-is-too-long", test_breaks_in_what_is_too_long);
  g_test_add_func ("/inlet/ui/breaks/never-hyphenate", test_breaks_never_hyphenate);

  return g_test_run ();
}
