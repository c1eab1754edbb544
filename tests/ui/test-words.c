/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-words.h"

static const InletConnectionState states[] = {
  INLET_CONNECTION_SENDING, INLET_CONNECTION_CREATED, INLET_CONNECTION_FAILED,
  INLET_CONNECTION_UNCERTAIN, INLET_CONNECTION_GONE,
};

static void
test_words_states_differ (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    for (guint j = 0; j < i; j++) {
      g_assert_cmpstr (inlet_state_icon_name (states[i]), !=, inlet_state_icon_name (states[j]));
      g_assert_cmpstr (inlet_state_label (states[i]), !=, inlet_state_label (states[j]));
    }
}

static void
test_words_states_have_a_style (void)
{
  g_assert_cmpstr (inlet_state_css_class (INLET_CONNECTION_CREATED), ==, "success");
  g_assert_cmpstr (inlet_state_css_class (INLET_CONNECTION_FAILED), ==, "error");
  g_assert_cmpstr (inlet_state_css_class (INLET_CONNECTION_UNCERTAIN), ==, "warning");
  g_assert_cmpstr (inlet_state_css_class (INLET_CONNECTION_SENDING), ==, "dim-label");
  g_assert_cmpstr (inlet_state_css_class (INLET_CONNECTION_GONE), ==, "dim-label");
}

static void
test_words_adobe_word_unknown (void)
{
  g_assert_cmpstr (inlet_adobe_word ("development"), ==, "development");
  g_assert_cmpstr (inlet_adobe_word ("de-provisioning"), ==, "de-provisioning");
  g_assert_cmpstr (inlet_adobe_word (""), ==, "");
}

/* Where @text is written that is meant for the start. */
static float
start_of (const char       *text,
          GtkTextDirection  direction)
{
  GtkWidget *inscription = g_object_ref_sink (gtk_inscription_new (NULL));
  float xalign;

  gtk_widget_set_direction (inscription, direction);
  inlet_inscribe (GTK_INSCRIPTION (inscription), text, 0);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (inscription)), ==, text);
  xalign = gtk_inscription_get_xalign (GTK_INSCRIPTION (inscription));
  g_assert_finalize_object (inscription);
  return xalign;
}

/* Pango itself mirrors what is right-to-left. */
static void
test_words_inscribe_at_the_start (void)
{
  g_assert_cmpfloat (start_of ("4cb0c374-d3bb", GTK_TEXT_DIR_LTR), ==, 0);
  g_assert_cmpfloat (start_of ("חיבור", GTK_TEXT_DIR_LTR), ==, 1);
  g_assert_cmpfloat (start_of ("4cb0c374-d3bb", GTK_TEXT_DIR_RTL), ==, 1);
  g_assert_cmpfloat (start_of ("חיבור", GTK_TEXT_DIR_RTL), ==, 0);
  g_assert_cmpfloat (start_of ("14:05", GTK_TEXT_DIR_RTL), ==, 0);
  g_assert_cmpfloat (start_of (NULL, GTK_TEXT_DIR_RTL), ==, 0);
}

/* The time @seconds ago, in short. */
static char *
ago (gint64 seconds)
{
  return inlet_time_to_short (g_get_real_time () / G_USEC_PER_SEC - seconds);
}

static char *
format_ago (gint64      seconds,
            const char *format)
{
  g_autoptr (GDateTime) time =
    g_date_time_new_from_unix_local (g_get_real_time () / G_USEC_PER_SEC - seconds);

  return g_date_time_format (time, format);
}

static void
test_words_time_to_short (void)
{
  const gint64 day = 24 * 60 * 60;
  g_autofree char *now = ago (3);
  g_autofree char *yesterday = ago (day);
  g_autofree char *days = ago (3 * day);
  g_autofree char *date = ago (40 * day);
  g_autofree char *expected_date = format_ago (40 * day, "%x");
  g_autofree char *future = ago (-2 * day);
  g_autofree char *expected_future = format_ago (-2 * day, "%x");

  g_assert_cmpstr (now, ==, "now");
  g_assert_cmpstr (yesterday, ==, "yesterday");
  g_assert_cmpstr (days, ==, "3 days");
  g_assert_cmpstr (date, ==, expected_date);
  g_assert_cmpstr (future, ==, expected_future);
}

/* Both sides of midnight: what was an hour ago is of yesterday then, but minutes are minutes. */
static void
test_words_time_of_today (void)
{
  g_autofree char *minutes = ago (90 + 2 * 60);
  g_autofree char *hours = ago (2 * 60 * 60);
  g_autofree char *clock = format_ago (2 * 60 * 60, "%H:%M");

  g_assert_true (g_str_equal (minutes, "3 min") || g_str_equal (minutes, "yesterday"));
  g_assert_true (g_str_equal (hours, clock) || g_str_equal (hours, "yesterday"));
}

static void
test_words_time_that_is_none (void)
{
  g_autofree char *brief = inlet_time_to_short (G_MAXINT64);
  g_autofree char *full = inlet_time_to_full (G_MAXINT64);

  g_assert_cmpstr (brief, ==, "");
  g_assert_cmpstr (full, ==, "");
}

static void
test_words_time_to_full (void)
{
  g_autofree char *full = inlet_time_to_full (1750000000);

  g_assert_nonnull (strstr (full, "2025"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/ui/words/states-differ", test_words_states_differ);
  g_test_add_func ("/inlet/ui/words/states-have-a-style", test_words_states_have_a_style);
  g_test_add_func ("/inlet/ui/words/adobe-word-unknown", test_words_adobe_word_unknown);
  g_test_add_func ("/inlet/ui/words/inscribe-at-the-start", test_words_inscribe_at_the_start);
  g_test_add_func ("/inlet/ui/words/time-to-short", test_words_time_to_short);
  g_test_add_func ("/inlet/ui/words/time-of-today", test_words_time_of_today);
  g_test_add_func ("/inlet/ui/words/time-that-is-none", test_words_time_that_is_none);
  g_test_add_func ("/inlet/ui/words/time-to-full", test_words_time_to_full);

  return g_test_run ();
}
