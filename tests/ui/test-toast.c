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
  g_test_add_func ("/inlet/ui/toast/dismissed-at-once", test_toasts_are_dismissed_at_once);
  g_test_add_func ("/inlet/ui/toast/not-repeated", test_toast_is_not_repeated);

  return g_test_run ();
}
