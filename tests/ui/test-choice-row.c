/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-choice-row.h"
#include "ui-test.h"

#define SHORT_NAME "Billing"
#define LONG_NAME  "Temporary keys of the <clickstream> team, Frankfurt (read only), until December"
#define ONE_WORD   "shop_exports_of_all_the_branches_in_europe_and_beyond_since_2026_or_so"
#define PATIENCE_SECONDS 10

static const char *const names[] = { SHORT_NAME, LONG_NAME, ONE_WORD, NULL };

static gboolean
on_time_passed (gpointer user_data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

/* Until it has a place that is its own: what is asked of a layout depends on its width. */
static void
wait_for_place (GtkWidget *widget)
{
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, on_time_passed, NULL);

  while (gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (timeout);
}

/* A row in a list, as in a form, which may be no wider than the window. */
static AdwComboRow *
open_row (int width)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);
  AdwComboRow *row = g_object_new (INLET_TYPE_CHOICE_ROW, "title", "Credentials",
                                   "model", model, NULL);

  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 300);
  adw_window_set_content (ADW_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_place (GTK_WIDGET (row));
  return row;
}

static void
close_row (AdwComboRow *row)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row))));
}

static GtkWidget *
open_popup (AdwComboRow *row)
{
  GtkWidget *popup = ui_find (GTK_WIDGET (row), GTK_TYPE_POPOVER, NULL);

  adw_action_row_activate (ADW_ACTION_ROW (row));
  wait_for_place (popup);
  return popup;
}

/* The label below @widget that says @text. */
static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);

  return found;
}

static void
assert_whole (GtkWidget  *popup,
              const char *name)
{
  GtkWidget *label = find_label (popup, name);
  PangoLayout *layout = NULL;
  int width, height;

  g_assert_nonnull (label);
  wait_for_place (label);
  layout = gtk_label_get_layout (GTK_LABEL (label));
  pango_layout_get_pixel_size (layout, &width, &height);
  g_assert_cmpint (width, <=, gtk_widget_get_width (label));
  g_assert_cmpint (height, <=, gtk_widget_get_height (label));
  g_assert_false (pango_layout_is_ellipsized (layout));
}

/* Its shadow is part of it, but does not count. */
static void
assert_narrower (GtkWidget *popup,
                 int        width)
{
  GtkWidget *contents = gtk_widget_get_first_child (popup);

  g_assert_cmpint (gtk_widget_get_width (contents), >, 0);
  g_assert_cmpint (gtk_widget_get_width (contents), <=, width);
}

static void
assert_popup (int width)
{
  AdwComboRow *row = open_row (width);
  GtkWidget *popup = open_popup (row);

  for (gsize i = 0; names[i] != NULL; i++)
    assert_whole (popup, names[i]);
  assert_narrower (popup, gtk_widget_get_width (GTK_WIDGET (row)));
  close_row (row);
}

static void
test_popup_in_a_narrow_window (void)
{
  assert_popup (360);
}

static void
test_popup_in_a_wide_window (void)
{
  assert_popup (900);
}

/* Text of twice the size, and letters of any. */
static void
test_popup_with_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  g_object_set (settings, "gtk-font-name", "Sans 16", NULL);
  assert_popup (500);
  g_object_set (settings, "gtk-font-name", font, NULL);
}

/* Opened wide, and again when it is narrow, by which all in it has been measured. */
static void
test_popup_after_the_window_became_narrow (void)
{
  AdwComboRow *row = open_row (900);
  GtkWidget *popup = open_popup (row);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row)));
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, on_time_passed, NULL);

  gtk_popover_popdown (GTK_POPOVER (popup));
  gtk_window_set_default_size (window, 360, 300);
  while (gtk_widget_get_mapped (popup) || gtk_widget_get_width (GTK_WIDGET (row)) > 360)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);

  open_popup (row);
  assert_whole (popup, LONG_NAME);
  assert_narrower (popup, 360);
  close_row (row);
}

static gboolean
asks_for_tooltip (AdwComboRow *row)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean is_answered = FALSE;

  g_signal_emit_by_name (row, "query-tooltip", 10, 10, FALSE, tooltip, &is_answered);
  return is_answered;
}

