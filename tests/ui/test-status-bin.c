/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-status-bin.h"
#include "ui-test.h"

static const struct {
  const char *said;
  const char *text;
  gboolean    is_news;
} pairs[] = {
  { NULL, NULL, FALSE },
  { NULL, "Asking…", TRUE },
  { "Asking…", NULL, TRUE },
  { "Asking…", "Asking…", FALSE },
  { "Asking…", "Asking", TRUE },
  { "Asking", "Asking…", TRUE },
  { "again after 10 s…", "again after 9 s…", FALSE },
  { "again after 9 s…", "again after 10 s…", FALSE },
  { "again after 9 s…", "going on after 8 s…", TRUE },
  { "again after 9 s…", "again after 9 s", TRUE },
  { "9", "10", FALSE },
  { "a9", "a", TRUE },
  { "a", "a9", TRUE },
  { "9a", "8b", TRUE },
};

static void
test_is_news (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_test_message ("%s, %s", pairs[i].said, pairs[i].text);
    g_assert_true (inlet_status_bin_is_news (pairs[i].said, pairs[i].text) == pairs[i].is_news);
  }
}

/* What is seen changes; what is called by it does not, until there is something to tell. */
static void
test_is_said_once (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *bin = g_object_new (INLET_TYPE_STATUS_BIN, "child", label, NULL);
  GtkWidget *heard = gtk_widget_get_last_child (bin);

  gtk_window_set_child (GTK_WINDOW (window), bin);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (heard)), ==,
                   GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heard)), ==, "");

  gtk_label_set_label (GTK_LABEL (label), "Busy: again after 10 s…");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heard)), ==, "Busy: again after 10 s…");
  gtk_label_set_label (GTK_LABEL (label), "Busy: again after 9 s…");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "Busy: again after 9 s…");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heard)), ==, "Busy: again after 10 s…");

  gtk_label_set_label (GTK_LABEL (label), "Done");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heard)), ==, "Done");
  gtk_label_set_label (GTK_LABEL (label), "");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heard)), ==, "");

  /* One that is not there any more is of no concern. */
  g_object_ref (label);
  adw_bin_set_child (ADW_BIN (bin), gtk_label_new ("Another"));
  gtk_label_set_label (GTK_LABEL (label), "Gone");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heard)), ==, "Another");
  gtk_label_set_label (GTK_LABEL (adw_bin_get_child (ADW_BIN (bin))), "More");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (heard)), ==, "More");
  adw_bin_set_child (ADW_BIN (bin), NULL);
  g_object_unref (label);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/inlet/ui/status-bin/is-news", test_is_news);
  g_test_add_func ("/inlet/ui/status-bin/is-said-once", test_is_said_once);

  return g_test_run ();
}
