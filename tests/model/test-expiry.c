/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-expiry.h"

#include <string.h>

/* 2026-11-22T18:30:00Z, a time of day that most zones share the date of. */
#define END G_GINT64_CONSTANT (1795372200)

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

static void
test_states (void)
{
  g_assert_cmpint (inlet_expiry_get_state (0, END), ==, INLET_EXPIRY_UNKNOWN);
  g_assert_cmpint (inlet_expiry_get_state (-1, END), ==, INLET_EXPIRY_UNKNOWN);
  g_assert_cmpint (inlet_expiry_get_state (END, END - 15 * MINUTE - 1), ==, INLET_EXPIRY_FRESH);
  g_assert_cmpint (inlet_expiry_get_state (END, END - 15 * MINUTE), ==, INLET_EXPIRY_SOON);
  g_assert_cmpint (inlet_expiry_get_state (END, END - 1), ==, INLET_EXPIRY_SOON);
  g_assert_cmpint (inlet_expiry_get_state (END, END), ==, INLET_EXPIRY_OVER);
  g_assert_cmpint (inlet_expiry_get_state (END, END + DAY), ==, INLET_EXPIRY_OVER);
}

static void
assert_words (gint64      end,
              gint64      left,
              const char *expected)
{
  g_autofree char *text = inlet_expiry_describe (end, end - left);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  assert_words (0, 5, "It is not known when the session token ends.");
  assert_words (END, 1, "The session token ends in less than a minute.");
  assert_words (END, MINUTE, "The session token ends in 1 minute.");
  assert_words (END, 2 * MINUTE - 1, "The session token ends in 1 minute.");
  assert_words (END, 2 * HOUR - 1, "The session token ends in 119 minutes.");
  assert_words (END, 2 * HOUR, "The session token ends in 2 hours.");
  assert_words (END, 2 * DAY - 1, "The session token ends in 47 hours.");
  assert_words (END, 2 * DAY, "The session token ends in 2 days.");

  assert_words (END, 0, "The session token has just ended.");
  assert_words (END, -MINUTE, "The session token ended 1 minute ago.");
  assert_words (END, -3 * HOUR, "The session token ended 3 hours ago.");
  assert_words (END, -3 * DAY, "The session token ended 3 days ago.");
}

/* At every second around the places where the unit changes: the words stay until the moment that
 * was told, and not a second longer. */
