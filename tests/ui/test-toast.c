/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-toast.h"
#include "ui-test.h"

#define LONG_TEXT \
  "“Temporary <keys> of the shop & its branches”: The session token ends in 15 minutes."
#define PATIENCE_SECONDS 10

static gboolean
on_time_passed (gpointer user_data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

/* The label that says @text, once it has its place. */
static GtkWidget *
wait_for_label (GtkWidget  *window,
                const char *text)
{
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, on_time_passed, NULL);
  GtkWidget *label = NULL;

  while (!ui_says (window, text))
    g_main_context_iteration (NULL, TRUE);
  label = ui_find (window, GTK_TYPE_LABEL, NULL);
  while (gtk_widget_get_width (label) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (timeout);
  return label;
}

static void
assert_whole (GtkWidget *label,
              GtkWidget *overlay)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  graphene_rect_t bounds;
  int height;

  g_assert_true (gtk_widget_compute_bounds (label, overlay, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (overlay));
  pango_layout_get_pixel_size (layout, NULL, &height);
  g_assert_cmpint (height, <=, gtk_widget_get_height (label));
  g_assert_false (pango_layout_is_ellipsized (layout));
}

/* The overlay, in a window. */
static GtkWidget *
open_overlay (int width)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, 300);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (overlay) == 0)
    g_main_context_iteration (NULL, TRUE);

  return overlay;
}

static void
close_overlay (GtkWidget *overlay)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (overlay)));
}

static void
show_in_window (int  width,
                int *n_lines)
{
  GtkWidget *overlay = open_overlay (width);
  GtkWidget *label = NULL;

  inlet_show_toast (ADW_TOAST_OVERLAY (overlay), LONG_TEXT);
  label = wait_for_label (overlay, LONG_TEXT);
  assert_whole (label, overlay);
  *n_lines = pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label)));
  close_overlay (overlay);
}

static void
test_toast_in_a_narrow_window (void)
{
  int n_lines;

  show_in_window (360, &n_lines);
  g_assert_cmpint (n_lines, >, 1);
}

static void
test_toast_in_a_wide_window (void)
{
  int n_lines;

  show_in_window (1100, &n_lines);
  g_assert_cmpint (n_lines, ==, 1);
}

/* Shown wide, and read while the window is narrowed. */
static void
test_toast_in_a_window_that_becomes_narrow (void)
{
  GtkWidget *overlay = open_overlay (1100);
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, on_time_passed, NULL);
  GtkWidget *label = NULL;

  inlet_show_toast (ADW_TOAST_OVERLAY (overlay), LONG_TEXT);
  label = wait_for_label (overlay, LONG_TEXT);
  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (overlay)), 360, 300);
  while (gtk_widget_get_width (overlay) > 360 ||
         gtk_label_get_max_width_chars (GTK_LABEL (label)) > 60 ||
         gtk_widget_get_height (label) < 30)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (timeout);
  assert_whole (label, overlay);
  close_overlay (overlay);
}

static gboolean
on_quiet (gpointer is_quiet)
{
  *(gboolean *) is_quiet = TRUE;
  return G_SOURCE_REMOVE;
}

/* As quickly as a person can. */
static void
dismiss (GtkWidget  *overlay,
         const char *text)
{
  gboolean is_seen = FALSE;

  wait_for_label (overlay, text);
  g_timeout_add (50, on_quiet, &is_seen);
  while (!is_seen)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (ui_find (overlay, GTK_TYPE_BUTTON, NULL), "clicked");
}

/* Each as soon as it is there: its animations come to their ends later. */
static void
test_toasts_are_dismissed_at_once (void)
{
  static const char *const texts[] = { "One", "Two", "Three" };
  GtkWidget *overlay = open_overlay (360);
  gboolean is_quiet = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    inlet_show_toast (ADW_TOAST_OVERLAY (overlay), texts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    dismiss (overlay, texts[i]);

  g_timeout_add_seconds (1, on_quiet, &is_quiet);
  while (!is_quiet)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (ui_says (overlay, "Three"));
  close_overlay (overlay);
}

/* Beside the one that a toast may have for an action, and that acts later. */
static void
press_close (GtkWidget *overlay)
{
  GtkWidget *action_button = ui_find (overlay, GTK_TYPE_BUTTON, NULL);

  g_signal_emit_by_name (gtk_widget_get_next_sibling (action_button), "clicked");
}

static void
wait_until_gone (GtkWidget  *overlay,
                 const char *text)
{
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, on_time_passed, NULL);

  while (ui_says (overlay, text))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (timeout);
}

/* In the frame in which it comes, by which both animations end in one. */
static void
test_toast_is_dismissed_in_its_first_frame (void)
{
  GtkWidget *overlay = open_overlay (360);

  inlet_show_toast (ADW_TOAST_OVERLAY (overlay), "One");
  press_close (overlay);
  press_close (overlay);
  inlet_show_toast (ADW_TOAST_OVERLAY (overlay), "Two");
  wait_until_gone (overlay, "One");
  wait_for_label (overlay, "Two");
  press_close (overlay);
  wait_until_gone (overlay, "Two");
  close_overlay (overlay);
}

/* Again the same, of which the one that is there is going. */
static void
test_toast_is_repeated_after_it_was_dismissed (void)
{
  GtkWidget *overlay = open_overlay (360);
  GtkWidget *first = NULL;

  inlet_show_toast (ADW_TOAST_OVERLAY (overlay), "Path copied");
  press_close (overlay);
  inlet_show_toast (ADW_TOAST_OVERLAY (overlay), "Path copied");
  g_set_weak_pointer (&first, wait_for_label (overlay, "Path copied"));
  while (first != NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_for_label (overlay, "Path copied");
  close_overlay (overlay);
}

static void
test_window_is_closed_while_a_toast_comes (void)
{
  GtkWidget *overlay = open_overlay (360);

  inlet_show_toast (ADW_TOAST_OVERLAY (overlay), "One");
  press_close (overlay);
  g_object_ref (overlay);
  close_overlay (overlay);
  g_assert_finalize_object (overlay);
}

/* What is said again while it is there is not said later once more. */
static void
test_toast_is_not_repeated (void)
{
  GtkWidget *overlay = open_overlay (360);
  gboolean is_quiet = FALSE;

  for (guint i = 0; i < 3; i++)
    inlet_show_toast (ADW_TOAST_OVERLAY (overlay), "Path copied");
  dismiss (overlay, "Path copied");

  g_timeout_add_seconds (1, on_quiet, &is_quiet);
  while (!is_quiet)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (ui_says (overlay, "Path copied"));
  close_overlay (overlay);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/inlet/ui/toast/in-a-narrow-window", test_toast_in_a_narrow_window);
  g_test_add_func ("/inlet/ui/toast/in-a-wide-window", test_toast_in_a_wide_window);
  g_test_add_func ("/inlet/ui/toast/in-a-window-that-becomes-narrow",
                   test_toast_in_a_window_that_becomes_narrow);
  g_test_add_func ("/inlet/ui/toast/dismissed-in-its-first-frame",
                   test_toast_is_dismissed_in_its_first_frame);
  g_test_add_func ("/inlet/ui/toast/repeated-after-it-was-dismissed",
                   test_toast_is_repeated_after_it_was_dismissed);
  g_test_add_func ("/inlet/ui/toast/window-closed-while-it-comes",
                   test_window_is_closed_while_a_toast_comes);
  g_test_add_func ("/inlet/ui/toast/dismissed-at-once", test_toasts_are_dismissed_at_once);
  g_test_add_func ("/inlet/ui/toast/not-repeated", test_toast_is_not_repeated);

  return g_test_run ();
}