static GtkWidget *
find_chosen (AdwComboRow *row,
             const char  *name)
{
  GtkWidget *label = NULL;

  adw_combo_row_set_selected (row, g_str_equal (name, SHORT_NAME) ? 0 : 1);
  label = find_label (GTK_WIDGET (row), name);
  g_assert_nonnull (label);
  wait_for_place (label);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       name);
  return label;
}

/* With its title whole. */
static void
test_chosen_in_a_narrow_window (void)
{
  AdwComboRow *row = open_row (360);
  GtkWidget *title = find_label (GTK_WIDGET (row), "Credentials");
  GtkWidget *chosen = find_chosen (row, SHORT_NAME);

  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (chosen))));
  g_assert_false (asks_for_tooltip (row));

  chosen = find_chosen (row, LONG_NAME);
  while (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (chosen))))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (asks_for_tooltip (row));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (title))));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (title))), ==, 1);

  open_popup (row);
  g_assert_false (asks_for_tooltip (row));
  close_row (row);
}

static void
test_chosen_in_a_wide_window (void)
{
  AdwComboRow *row = open_row (900);
  GtkWidget *chosen = find_chosen (row, LONG_NAME);
  int width;

  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (chosen)), &width, NULL);
  g_assert_cmpint (width, <=, gtk_widget_get_width (chosen));
  g_assert_false (asks_for_tooltip (row));
  close_row (row);
}

static gboolean
is_marked (GtkWidget  *popup,
           const char *name)
{
  GtkWidget *image = gtk_widget_get_next_sibling (find_label (popup, name));

  return gtk_widget_get_opacity (image) > 0;
}

static void
test_chosen_is_marked (void)
{
  AdwComboRow *row = open_row (360);
  GtkWidget *popup = open_popup (row);

  g_assert_true (is_marked (popup, SHORT_NAME));
  g_assert_false (is_marked (popup, LONG_NAME));
  adw_combo_row_set_selected (row, 1);
  g_assert_false (is_marked (popup, SHORT_NAME));
  g_assert_true (is_marked (popup, LONG_NAME));
  close_row (row);
}

/* What is in it has gone, and comes again. */
static void
test_list_is_changed (void)
{
  AdwComboRow *row = open_row (360);
  GtkStringList *model = GTK_STRING_LIST (adw_combo_row_get_model (row));
  GtkWidget *popup = open_popup (row);

  gtk_string_list_splice (model, 0, g_strv_length ((char **) names), NULL);
  g_assert_false (asks_for_tooltip (row));
  gtk_string_list_append (model, LONG_NAME);
  gtk_string_list_append (model, SHORT_NAME);
  adw_combo_row_set_selected (row, 1);
  g_assert_true (is_marked (popup, SHORT_NAME));
  g_assert_false (is_marked (popup, LONG_NAME));
  close_row (row);
}

static void
test_row_goes_with_its_window (void)
{
  AdwComboRow *row = open_row (360);

  open_popup (row);
  g_object_ref (row);
  close_row (row);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (row);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/inlet/ui/choice-row/popup-in-a-narrow-window", test_popup_in_a_narrow_window);
  g_test_add_func ("/inlet/ui/choice-row/popup-in-a-wide-window", test_popup_in_a_wide_window);
  g_test_add_func ("/inlet/ui/choice-row/popup-with-large-text", test_popup_with_large_text);
  g_test_add_func ("/inlet/ui/choice-row/popup-after-the-window-became-narrow",
                   test_popup_after_the_window_became_narrow);
  g_test_add_func ("/inlet/ui/choice-row/chosen-in-a-narrow-window",
                   test_chosen_in_a_narrow_window);
  g_test_add_func ("/inlet/ui/choice-row/chosen-in-a-wide-window", test_chosen_in_a_wide_window);
  g_test_add_func ("/inlet/ui/choice-row/chosen-is-marked", test_chosen_is_marked);
  g_test_add_func ("/inlet/ui/choice-row/list-is-changed", test_list_is_changed);
  g_test_add_func ("/inlet/ui/choice-row/goes-with-its-window", test_row_goes_with_its_window);

  return g_test_run ();
}