static void
test_next (void)
{
  static const gint64 around[] = { 2 * DAY, 2 * HOUR, HOUR, 15 * MINUTE, MINUTE, 0, -MINUTE,
                                   -2 * HOUR, -2 * DAY };

  g_assert_cmpint (inlet_expiry_get_next (0, END), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    for (gint64 left = around[i] + 65; left >= around[i] - 65; left--) {
      gint64 now = END - left;
      gint64 next = inlet_expiry_get_next (END, now);
      g_autofree char *text = inlet_expiry_describe (END, now);
      g_autofree char *before = inlet_expiry_describe (END, now + next - 1);
      g_autofree char *then = inlet_expiry_describe (END, now + next);

      g_assert_cmpint (next, >, 0);
      g_assert_cmpstr (before, ==, text);
      g_assert_cmpint (inlet_expiry_get_state (END, now + next - 1), ==,
                       inlet_expiry_get_state (END, now));
      g_assert_true (strcmp (then, text) != 0 || inlet_expiry_get_state (END, now + next) !=
                     inlet_expiry_get_state (END, now));
    }
}

static void
test_read (void)
{
  static const char * const moments[] = {
    "2026-11-22T18:30:00Z", "2026-11-22T18:30:00+00:00", "2026-11-22 18:30:00Z",
    "2026-11-22T19:30:00+01:00", "2026-11-22T18:30:00.123Z", "1795372200", "1795372200123",
  };
  static const char * const others[] = {
    "", "18:30", "2026-11-22T18:30:00", "2026-11-22", "2026-13-22T18:30:00Z", "12 h", "179537220",
    "-795372200", "0001-01-01T00:00:00Z", "1960-01-01T00:00:00Z", "0000000000", "tomorrow",
    "9999999999999999999999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    g_assert_cmpint (inlet_expiry_read (moments[i]), ==, END);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (inlet_expiry_read (others[i]), ==, 0);
}

static void
test_read_typed (void)
{
  static const struct
  {
    const char *text;
    gint64      seconds;
  } spans[] = {
    { "12 h", 12 * HOUR }, { "12h", 12 * HOUR }, { "45 min", 45 * MINUTE }, { "45m", 45 * MINUTE },
    { "1 hour", HOUR }, { "1 h 30 min", 90 * MINUTE }, { "1H30M", 90 * MINUTE },
    { "99999 minutes", 99999 * MINUTE },
  };
  static const char * const others[] = {
    "", "h", "12", "12 parsecs", "12 h 5", "0 h", "-1 h", "100000 h", "24:00", "18:60", "18:3",
    "118:30", "18:30:00 h", ":30", "2026-11-22", "soon",
  };

  g_assert_cmpint (inlet_expiry_read_typed ("2026-11-22T18:30:00Z", 0), ==, END);
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    g_assert_cmpint (inlet_expiry_read_typed (spans[i].text, END), ==, END + spans[i].seconds);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (inlet_expiry_read_typed (others[i], END), ==, 0);
}

static gint64
get_local (int day,
           int hour,
           int minute)
{
  g_autoptr (GDateTime) date = g_date_time_new_local (2026, 11, day, hour, minute, 0);

  return g_date_time_to_unix (date);
}

static void
test_local_times (void)
{
  gint64 noon = get_local (22, 12, 0);

  g_assert_cmpint (inlet_expiry_read_typed ("2026-11-22 18:30", noon), ==, get_local (22, 18, 30));
  g_assert_cmpint (inlet_expiry_read_typed ("2026-11-22T18:30", noon), ==, get_local (22, 18, 30));
  g_assert_cmpint (inlet_expiry_read_typed ("2026-11-22 18:30:00", noon), ==,
                   get_local (22, 18, 30));
  g_assert_cmpint (inlet_expiry_read_typed ("18:30", noon), ==, get_local (22, 18, 30));
  g_assert_cmpint (inlet_expiry_read_typed ("9:05", noon), ==, get_local (23, 9, 5));
  g_assert_cmpint (inlet_expiry_read_typed ("12:00", noon), ==, get_local (23, 12, 0));
}

static void
test_texts (void)
{
  g_autofree char *text = inlet_expiry_to_text (END);
  g_autofree char *typed = inlet_expiry_to_typed (END);
  g_autofree char *none = inlet_expiry_to_text (0);
  g_autofree char *none_typed = inlet_expiry_to_typed (0);

  g_assert_cmpstr (text, ==, "2026-11-22T18:30:00Z");
  g_assert_cmpint (inlet_expiry_read (typed), ==, END);
  g_assert_true (g_str_has_prefix (typed, "2026-11-2"));
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (none_typed, ==, "");
}

static void
test_verdicts (void)
{
  g_assert_null (inlet_expiry_find_fault ("12 h", END));
  g_assert_nonnull (strstr (inlet_expiry_find_fault ("later", END), "how long"));
  g_assert_null (inlet_expiry_find_oddity ("36 h", END));
  g_assert_nonnull (strstr (inlet_expiry_find_oddity ("37 h", END), "36 hours"));
  g_assert_nonnull (strstr (inlet_expiry_find_oddity ("2026-11-22T18:30:00Z", END), "passed"));
  g_assert_null (inlet_expiry_find_oddity ("2026-11-22T18:30:00Z", END - 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/expiry/states", test_states);
  g_test_add_func ("/inlet/model/expiry/words", test_words);
  g_test_add_func ("/inlet/model/expiry/next", test_next);
  g_test_add_func ("/inlet/model/expiry/read", test_read);
  g_test_add_func ("/inlet/model/expiry/read-typed", test_read_typed);
  g_test_add_func ("/inlet/model/expiry/local-times", test_local_times);
  g_test_add_func ("/inlet/model/expiry/texts", test_texts);
  g_test_add_func ("/inlet/model/expiry/verdicts", test_verdicts);

  return g_test_run ();
}
